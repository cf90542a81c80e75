import { batchLimit, type FromContent, type ToContent } from '../../bridge/capture-port'
import { createReconnectingPort, type RuntimePort } from '../../bridge/reconnecting-port'
import type { Relay } from '../../bridge/relay'
import { guardText, guardUrl } from '../../core/guard'
import { mostOrigins, watchForeignFrames } from './foreign-frames'
import { createPageLink } from './page-link'
import { onReopened } from './reopened'
import { createSendWindow } from './send-window'

export interface ContentDeps {
  readonly page: Window
  connect(): RuntimePort
  /** False once the extension is gone for this context. */
  alive(): boolean
  /** Calls back when the background asks this document to ask again. */
  onArm(listener: () => void): void
  /** 22 random characters of base64url. */
  randomId(): string
}

/** All that a forged flood may have under way to the background. */
const windowLimit = 2 * batchLimit
/** How long a page's recorder waits for a new extension (an update, a reload) before it puts everything back. */
const graceMilliseconds = 10_000

/**
 * The relay between a page's recorder and the background. It keeps no entries:
 * the page's ring holds them until their acknowledgement has passed through
 * here, so a lost connection only means that they are sent again.
 */
export function startContent({ page, connect, alive, onArm, randomId }: ContentDeps): Relay {
  const end = new AbortController()
  const window = createSendWindow(windowLimit)
  // The clock's offset is taken here, in the page's process: no message is under way in between.
  const clock = { timeOrigin: performance.timeOrigin, offset: Date.now() - performance.timeOrigin - performance.now() }
  const late = page.document.readyState !== 'loading'
  let document: string | undefined
  let recording = false
  /** True once the background has answered on the present connection. */
  let answered = false
  /** True from a hello until its answer: however often the page introduces itself, one question is under way. */
  let asking = false
  /** True while the background waits to hear that everything was sent. */
  let finishing = false
  /** The first number that was not handed on, because too much was under way. */
  let refused: number | undefined
  /** Who waits for that answer. */
  const reports: (() => void)[] = []

  const port = createReconnectingPort({
    connect,
    alive,
    setTimer: (callback, milliseconds) => setTimeout(callback, milliseconds),
    onConnect() {
      answered = asking = finishing = false
      window.clear()
      hello()
    },
    onMessage: (message) => receive(message as ToContent),
    onGone() {
      recording = false
      report()
      setTimeout(() => {
        link.send({ type: 'leave' })
        end.abort()
      }, graceMilliseconds)
    },
  })
  const post = (message: FromContent): boolean => port.post(message)

  const link = createPageLink(
    page,
    { flush: randomId(), document: randomId() },
    {
      hello(id) {
        document = id
        // A page that introduces itself again has a new port, and has not heard the verdict on it; one that is under way will be heard there.
        if (!hello()) port.open()
      },
      batch(firstN, lines) {
        if (lines.length > batchLimit) return link.send({ type: 'gap', reason: 'invalid', detail: `a batch of ${lines.length} characters` })
        if (window.take(firstN, lines.length)) post({ type: 'batch', firstN, lines })
        else refused = Math.min(refused ?? firstN, firstN)
      },
      lastBatch(firstN, lines) {
        about()
        if (lines.length > batchLimit || !window.take(firstN, lines.length)) return
        if (post({ type: 'batch', firstN, lines })) return
        // The background was stopped: connecting wakes it, and what is posted now still reaches it.
        port.open()
        post({ type: 'batch', firstN, lines })
      },
      finished() {
        if (finishing) post({ type: 'finished' })
        finishing = false
      },
      alive,
    },
    end.signal,
  )

  function hello(): boolean {
    if (document === undefined) return false
    if (asking && port.connected) return true
    asking = post({
      type: 'hello',
      top: page.top === page,
      document: { id: document, ...address(), ...clock, late },
    })
    return asking
  }

  function address(): { readonly url: string; readonly title: string } {
    return { url: guardUrl(page.location.href).slice(0, 8192), title: guardText(page.document.title).slice(0, 1024) }
  }

  function about(): void {
    if (recording) post({ type: 'about', ...address() })
  }

  function receive(message: ToContent): void {
    switch (message.type) {
      case 'verdict':
        answered = true
        asking = false
        link.send(message)
        if (message.record && !recording) join()
        else if (!message.record) leave()
        report()
        return
      case 'ack':
        window.release(message.lastN)
        link.send(message)
        if (refused !== undefined) link.send({ type: 'resend', from: refused })
        refused = undefined
        return
      case 'resend':
        window.clear()
        link.send(message)
        return
      case 'finish':
        finishing = true
        link.send(message)
        return
      case 'gap':
        link.send(message)
    }
  }

  function report(): void {
    for (const tell of reports.splice(0)) tell()
  }

  let joined = new AbortController()

  function join(): void {
    recording = true
    joined = new AbortController()
    const signal = AbortSignal.any([joined.signal, end.signal])
    const tooMany = () => link.send({ type: 'gap', reason: 'flood', detail: `frames of more than ${mostOrigins} origins` })
    watchForeignFrames(page, (origin) => post({ type: 'frame', origin }), tooMany, signal)
    const listen = () => page.addEventListener('load', about, { once: true, signal })
    listen()
    onReopened(page, listen, signal)
    if (page.document.readyState === 'complete') about()
  }

  function leave(): void {
    recording = false
    joined.abort()
    window.clear()
    port.close()
  }

  onArm(() => {
    if (document !== undefined && !recording) port.open()
  })
  // The back/forward cache closes ports, and tells a frozen document nothing of it. What comes back is the same document.
  function restored(event: PageTransitionEvent): void {
    if (!event.persisted || document === undefined) return
    port.close()
    port.open()
  }

  const listen = (): void => page.addEventListener('pageshow', restored, { signal: end.signal })
  listen()
  onReopened(page, listen, end.signal)

  return {
    async report() {
      if (!link.accepted || !alive()) return undefined
      if (!answered || !port.connected) {
        const answer = new Promise<void>((resolve) => reports.push(resolve))
        // Without a document yet, the page's hello is under way and opens the port.
        if (document !== undefined) port.open()
        await answer
      }
      return recording ? document : undefined
    },
  }
}
