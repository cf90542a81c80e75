import { answerHostCall, type JobHost, jobsLock } from '../bridge/jobs-wire'
import { reportOf } from '../core/errors'
import { createJobRunner, type JobDeps, type JobRunner } from '../core/jobs'
import type { FromWorker, ToWorker } from './worker-wire'

/** The part of a worker's global scope that is needed here. */
export interface WorkerScope {
  postMessage(message: FromWorker): void
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void
}

export interface JobWorkerOptions {
  readonly scope: WorkerScope
  /** Lets one worker at a time run jobs, should two hosts overlap. */
  readonly locks: Pick<LockManager, 'request'>
  readonly deps: Omit<JobDeps, 'report'>
  /** What nobody waits for. */
  report(error: unknown): void
}

/** Serves the calls of the page that started this worker, until it is terminated. */
export function startJobWorker({ scope, locks, deps, report }: JobWorkerOptions): void {
  const tell = (message: FromWorker) => scope.postMessage(message)
  const runner: JobRunner = createJobRunner(
    { ...deps, report: (job) => tell({ type: 'news', news: { playhead: 'job-news', job } }) },
    new AbortController().signal,
  )
  let running = 0

  async function runAll(): Promise<void> {
    running++
    if (running === 1) tell({ type: 'busy', busy: true })
    try {
      await locks.request(jobsLock, () => runner.wake())
    } catch (error) {
      report(reportOf(error))
    } finally {
      running--
      if (running === 0) tell({ type: 'busy', busy: false })
    }
  }

  const host: JobHost = {
    async wake() {
      void runAll()
    },
    cancel: (job) => runner.cancel(job),
    async dismiss(job) {
      await runner.dismiss(job)
      tell({ type: 'news', news: { playhead: 'job-news', gone: job } })
    },
  }

  scope.addEventListener('message', ({ data: { number, call } }) => {
    const answer = answerHostCall(call, host)
    void answer?.then((given) => tell({ type: 'answer', number, answer: given }))
  })
}
