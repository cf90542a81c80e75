import { AppError } from '../../core/errors'

/** Milliseconds of work before the browser gets its turn. */
const SLICE = 8

/** Where long work asks whether it has to pause: now and then it has to wait. Rejects with `job/cancelled` once the signal has ended. */
export function createPauses(ended: AbortSignal): () => Promise<void> | undefined {
  let until = performance.now() + SLICE

  async function wait(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve))
    until = performance.now() + SLICE
    if (ended.aborted) throw new AppError('job/cancelled')
  }

  return () => (performance.now() < until && !ended.aborted ? undefined : wait())
}
