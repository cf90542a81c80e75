import { callEvent, type Handshake, helloPrefix, type ToPage } from '../../bridge/capture-wire'
import type { Natives } from './natives'

export interface Link {
  /** Hands a text to the content script; lost while there is none. */
  post(text: string): void
  /** Hands a text over synchronously; lost while there is none. */
  flush(text: string): void
}

export interface LinkOptions {
  readonly page: Window
  readonly natives: Pick<Natives, 'listen' | 'dispatch' | 'parse' | 'wire'>
  /** Calls back with every event that offers a port, before the page hears of it. */
  onOffer(take: (event: Event) => void): void
  receive(message: ToPage): void
  readonly signal: AbortSignal
}

/**
 * The page's end of the wire to the content script. That one may offer another
 * port at any time, and the newest counts. Anybody else's is taken only once
 * the content script is gone (the extension was updated): the page can offer ports too.
 */
export function createLink({ page, natives, onOffer, receive, signal }: LinkOptions): Link {
  const { wire } = natives
  let port: MessagePort | undefined
  let flushName = ''
  let identity: string | undefined
  let refused = false

  function accept(event: Event): void {
    // The page's own listeners have no business with the port.
    wire.hide(event)
    const offered = wire.port(event)
    const handshake = parseHandshake(parsed(wire.data(event)))
    if (offered === undefined || handshake === undefined) return
    if (handshake.flush !== flushName && isTheOtherAlive()) refuse()
    else take(event, offered, handshake)
  }

  function take(event: Event, offered: MessagePort, handshake: Handshake): void {
    wire.take(event)
    if (port) wire.close(port)
    port = offered
    flushName = handshake.flush
    identity ??= handshake.document
    natives.listen(offered, 'message', (incoming) => {
      if (port !== offered) return
      const message = parseToPage(parsed(wire.data(incoming)))
      if (message !== undefined) receive(message)
    })
    wire.start(offered)
    wire.post(offered, helloPrefix + identity)
  }

  function isTheOtherAlive(): boolean {
    if (flushName === '') return false
    const question = wire.message(flushName)
    natives.dispatch(page, question)
    return wire.taken(question)
  }

  /** Said once: a page may go on with it for ever. */
  function refuse(): void {
    if (!refused) receive({ type: 'gap', reason: 'invalid', detail: 'a port that is not the recorder’s' })
    refused = true
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

  onOffer(accept)
  natives.listen(signal, 'abort', () => port && wire.close(port))
  natives.dispatch(page, wire.message(callEvent))

  return {
    post: (text) => port && wire.post(port, text),
    flush(text) {
      if (flushName) natives.dispatch(page, wire.message(flushName, text))
    },
  }
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
