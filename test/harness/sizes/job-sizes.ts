import type { JobState } from '../../../src/core/jobs'
import { command } from '../../e2e/jobs/remote'
import type { Remote } from '../firefox'
import { jobNow } from '../kills/job-remote'
import { until } from '../until'
import { type LargeFile, largeSession, sessionSum, tailBytes } from './large-file'
import { residentOf, watchMemory } from './process-memory'
import { promisedFor, type SizeRow } from './size-row'
import { stageChosen, stagedTail } from './staged-remote'

/** A browser with the extension, and the process in which its pages and its worker are. */
export interface SizedBrowser {
  readonly name: string
  run<Args extends readonly unknown[], Result>(remote: Remote<Args, Result>, ...args: Args): Promise<Result>
  /** Puts a file of the disk into the field that `chooseField` made. */
  choose(path: string): Promise<void>
  pid(): Promise<number>
  /** Bytes that the worker of jobs, or all of the process, holds after a forced collection. */
  held(): Promise<number>
}

/** Looks how much is held now. */
type Look = () => Promise<void>

/** Hours: whoever waits so long is watched by a person. */
const longest = { timeout: 4 * 60 * 60_000, every: 500 }

/** Imports a file into the extension and exports its session again, and looks whether it is the same. */
export async function jobSizes(
  browser: SizedBrowser,
  tiny: LargeFile,
  large: LargeFile,
  tell: (row: SizeRow) => void,
): Promise<readonly SizeRow[]> {
  // So that the worker has all of its code.
  await importFile(browser, tiny, 'tiny')
  const pid = await browser.pid()
  const idle = residentOf(pid)
  const heldIdle = await browser.held()
  const promised = promisedFor(large.largest)
  const rows: SizeRow[] = []
  const measured = async (what: string, work: (look: Look) => Promise<string | undefined>) => {
    const memory = watchMemory(pid)
    const began = performance.now()
    let held = 0
    const fault = await work(async () => {
      held = Math.max(held, (await browser.held()) - heldIdle)
    })
    const row = {
      what: `${browser.name}: ${what}`,
      bytes: large.bytes,
      time: performance.now() - began,
      idle,
      peak: memory.peak(),
      held,
      promised,
      faults: fault === undefined ? [] : [fault],
    }
    rows.push(row)
    tell(row)
  }
  await measured('import', async (look) => {
    const job = await importFile(browser, large, 'large', look)
    return job.phase === 'done' && job.entries.done === large.entries ? undefined : `it ended ${JSON.stringify(job.error ?? job.entries)}`
  })
  await measured('export', async (look) => {
    const sessions = [largeSession.id]
    await browser.run(command, 'jobs/start', { job: 'out', request: { kind: 'export', sessions, sanitize: false, compression: 'none' } })
    const job = await endOf(browser, 'out', look)
    if (job.phase !== 'ready') return `it ended ${JSON.stringify(job.error)}`
    const tail = await browser.run(stagedTail, job.result?.file ?? '', tailBytes)
    return sessionSum(tail) === large.session ? undefined : 'another session came out'
  })
  return rows
}

async function importFile(browser: SizedBrowser, { path }: LargeFile, job: string, look?: Look): Promise<JobState> {
  const file = `import-${Date.now()}-${job}`
  await browser.choose(path)
  await browser.run(stageChosen, file)
  await until('the file to be staged', () => browser.run(stagedAll), longest)
  await browser.run(command, 'jobs/start', { job, request: { kind: 'import', files: [{ file, name: 'large.session.json' }] } })
  return endOf(browser, job, look)
}

async function endOf(browser: SizedBrowser, id: string, look?: Look): Promise<JobState> {
  return until(
    `${id} to end`,
    async () => {
      await look?.()
      const job = await browser.run(jobNow, id)
      return job !== undefined && ['ready', 'done', 'failed', 'cancelled'].includes(job.phase) ? job : undefined
    },
    longest,
  )
}

/** Whether `stageChosen` has come to its end. Throws what it ended with. */
function stagedAll(): boolean {
  const { staging } = window as unknown as { readonly staging?: { readonly done: boolean; readonly error?: string } }
  if (staging?.error !== undefined) throw new Error(staging.error)
  return staging?.done === true
}
