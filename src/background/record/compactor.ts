import type { SessionStore } from '../../core/store'

/** How many committed batches wait before their tails are merged. */
const batchesBetween = 40

export interface Compactor {
  /** A batch of the session was committed. */
  stored(session: string): void
  /** Merges what is left, at the end of a session. */
  close(session: string): Promise<void>
}

/** Merges tail segments as they pile up, one session's at a time, outside the way of the batches. */
export function createCompactor(store: SessionStore, report: (error: unknown) => void): Compactor {
  const waiting = new Map<string, number>()
  const running = new Map<string, Promise<unknown>>()

  function compact(session: string, all: boolean): Promise<unknown> {
    const before = running.get(session) ?? Promise.resolve()
    // Failing to merge loses nothing: tails are segments too, and the next try takes them along.
    const next = before.then(() => store.compact(session, all)).catch(report)
    running.set(session, next)
    return next.finally(() => {
      if (running.get(session) === next) running.delete(session)
    })
  }

  return {
    stored(session) {
      const count = (waiting.get(session) ?? 0) + 1
      waiting.set(session, count % batchesBetween)
      if (count === batchesBetween) void compact(session, false)
    },
    async close(session) {
      waiting.delete(session)
      await compact(session, true)
    },
  }
}
