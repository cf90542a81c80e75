import { callEvent, finishedText, type Handshake, helloPrefix, portEvent, splitBatch, type ToPage } from '../../bridge/capture-wire'

export interface PageLinkHandlers {
  /** The page's recorder is there; `document` is the identity it goes by. */
  hello(document: string): void
  batch(firstN: number, lines: string): void
  /** The same at the last moment: hand it over now, nothing will be read later. */
  lastBatch(firstN: number, lines: string): void
  finished(): void
}

export interface PageLink {
  /** True once a recorder in the page took the port; its hello follows. */
  readonly accepted: boolean
  send(message: ToPage): void
}

const documentId = /^[\w-]{16,64}$/

/**
 * The content script's end of the wire to the page. Offers a port at once, and
 * again when the page's recorder says it has only now started.
 */
export function createPageLink(page: Window, handshake: Handshake, handlers: PageLinkHandlers, signal: AbortSignal): PageLink {
  let port: MessagePort | undefined
  let accepted = false

  function offer(): void {
    const { port1, port2 } = new MessageChannel()
    port?.close()
    port = port1
    port1.onmessage = (event: MessageEvent<unknown>) => {
      if (port === port1 && typeof event.data === 'string') receive(event.data)
    }
    const untaken = page.dispatchEvent(new MessageEvent(portEvent, { ports: [port2], data: JSON.stringify(handshake), cancelable: true }))
    accepted ||= !untaken
  }

  function receive(text: string): void {
    if (text === finishedText) handlers.finished()
    else if (text.startsWith(helloPrefix)) {
      const id = text.slice(helloPrefix.length)
      if (documentId.test(id)) handlers.hello(id)
    } else {
      const batch = splitBatch(text)
      if (batch !== undefined) handlers.batch(batch.firstN, batch.lines)
    }
  }

  page.addEventListener(callEvent, offer, { signal })
  page.addEventListener(
    handshake.flush,
    (event) => {
      const text: unknown = event instanceof MessageEvent ? event.data : undefined
      const batch = typeof text === 'string' ? splitBatch(text) : undefined
      if (batch !== undefined) handlers.lastBatch(batch.firstN, batch.lines)
    },
    { signal },
  )
  signal.addEventListener('abort', () => port?.close(), { once: true })
  offer()

  return {
    get accepted() {
      return accepted
    },
    send(message) {
      port?.postMessage(JSON.stringify(message))
    },
  }
}
