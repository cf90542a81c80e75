import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { AppError, type ErrorReport, reportOf } from '../../core/errors'
import type { Pieces } from '../../core/pieces'
import { createTurns } from './turns'

/** Something worked out piece by piece. The last outcome stays until the next is there. */
export interface Sliced<T> {
  readonly value: T | undefined
  /** True while a newer one is being worked out. */
  readonly working: boolean
  /** From 0 to 1. */
  readonly progress: number
  readonly error: ErrorReport | undefined
}

/**
 * Follows `input`: works out what belongs to it in slices, so that nothing waits
 * for a large state, and lets go of work that nobody wants any more. What takes
 * less than a slice is there at once.
 */
export function createSliced<Input, T>(
  input: ReadonlySignal<Input | undefined>,
  work: (input: Input) => Pieces<T>,
  ended: AbortSignal,
): ReadonlySignal<Sliced<T>> {
  const state = signal<Sliced<T>>({ value: undefined, working: false, progress: 0, error: undefined })
  let current: Pieces<T> | undefined

  async function run(job: Pieces<T>): Promise<void> {
    current = job
    try {
      const turns = createTurns()
      while (current === job) {
        const { done, value } = job.next()
        if (done) {
          state.value = { value, working: false, progress: 1, error: undefined }
          return
        }
        if (!turns.over) continue
        state.value = { ...state.peek(), working: true, progress: value }
        await turns.pause()
      }
    } catch (error) {
      state.value = { value: undefined, working: false, progress: 0, error: reportOf(error) }
    }
  }

  const stop = effect(() => {
    const wanted = input.value
    current = undefined
    untracked(() => {
      if (wanted !== undefined) void run(work(wanted))
      else state.value = { value: undefined, working: false, progress: 0, error: undefined }
    })
  })
  ended.addEventListener(
    'abort',
    () => {
      stop()
      current = undefined
    },
    { once: true },
  )
  return state
}

/** The outcome of work that somebody waits for anyway, the browser's turns in between. What `onPause` throws, before each of them, ends it. */
export async function finishInSlices<T>(work: Pieces<T>, onPause?: (progress: number) => void): Promise<T> {
  const turns = createTurns()
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    if (!turns.over) continue
    onPause?.(value)
    await turns.pause()
  }
}

/** Where long work asks whether it has to pause: now and then it has to wait. Rejects with `job/cancelled` once the signal has ended. */
export function createPauses(ended: AbortSignal): () => Promise<void> | undefined {
  const turns = createTurns()

  async function wait(): Promise<void> {
    await turns.pause()
    if (ended.aborted) throw new AppError('job/cancelled')
  }

  return () => (turns.over || ended.aborted ? wait() : undefined)
}
