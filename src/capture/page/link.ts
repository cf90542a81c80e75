import { callEvent, type Handshake, helloPrefix, portEvent, type ToPage } from '../../bridge/capture-wire'
import type { Natives } from './natives'

export interface Link {
  /** Hands a text to the content script; lost while there is none. */
  post(text: string): void
  /** Hands a text over synchronously; lost while there is none. */
  flush(text: string): void
}

export interface LinkOptions {
  readonly page: Window & typeof globalThis
  readonly natives: Pick<Natives, 'listen' | 'dispatch' | 'parse'>
  receive(message: ToPage): void
  readonly signal: AbortSignal
}

/**
 * The page's end of the wire to the content script. Another content script (the
 * extension was updated) may offer another port at any time: the newest counts.
 */
export function createLink({ page, natives, receive, signal }: LinkOptions): Link {
  const { MessageEvent } = page
  let port: MessagePort | undefined
  let flushName = ''
  let identity: string | undefined

  function accept(event: Event): void {
    // The page's own listeners have no business with the port.
    event.stopImmediatePropagation()
    if (!isMessage(event)) return
    const offered = event.ports[0]
    const handshake = parseHandshake(parsed(event.data))
    if (offered === undefined || handshake === undefined) return
    // Says that it was taken.
    event.preventDefault()
    port?.close()
    port = offered
    flushName = handshake.flush
    identity ??= handshake.document
    natives.listen(offered, 'message', (incoming) => {
      if (port !== offered || !isMessage(incoming)) return
      const message = parseToPage(parsed(incoming.data))
      if (message !== undefined) receive(message)
    })
    offered.start()
    offered.postMessage(helloPrefix + identity)
  }

  function parsed(text: unknown): unknown {
    if (typeof text !== 'string') return undefined
    try {
      return natives.parse(text)
    } catch {
      // The page can dispatch this event itself, with anything in it.
      return undefined
    }
  }

  natives.listen(page, portEvent, accept, { capture: true, signal })
  signal.addEventListener('abort', () => port?.close(), { once: true })
  natives.dispatch(page, new page.Event(callEvent))

  return {
    post: (text) => port?.postMessage(text),
    flush(text) {
      if (flushName) natives.dispatch(page, new MessageEvent(flushName, { data: text }))
    },
  }
}

/** By its shape: the content script makes it in a world with classes of its own. */
function isMessage(event: Event): event is MessageEvent<unknown> {
  return 'ports' in event && 'data' in event
}

function parseHandshake(value: unknown): Handshake | undefined {
  if (!isRecord(value)) return undefined
  const { flush, document } = value
  return typeof flush === 'string' && typeof document === 'string' ? { flush, document } : undefined
}

function parseToPage(value: unknown): ToPage | undefined {
  if (!isRecord(value)) return undefined
  const { type, record, lastN, from, reason, detail } = value
  switch (type) {
    case 'verdict':
      return typeof record === 'boolean' && isNumber(lastN) ? { type, record, lastN } : undefined
    case 'ack':
      return isNumber(lastN) ? { type, lastN } : undefined
    case 'resend':
      return isNumber(from) ? { type, from } : undefined
    case 'gap':
      return (reason === 'not-granted' || reason === 'flood' || reason === 'invalid') && typeof detail === 'string'
        ? { type, reason, detail }
        : undefined
    case 'finish':
    case 'leave':
      return { type }
    default:
      return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
