import { isFinished, type JobState } from '../../../src/core/jobs'
import { command, stage } from '../../e2e/jobs/remote'
import { until } from '../until'
import { jobNow, type Seen, startAndReach } from './job-remote'
import type { Killable } from './killable'
import type { Outcome } from './outcome'
import { type JobPoint, phasesOf } from './points'
import { type Sample, sampleOf } from './sample'
import { forgetSession, leftovers, stagedExport, storedSession } from './stored-remote'

/** What the kills of one browser work with: a session that is there, and one that comes in again and again. */
interface Ground {
  readonly browser: Killable
  readonly source: Sample
  readonly incoming: Sample
  /** Of the undisturbed export of the source, without the time. */
  readonly exported: string
}

/** Kills at each of the points, one after the other, and looks what became of the job. */
export async function killJobs(
  browser: Killable,
  points: readonly JobPoint[],
  entries: number,
  tell: (outcome: Outcome) => void = () => undefined,
): Promise<readonly Outcome[]> {
  const ground = await prepare(browser, entries)
  const outcomes: Outcome[] = []
  for (const [i, point] of points.entries()) {
    const outcome = await killAt(ground, point, `kill-${i}`)
    outcomes.push(outcome)
    tell(outcome)
  }
  return outcomes
}

async function prepare(browser: Killable, entries: number): Promise<Ground> {
  const [source, incoming] = [await sampleOf('source', entries), await sampleOf('incoming', entries)]
  const ground = { browser, source, incoming, exported: '' }
  const undisturbed: Pick<JobPoint, 'phase' | 'share'> = { phase: 'none', share: 0 }
  await reach({ ...ground, incoming: source }, { work: 'import', ...undisturbed }, 'prepare-import')
  await endOf(browser, 'prepare-import')
  const stored = await browser.run(storedSession, source.id)
  if (JSON.stringify(stored) !== JSON.stringify(source.stored)) throw new Error(`The source came in as ${JSON.stringify(stored)}`)
  await reach(ground, { work: 'export', ...undisturbed }, 'prepare-export')
  const job = await endOf(browser, 'prepare-export')
  const { sha256 } = await browser.run(stagedExport, job.result?.file ?? '')
  await browser.run(command, 'jobs/dismiss', { job: job.id })
  return { ...ground, exported: sha256 }
}

/** Begins a job and waits until it is where it is to be killed, or farther. */
async function reach({ browser, source, incoming }: Ground, { work, phase, share }: Omit<JobPoint, 'victim'>, job: string): Promise<Seen> {
  const phases: readonly string[] = phasesOf[work]
  const where = { phases, phase, share, entries: source.entries }
  if (work === 'export') return browser.run(startAndReach, job, { kind: 'export', sessions: [source.id] }, where)
  const file = `import-${Date.now()}-${job}`
  await browser.run(stage, file, incoming.file.toString('base64'))
  return browser.run(startAndReach, job, { kind: 'import', files: [{ file, name: 'incoming.session.json.gz' }] }, where)
}

async function endOf(browser: Killable, job: string): Promise<JobState> {
  return until(
    `${job} to end`,
    async () => {
      const now = await browser.run(jobNow, job)
      return now !== undefined && isFinished(now) ? now : undefined
    },
    { timeout: 60_000 },
  )
}

async function killAt(ground: Ground, point: JobPoint, id: string): Promise<Outcome> {
  const { browser } = ground
  const seen = await reach(ground, point, id)
  const killed = await browser.kill(point.victim)
  try {
    const job = await endOf(browser, id)
    const faults = point.work === 'export' ? await exportFaults(ground, job) : await importFaults(ground, job)
    if (job.error !== undefined && job.error.code === 'internal') faults.push(`it failed: ${JSON.stringify(job.error)}`)
    faults.push(...(await leftoverFaults(ground)))
    return { ...point, seen, became: becameOf(job, seen, killed), faults }
  } catch (error) {
    return { ...point, seen, became: 'stuck', faults: [String(error)] }
  }
}

function becameOf(job: JobState, seen: Seen, killed: boolean): Outcome['became'] {
  if (!killed) return 'nothing to kill'
  if (job.error !== undefined) return 'failed, clean'
  if (isFinished(seen)) return 'had ended'
  return job.attempts > 1 ? 'began again' : 'went on'
}

async function exportFaults({ browser, exported }: Ground, job: JobState): Promise<string[]> {
  const faults: string[] = []
  if (job.phase === 'ready') {
    const { size, sha256 } = await browser.run(stagedExport, job.result?.file ?? '')
    if (sha256 !== exported) faults.push('the file is another than that of an undisturbed export')
    if (size !== job.result?.bytes) faults.push(`the file has ${size} bytes, the job says ${job.result?.bytes}`)
  }
  await browser.run(command, 'jobs/dismiss', { job: job.id })
  return faults
}

async function importFaults({ browser, incoming }: Ground, job: JobState): Promise<string[]> {
  const found = await browser.run(storedSession, incoming.id)
  await browser.run(forgetSession, incoming.id)
  if (job.phase !== 'done') return found === undefined ? [] : [`the import is ${job.phase}, and its session is there`]
  return JSON.stringify(found) === JSON.stringify(incoming.stored) ? [] : [`the session came in as ${JSON.stringify(found)}`]
}

/** Milliseconds: what a host does behind the end of a job takes far less. */
const settled = { timeout: 5000 }

/** A host that is killed when its job is done cannot tidy up: the next start does. */
async function leftoverFaults({ browser, source }: Ground): Promise<readonly string[]> {
  const clean = JSON.stringify({ loose: 0, orphans: [], staged: [], sessions: [source.id] })
  const isClean = async () => JSON.stringify(await browser.run(leftovers)) === clean
  try {
    await until('all to be tidy', isClean, settled)
  } catch {
    await browser.restartBackground()
    await browser.run(jobNow, 'nobody')
    try {
      await until('all to be tidy after the next start', isClean, settled)
    } catch {
      return [`left over: ${JSON.stringify(await browser.run(leftovers))}`]
    }
  }
  return []
}
