import type { Dexie } from 'dexie'
import { AppError } from '../core/errors'
import { createDatabase, type DatabaseOptions } from './database'
import { isClosed, translateError } from './translate-error'

export interface Connection {
  /** Runs `work` on the open database. Rejections are `AppError`s. */
  run<T>(work: (db: Dexie) => PromiseLike<T>): Promise<T>
  close(): void
}

/** How long an upgrade may wait for contexts that hold the old version open. */
const patienceMilliseconds = 5000

/**
 * The connection of one context, opened when first needed. When another context
 * wants to upgrade, it gives way at once; the next operation opens again, and an
 * operation that was cut off is tried once more: all of them may be repeated.
 */
export function createConnection(options: DatabaseOptions): Connection {
  const db = createDatabase(options)
  let closed = false

  db.on('versionchange', () => {
    db.close({ disableAutoOpen: false })
    // Ends the event here: Dexie's own handler would only warn on the console.
    return false
  })

  async function open(): Promise<void> {
    if (closed) throw new AppError('store/unavailable', { why: 'it was closed' })
    if (db.isOpen()) return
    const { promise: blocked, reject } = Promise.withResolvers<never>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const onBlocked = () => {
      const error = new AppError('store/unavailable', { why: 'another window of Playhead still uses the old version' })
      timer ??= setTimeout(reject, patienceMilliseconds, error)
      return false
    }
    db.on('blocked', onBlocked)
    try {
      await Promise.race([db.open(), blocked])
    } finally {
      clearTimeout(timer)
      db.on('blocked').unsubscribe(onBlocked)
    }
  }

  async function attempt<T>(work: (db: Dexie) => PromiseLike<T>): Promise<T> {
    await open()
    return await work(db)
  }

  return {
    async run(work) {
      try {
        return await attempt(work).catch((error: unknown) => {
          if (closed || !isClosed(error)) throw error
          return attempt(work)
        })
      } catch (error) {
        throw translateError(error)
      }
    },
    close() {
      closed = true
      db.close()
    },
  }
}
