import { fromContent } from '../../bridge/capture-messages'
import type { FromContent, ToContent } from '../../bridge/capture-port'
import type { RuntimePort } from '../../bridge/reconnecting-port'
import type { Env } from '../../core/env'
import { AppError } from '../../core/errors'
import type { DocumentInfo } from '../../core/model'
import type { SessionStore, StoredDocument } from '../../core/store'
import { addLostGap } from './lost-gap'
import { readBatch } from './read-batch'

export interface ConnectionDeps {
  readonly store: SessionStore
  readonly env: Pick<Env, 'now'>
  /** The session that this document belongs to now, or undefined when its tab is not recorded. */
  admit(hello: Extract<FromContent, { type: 'hello' }>): Promise<{ readonly session: string; readonly document: DocumentInfo } | undefined>
  granted(origin: string): Promise<boolean>
  /** Entries of the session were committed. */
  stored(session: string): void
  /** Nothing more of the session can be stored. */
  failed(session: string, error: AppError): Promise<void>
  closed(): void
}

/** The background's end of one document's port. */
export interface Connection {
  /** The id of the document, once it was admitted. */
  readonly document: string | undefined
  /**
   * Asks the document to hand over all it holds; resolves when it has, or when its
   * port is gone. One that says nothing for `finishPatience.silent`, or is not done
   * after `finishPatience.whole`, is given up, and a gap says that it was.
   */
  finish(): Promise<void>
  /** Tells it that it is not recorded any more. */
  dismiss(): void
}

/**
 * Milliseconds that a document has to hand over what it holds: a long task, the
 * very thing that is being recorded, may keep it from answering; a page that hangs must not keep its session open.
 */
export const finishPatience = { silent: 10_000, whole: 30_000 }

/**
 * Takes what one document sends, in order, one message at a time: each batch is
 * acknowledged after its transaction has committed and never before.
 */
export function openConnection(port: RuntimePort, deps: ConnectionDeps): Connection {
  let joined: StoredDocument | undefined
  let turn: Promise<void> = Promise.resolve()
  let gone = false
  const answered = Promise.withResolvers<void>()
  const finished = Promise.withResolvers<void>()
  let finishing: Promise<void> | undefined
  /** Called with each message. */
  let heard: (() => void) | undefined

  function send(message: ToContent): void {
    if (gone) return
    try {
      port.postMessage(message)
    } catch {
      // The document went away between two messages; what it did not hear acknowledged it sends again.
      gone = true
    }
  }

  async function take(message: FromContent): Promise<void> {
    if (message.type === 'hello') return join(message)
    if (joined === undefined) return
    switch (message.type) {
      case 'batch':
        return append(joined, message.firstN, message.lines)
      case 'about': {
        joined = await deps.store.putDocument(joined.session, { ...infoOf(joined), url: message.url, title: message.title })
        return
      }
      case 'frame':
        if (!(await deps.granted(message.origin))) send({ type: 'gap', reason: 'not-granted', detail: message.origin })
        return
      case 'finished':
        finished.resolve()
    }
  }

  async function join(hello: Extract<FromContent, { type: 'hello' }>): Promise<void> {
    const admitted = await deps.admit(hello)
    joined = admitted && (await deps.store.putDocument(admitted.session, admitted.document))
    send({ type: 'verdict', record: joined !== undefined, lastN: joined?.lastN ?? 0 })
    answered.resolve()
  }

  async function append(document: StoredDocument, firstN: number, lines: string): Promise<void> {
    try {
      const { lastN } = await deps.store.append(document.session, document.id, firstN, readBatch(lines, document))
      send({ type: 'ack', lastN })
      deps.stored(document.session)
    } catch (error) {
      if (error instanceof AppError && error.code === 'store/out-of-order')
        return send({ type: 'resend', from: Number(error.detail.expected) })
      throw error
    }
  }

  async function refuse(error: unknown): Promise<void> {
    const reason = error instanceof AppError ? error : new AppError('internal', { why: String(error) }, error)
    const session = joined?.session
    joined = undefined
    // The database gives way for a moment: to an upgrade, to a browser that puts it right. What is not acknowledged comes again.
    if (reason.code === 'store/unavailable') return hangUp()
    if (session !== undefined) await deps.failed(session, reason)
    send({ type: 'verdict', record: false, lastN: 0 })
  }

  /** Resolves with true once nothing was heard for as long as may be. */
  async function unanswered(): Promise<boolean> {
    const silent = Promise.withResolvers<boolean>()
    const whole = setTimeout(silent.resolve, finishPatience.whole, true)
    let quiet: ReturnType<typeof setTimeout> | undefined
    heard = () => {
      clearTimeout(quiet)
      quiet = setTimeout(silent.resolve, finishPatience.silent, true)
    }
    heard()
    const late = await Promise.race([silent.promise, finished.promise.then(() => false)])
    heard = undefined
    clearTimeout(whole)
    clearTimeout(quiet)
    return late
  }

  async function missed(): Promise<void> {
    if (joined === undefined) return
    const { session } = joined
    await addLostGap(deps, session, infoOf(joined))
    deps.stored(session)
  }

  async function handOver(): Promise<void> {
    const late = unanswered()
    // A document that has not heard where its numbers go on cannot send what it holds.
    void answered.promise.then(() => send({ type: 'finish' }))
    if (await late) await inTurn(missed)
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work).catch(refuse)
    return turn
  }

  /** Whoever ends a port is not told that it ended. */
  function hangUp(): void {
    if (gone) return
    port.disconnect()
    ended()
  }

  function ended(): void {
    gone = true
    // What was received before is still taken.
    turn.finally(() => {
      answered.resolve()
      finished.resolve()
      deps.closed()
    })
  }

  port.onMessage.addListener((raw) => {
    const parsed = fromContent.safeParse(raw)
    if (!parsed.success) return send({ type: 'gap', reason: 'invalid', detail: 'a message with the wrong shape' })
    heard?.()
    void inTurn(() => take(parsed.data))
  })
  port.onDisconnect.addListener(ended)

  return {
    get document() {
      return joined?.id
    },
    finish: () => (finishing ??= handOver()),
    dismiss() {
      joined = undefined
      send({ type: 'verdict', record: false, lastN: 0 })
    },
  }
}

function infoOf({ id, url, title, parent, timeOrigin, offset, late }: StoredDocument): DocumentInfo {
  return { id, url, title, parent, timeOrigin, offset, late }
}
