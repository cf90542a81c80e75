import type { CommandHandlers } from '../bridge/commands'
import { type JobHost, jobsLock } from '../bridge/jobs-wire'
import type { Env } from '../core/env'
import { AppError } from '../core/errors'
import { answered, isRunnable, type JobState, type JobTable, newJob } from '../core/jobs'

export interface JobsDeps {
  readonly env: Env
  readonly table: JobTable
  /** Where jobs run. */
  readonly host: JobHost
  /** Of this origin: a host holds `jobsLock` while it runs jobs. */
  readonly locks: Pick<LockManager, 'request'>
  /** An error that stops nothing but that somebody should see. */
  report(error: unknown): void
}

export type JobHandlers = Pick<CommandHandlers, 'jobs/start' | 'jobs/answer' | 'jobs/cancel' | 'jobs/dismiss' | 'jobs/saved' | 'jobs/list'>

/** How often a host is woken again that left something: one that fails each time is not woken for ever. */
const MOST_ROUNDS = 5

/**
 * Jobs in the background: takes them down and has them run elsewhere. The table
 * is all it knows, so it may be stopped at any time; what it finds unfinished
 * when it starts goes on.
 */
export function startJobs({ env, table, host, locks, report }: JobsDeps): JobHandlers {
  async function known(id: string): Promise<JobState> {
    const job = await table.get(id)
    if (job === undefined) throw new AppError('job/unknown', { job: id })
    return job
  }

  const hasUnfinished = async () => (await table.list()).some(isRunnable)

  /** A host that was closed tells nobody: once its lock is free, what it left goes on in another. */
  async function outlive(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      await locks.request(jobsLock, () => undefined)
      if (!(await hasUnfinished())) return
      await host.wake()
    }
  }
  let outliving = Promise.resolve()

  async function wake(): Promise<void> {
    await host.wake()
    outliving = outliving.then(outlive).catch(report)
  }

  async function resume(): Promise<void> {
    if (await hasUnfinished()) await wake()
  }
  void resume().catch(report)

  return {
    async 'jobs/start'({ job, request }) {
      // A page that got no answer may ask again.
      if ((await table.get(job)) === undefined) await table.put(newJob(job, request, env.now()))
      await wake()
      return {}
    },
    async 'jobs/answer'({ job, answer }) {
      // It waits for this alone, so nobody else writes it.
      await table.put(answered(await known(job), answer, env.now()))
      await wake()
      return {}
    },
    async 'jobs/cancel'({ job }) {
      await known(job)
      await host.cancel(job)
      return {}
    },
    async 'jobs/dismiss'({ job }) {
      await known(job)
      await host.dismiss(job)
      return {}
    },
    async 'jobs/saved'({ job }) {
      // It is finished, so nobody else writes it.
      await table.put({ ...(await known(job)), savedAt: env.now() })
      return {}
    },
    async 'jobs/list'() {
      return { jobs: await table.list() }
    },
  }
}
