import type { Env } from '../core/env'
import type { JobRequest, JobState, KnownPolicy } from '../core/jobs'
import type { SendCommand } from './commands'
import { parseJobNews, parseJobOffer } from './jobs-wire'

/** Jobs as a page of the extension sees them. */
export interface JobsClient {
  /** Gives the new job's id. This page is then offered its file. */
  start(request: JobRequest): Promise<string>
  /** Says what an import that asks is to do. */
  answer(job: string, answer: KnownPolicy): Promise<void>
  cancel(job: string): Promise<void>
  dismiss(job: string): Promise<void>
  /** Tells that the file was handed over. */
  saved(job: string): Promise<void>
  /** All jobs, oldest first, now and after each change. */
  watch(callback: (jobs: readonly JobState[]) => void): void
}

export interface JobsClientOptions {
  readonly send: SendCommand
  readonly env: Pick<Env, 'id'>
  /** Listens to what other contexts send; what the listener gives back is the answer, undefined is none. */
  listen(listener: (message: unknown) => unknown): void
  /** What nobody waits for. */
  report(error: unknown): void
}

export function createJobsClient({ send, env, listen, report }: JobsClientOptions): JobsClient {
  const jobs = new Map<string, JobState>()
  /** Those begun here: the host asks who wants a file as soon as it is ready. */
  const mine = new Set<string>()
  const watchers: ((jobs: readonly JobState[]) => void)[] = []
  const tell = () => {
    const list = [...jobs.values()].sort((a, b) => a.createdAt - b.createdAt)
    for (const watcher of watchers) watcher(list)
  }

  listen((message) => {
    const offer = parseJobOffer(message)
    if (offer !== undefined) return mine.has(offer.id) ? true : undefined
    const news = parseJobNews(message)
    if (news === undefined) return undefined
    if ('gone' in news) jobs.delete(news.gone)
    else jobs.set(news.job.id, news.job)
    tell()
    return undefined
  })

  async function load(): Promise<void> {
    const { jobs: stored } = await send('jobs/list', {})
    for (const job of stored) {
      // News that came meanwhile are newer than what is stored.
      if (!jobs.has(job.id)) jobs.set(job.id, job)
    }
    tell()
  }
  const loaded = load().catch(report)

  return {
    async start(request) {
      const job = env.id()
      mine.add(job)
      await send('jobs/start', { job, request })
      return job
    },
    answer: async (job, answer) => void (await send('jobs/answer', { job, answer })),
    cancel: async (job) => void (await send('jobs/cancel', { job })),
    dismiss: async (job) => void (await send('jobs/dismiss', { job })),
    saved: async (job) => void (await send('jobs/saved', { job })),
    watch(callback) {
      watchers.push(callback)
      void loaded.then(tell)
    },
  }
}
