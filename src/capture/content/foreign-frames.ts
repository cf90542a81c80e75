import { onReopened } from './reopened'

/** Most origins that are told. A page may frame ever new ones, and nobody reads a longer list. */
export const mostOrigins = 100

/**
 * Tells of each other origin that this document frames, once, and then that there are too many. What happens in
 * such a frame is recorded only where the person granted its origin too.
 */
export function watchForeignFrames(page: Window, tell: (origin: string) => void, tooMany: () => void, signal: AbortSignal): void {
  const told = new Set<string>()

  function look(frame: HTMLIFrameElement): void {
    const origin = foreignOrigin(frame, page.location)
    if (origin === undefined || told.has(origin) || told.size > mostOrigins) return
    told.add(origin)
    if (told.size > mostOrigins) tooMany()
    else tell(origin)
  }

  function onLoad(event: Event): void {
    if (event.target instanceof HTMLIFrameElement) look(event.target)
  }

  // `load` of a frame does not bubble, but it is captured on its way down.
  const listen = (): void => page.document.addEventListener('load', onLoad, { capture: true, signal })

  for (const frame of page.document.querySelectorAll('iframe')) look(frame)
  listen()
  onReopened(page, listen, signal)
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
