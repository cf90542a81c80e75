import { callEvent, finishedText, type Handshake, helloPrefix, portEvent, splitBatch, type ToPage } from '../../bridge/capture-wire'
import { onReopened } from './reopened'

export interface PageLinkHandlers {
  /** The page's recorder is there; `document` is the identity it goes by. */
  hello(document: string): void
  batch(firstN: number, lines: string): void
  /** The same at the last moment: hand it over now, nothing will be read later. */
  lastBatch(firstN: number, lines: string): void
  finished(): void
  /** False once the extension is gone: another relay may take this one's place. */
  alive(): boolean
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
  /** The one identity beside ours that is taken: a page may say ever new ones. */
  let another: string | undefined

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
      if (!documentId.test(id)) return
      if (id !== handshake.document) another ??= id
      if (id === handshake.document || id === another) handlers.hello(id)
    } else {
      const batch = splitBatch(text)
      if (batch !== undefined) handlers.batch(batch.firstN, batch.lines)
    }
  }

  function take(event: Event): void {
    const text: unknown = event instanceof MessageEvent ? event.data : undefined
    const batch = typeof text === 'string' ? splitBatch(text) : undefined
    if (batch !== undefined) handlers.lastBatch(batch.firstN, batch.lines)
    // The recorder asks whether it is still this relay that it speaks with.
    else if (handlers.alive()) event.preventDefault()
  }

  function listen(): void {
    page.addEventListener(callEvent, offer, { signal })
    page.addEventListener(handshake.flush, take, { signal })
  }

  listen()
  onReopened(page, listen, signal)
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
