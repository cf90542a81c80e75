import type { JobDeps } from './job-context'
import { isFinished, type JobState } from './job-state'
import { stagedAt } from './staged-name'

const MINUTE = 60 * 1000
const DAY = 24 * 60 * MINUTE

/** A download reads the staged file after it was handed over, and nobody tells when it is done. */
const keepSaved = 10 * MINUTE
/** A file is staged before its job exists. */
const keepUnclaimed = 60 * MINUTE
/** A finished file waits for somebody to fetch it. */
const keepReady = 7 * DAY
/** How a job ended can be read for a while. */
const keepEnded = DAY

/** At the start of a host, before any job runs: removes what jobs of earlier hosts left and nobody needs. */
export async function sweep({ env, store, staging, table }: Pick<JobDeps, 'env' | 'store' | 'staging' | 'table'>): Promise<void> {
  const now = env.now()
  await store.sweepStages(now)
  const needed = new Set<string>()
  for (const job of await table.list()) {
    if (isOver(job, now)) await table.delete(job.id)
    else for (const file of filesOf(job)) needed.add(file)
  }
  for (const file of await staging.list()) {
    const at = stagedAt(file)
    if (at !== undefined && !needed.has(file) && now - at > keepUnclaimed) await staging.remove(file)
  }
}

function isOver(job: JobState, now: number): boolean {
  if (!isFinished(job)) return false
  if (job.phase !== 'ready') return now - job.updatedAt > keepEnded
  return job.savedAt === undefined ? now - job.updatedAt > keepReady : now - job.savedAt > keepSaved
}

/** The staged files a job still needs. */
function filesOf(job: JobState): readonly string[] {
  const input = job.request.kind === 'import' && !isFinished(job) ? [job.request.file] : []
  return job.result?.file === undefined ? input : [...input, job.result.file]
}
