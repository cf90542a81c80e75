import { type ReadonlySignal, signal } from '@preact/signals'
import { AppError } from '../../core/errors'
import { mergeSessions } from '../../core/transfer'
import type { PanelDeps } from '../deps'
import { text } from '../text'
import type { Notices } from './notices'
import { createTurns } from './turns'

/** Merging two sessions into a new one, one merge at a time. */
export interface Merges {
  /** How far the one under way is. */
  readonly running: ReadonlySignal<{ readonly done: number; readonly total: number } | undefined>
  /** Gives the id of the new session; undefined when it was cancelled, failed, or another is under way. */
  merge(first: string, second: string): Promise<string | undefined>
  /** Leaves nothing behind. */
  cancel(): void
}

export function createMerges({ store, env }: Pick<PanelDeps, 'store' | 'env'>, notices: Notices, ended: AbortSignal): Merges {
  const running = signal<{ readonly done: number; readonly total: number } | undefined>(undefined)
  let stop = new AbortController()

  async function work(first: string, second: string): Promise<string | undefined> {
    const { signal: stopped } = stop
    const turns = createTurns()
    try {
      return await mergeSessions(store, env, [first, second], {
        signal: stopped,
        async progress(done, total) {
          if (!turns.over) return
          running.value = { done, total }
          await turns.pause()
        },
      })
    } catch (error) {
      // Somebody wanted just that.
      if (stopped.aborted) return undefined
      throw error
    }
  }

  const cancel = (): void => stop.abort(new AppError('job/cancelled'))
  ended.addEventListener('abort', cancel, { once: true })
  return {
    running,
    async merge(first, second) {
      if (running.peek() !== undefined || ended.aborted) return undefined
      stop = new AbortController()
      running.value = { done: 0, total: 0 }
      const merged = await notices.attempt(text.sessionList.merging, () => work(first, second))
      running.value = undefined
      return merged
    },
    cancel,
  }
}
