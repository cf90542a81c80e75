import type { Env } from '../env'
import type { RulePack, TemplateId } from '../model'
import type { SessionStore } from '../store'
import type { ExportedFiles } from './export/exported-file'
import type { SessionSanitizer } from './export/sanitizing'
import type { JobState } from './job-state'
import type { JobTable } from './job-table'
import type { Staging } from './staging'

/** What jobs work with. */
export interface JobDeps {
  readonly env: Env
  readonly store: SessionStore
  readonly staging: Staging
  readonly table: JobTable
  /** What is kept of exported files. */
  readonly files: ExportedFiles
  /** The sanitizer of these templates, of those that are on by themselves unless told, and of a person's own rules. Throws where one of these cannot be used. */
  sanitizer(templates?: readonly TemplateId[], packs?: readonly RulePack[]): SessionSanitizer
  /** Name and version of this program, for the files it writes. */
  readonly writer: string
  /** Told of every change, of progress at most ten times a second. */
  report(job: JobState): void
}

export type JobChange = Partial<Omit<JobState, 'id' | 'kind'>>

/** One job while it runs. */
export interface JobContext extends Omit<JobDeps, 'table' | 'report'> {
  readonly signal: AbortSignal
  /** As it is now. */
  job(): JobState
  /** A step that a restart has to know: kept, then told. */
  update(change: JobChange): Promise<void>
  /** Takes down another job, which is run after this one; nothing where it is there. */
  add(job: JobState): Promise<void>
  /** How far it is: told only, and not each time. */
  progress(change: JobChange): void
}

const REPORT_MILLISECONDS = 100

export function createJobContext({ table, report, ...deps }: JobDeps, begun: JobState, signal: AbortSignal): JobContext {
  const { env } = deps
  let current = begun
  let toldAt = Number.NEGATIVE_INFINITY

  function tell(): void {
    toldAt = env.monotonic()
    report(current)
  }

  return {
    ...deps,
    signal,
    job: () => current,
    async update(change) {
      current = { ...current, ...change, updatedAt: env.now() }
      await table.put(current)
      tell()
    },
    async add(job) {
      if ((await table.get(job.id)) !== undefined) return
      await table.put(job)
      report(job)
    },
    progress(change) {
      current = { ...current, ...change }
      if (env.monotonic() - toldAt >= REPORT_MILLISECONDS) tell()
    },
  }
}
