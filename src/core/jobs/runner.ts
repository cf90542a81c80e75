import { AppError, reportOf } from '../errors'
import { runExport } from './export/run-export'
import { runImport } from './import/run-import'
import { createJobContext, type JobContext, type JobDeps } from './job-context'
import { isFinished, isRunnable, type JobState, stagedFiles } from './job-state'
import { runRedact } from './redact/run-redact'
import { sweep } from './sweep'

/** A job that takes its host down each time is not begun for ever. */
const MOST_ATTEMPTS = 5

export interface JobRunner {
  /** Runs what the table holds unfinished, one job after another. Resolves when nothing is left. */
  wake(): Promise<void>
  /** Ends an unfinished job, leaving nothing of it but the word that it was cancelled. */
  cancel(id: string): Promise<void>
  /** Forgets a job and its file; an unfinished one is cancelled first. */
  dismiss(id: string): Promise<void>
}

/**
 * Runs the jobs of a table, in the order they were asked for, one at a time:
 * their memory is promised for one. The table is all the state that matters; a
 * runner that dies is replaced by another over the same table and staging area.
 *
 * `signal` stops it as death would, so that another may go on.
 */
export function createJobRunner(deps: JobDeps, signal: AbortSignal): JobRunner {
  const { table, files, staging, env, report } = deps
  let swept = false
  let draining: Promise<void> | undefined
  const cancelling = new Map<string, Promise<void>>()
  let running: { readonly id: string; readonly ended: Promise<void>; cancel(): void } | undefined

  async function drain(): Promise<void> {
    if (!swept) await sweep(deps)
    swept = true
    for (;;) {
      signal.throwIfAborted()
      const waiting = (await table.list()).filter(isRunnable)
      const [next] = waiting.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
      if (next === undefined) return
      await (cancelling.get(next.id) ?? begin(next))
    }
  }

  async function begin(job: JobState): Promise<void> {
    const controller = new AbortController()
    const stop = () => controller.abort(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    // Not before `running` says so: the first step may already be the moment of a cancel.
    const ended = Promise.resolve(createJobContext(deps, job, controller.signal)).then(run)
    running = { id: job.id, ended, cancel: () => controller.abort(new AppError('job/cancelled')) }
    try {
      await ended
    } finally {
      running = undefined
      signal.removeEventListener('abort', stop)
    }
  }

  async function run(context: JobContext): Promise<void> {
    const { id, request, attempts } = context.job()
    try {
      if (attempts >= MOST_ATTEMPTS) throw new AppError('internal', { why: `the job was interrupted ${attempts} times` })
      await context.update({ attempts: attempts + 1 })
      if (request.kind === 'export') await runExport(context, request, `export-${context.job().createdAt}-${id}`)
      else if (request.kind === 'import') await runImport(context)
      else await runRedact(context, request)
    } catch (error) {
      signal.throwIfAborted()
      await removeFiles(context.job())
      await context.update(ending(error))
    }
  }

  async function removeFiles(job: JobState): Promise<void> {
    for (const file of stagedFiles(job)) await staging.remove(file)
    // Nobody has it, so nothing can go on from it.
    if (job.kind === 'export' && job.savedAt === undefined) await files.delete(job.id)
  }

  async function wake(): Promise<void> {
    // Whoever began the round before is told how it failed; this one is another.
    while (draining !== undefined) await draining.catch(() => undefined)
    draining = drain().finally(() => {
      draining = undefined
    })
    await draining
  }

  function cancel(id: string): Promise<void> {
    // Known at once, so that a job is not begun between the look and the word.
    const cancelled = cancelling.get(id) ?? stop(id).finally(() => cancelling.delete(id))
    cancelling.set(id, cancelled)
    return cancelled
  }

  async function stop(id: string): Promise<void> {
    if (running?.id === id) {
      running.cancel()
      return running.ended
    }
    const job = await table.get(id)
    if (job === undefined || isFinished(job)) return
    await removeFiles(job)
    const cancelled = { ...job, ...ending(new AppError('job/cancelled')), updatedAt: env.now() }
    await table.put(cancelled)
    report(cancelled)
  }

  return {
    wake,
    cancel,
    async dismiss(id) {
      await cancel(id)
      const job = await table.get(id)
      if (job === undefined) return
      await removeFiles(job)
      await table.delete(id)
    },
  }
}

function ending(error: unknown): Pick<JobState, 'phase' | 'error'> {
  const told = reportOf(error)
  return { phase: told.code === 'job/cancelled' ? 'cancelled' : 'failed', error: told }
}
