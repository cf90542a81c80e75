import type { JobDeps } from './job-context'
import { isFinished, type JobState, stagedFiles } from './job-state'
import { stagedAt } from './staged-name'

const MINUTE = 60 * 1000
const DAY = 24 * 60 * MINUTE

/** A download reads the staged file after it was handed over, and nobody tells when it is done. */
const keepSaved = 10 * MINUTE
/** A file is staged before its job exists. */
const keepUnclaimed = 60 * MINUTE
/** A finished file waits for somebody to fetch it, and a question for its answer. */
const keepReady = 7 * DAY
/** How long a file can be gone on from. */
const keepKnown = 90 * DAY
/** How a job ended can be read for a while. */
const keepEnded = DAY

/** At the start of a host, before any job runs: removes what jobs of earlier hosts left and nobody needs. */
export async function sweep({
  env,
  store,
  staging,
  table,
  files,
}: Pick<JobDeps, 'env' | 'store' | 'staging' | 'table' | 'files'>): Promise<void> {
  const now = env.now()
  await store.sweepStages(now)
  const needed = new Set<string>()
  const done = new Set<string>()
  for (const job of await table.list()) {
    const { request, result } = job
    const over = isOver(job, now)
    if (request.kind === 'import') for (const file of stagedFiles(job)) (isFinished(job) || over ? done : needed).add(file)
    if (result?.file !== undefined) (over ? done : needed).add(result.file)
    if (over) await table.delete(job.id)
  }
  for (const { id, checkpoint } of await files.list()) if (now - checkpoint.writtenAt > keepKnown) await files.delete(id)
  for (const file of await staging.list()) {
    const at = stagedAt(file)
    const unclaimed = at !== undefined && !needed.has(file) && now - at > keepUnclaimed
    if (unclaimed || done.has(file)) await staging.remove(file)
  }
}

function isOver(job: JobState, now: number): boolean {
  if (job.phase === 'asking') return now - job.updatedAt > keepReady
  if (!isFinished(job)) return false
  if (job.phase !== 'ready') return now - job.updatedAt > keepEnded
  return job.savedAt === undefined ? now - job.updatedAt > keepReady : now - job.savedAt > keepSaved
}
