/**
 * Calls back when the page's document may have been opened anew: that takes all
 * listeners from it and its window, those of this world too, and tells nobody.
 */
export function onReopened(page: Window, again: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(again)
  observer.observe(page.document, { childList: true })
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
}
