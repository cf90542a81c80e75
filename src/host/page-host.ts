import type { JobHost } from '../bridge/jobs-wire'
import { release } from './release'
import { createWorkerHost } from './worker-host'

/** The part of the extension's runtime API that a page with a host needs. */
export interface HostRuntime {
  sendMessage(message: unknown): Promise<unknown>
}

export interface PageHostOptions {
  readonly runtime: HostRuntime
  /** An extension API call, where a browser wants to see one. */
  keepAlive(): void
  /** This export was handed over. */
  saved(job: string): Promise<void>
  busy?(busy: boolean): void
  report(error: unknown): void
}

/** A host of jobs in this page: an offscreen document or a background page. */
export function createPageHost({ runtime, keepAlive, saved, busy, report }: PageHostOptions): JobHost {
  return createWorkerHost({
    // A file of our own: workers made of a blob are forbidden by the extension's content security policy.
    createWorker: () => new Worker('/worker.js'),
    keepAlive,
    tell: (news) => void toPages(runtime, news),
    offer: async (job) => (await toPages(runtime, { playhead: 'job-offer', id: job.id })) === true,
    async save({ id, result }) {
      if (result?.file === undefined || result.name === undefined) return
      await release(result.file, result.name)
      await saved(id)
    },
    ...(busy === undefined ? {} : { busy }),
    report,
  })
}

/** What some page answers; undefined when none does. */
async function toPages(runtime: HostRuntime, message: unknown): Promise<unknown> {
  try {
    return await runtime.sendMessage(message)
  } catch {
    // No page is open: nobody to tell. What matters is in the table of jobs.
    return undefined
  }
}
