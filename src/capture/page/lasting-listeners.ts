import type { Natives } from './natives'

/** Listeners of a window and its document that outlive the document's being opened anew. */
export interface LastingListeners {
  listen(target: Window | Document, type: string, listener: (event: Event) => void, capture?: boolean): void
}

/**
 * `document.open()`, and `write()` into a document that has loaded, take every
 * listener from the document and its window and tell nobody. What they leave is
 * whoever observes the document's children, and those they replace.
 */
export function createLastingListeners(
  page: Window & typeof globalThis,
  natives: Pick<Natives, 'listen'>,
  signal: AbortSignal,
): LastingListeners {
  const { MutationObserver } = page
  const adds: (() => void)[] = []
  // Adding one that is still there does nothing.
  const observer = new MutationObserver(() => {
    for (const add of adds) add()
  })
  observer.observe(page.document, { childList: true })
  natives.listen(signal, 'abort', () => observer.disconnect())

  return {
    listen(target, type, listener, capture = false) {
      const add = (): void => natives.listen(target, type, listener, { capture, signal })
      adds.push(add)
      add()
    },
  }
}
