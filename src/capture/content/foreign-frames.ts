/**
 * Tells of each other origin that this document frames, once. What happens in
 * such a frame is recorded only where the person granted its origin too.
 */
export function watchForeignFrames(page: Window, tell: (origin: string) => void, signal: AbortSignal): void {
  const told = new Set<string>()

  function look(frame: HTMLIFrameElement): void {
    const origin = foreignOrigin(frame, page.location)
    if (origin === undefined || told.has(origin)) return
    told.add(origin)
    tell(origin)
  }

  for (const frame of page.document.querySelectorAll('iframe')) look(frame)
  // `load` of a frame does not bubble, but it is captured on its way down.
  page.document.addEventListener(
    'load',
    (event) => {
      if (event.target instanceof HTMLIFrameElement) look(event.target)
    },
    { capture: true, signal },
  )
}

function foreignOrigin(frame: HTMLIFrameElement, base: Location): string | undefined {
  if (!frame.src) return undefined
  try {
    const url = new URL(frame.src, base.href)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
    return url.origin === base.origin ? undefined : url.origin
  } catch {
    // No address: an empty or broken frame holds nothing that could be recorded.
    return undefined
  }
}
