import type { Entry } from '../model'
import type { JobContext } from './job-context'

/** One phase of a job over all the entries of all its sessions: counts them, and ends with the job's signal. */
export interface EntryWalk {
  over(batches: AsyncIterable<readonly Entry[]>): AsyncGenerator<readonly Entry[]>
}

/** `bytes` and `entries`: of all sessions. */
export async function startWalk(
  context: JobContext,
  phase: 'plan' | 'compare' | 'write' | 'append',
  { bytes, entries: total }: { readonly bytes: number; readonly entries: number },
): Promise<EntryWalk> {
  let done = 0
  await context.update({ phase, progress: { done: 0, total: bytes }, entries: { done: 0, total } })
  return {
    async *over(batches) {
      for await (const batch of batches) {
        context.signal.throwIfAborted()
        yield batch
        done += batch.length
        // Bytes are known for whole sessions only; entries stand in for their share.
        const share = total === 0 ? 1 : Math.min(1, done / total)
        context.progress({ progress: { done: Math.round(bytes * share), total: bytes }, entries: { done, total } })
      }
      context.signal.throwIfAborted()
    },
  }
}
