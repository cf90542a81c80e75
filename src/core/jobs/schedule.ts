import type { Session } from '../model'
import { z } from '../zod'
import type { ExportedFile } from './export/exported-file'
import { exportRequest } from './job-schema'
import { type ExportRequest, isFinished, type JobState } from './job-state'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * Exports that follow each other by themselves: a full file, then what came after it,
 * until what is exported is recorded to its end. Plain data, kept over restarts.
 */
export interface Schedule {
  readonly id: string
  /** Of the full file. */
  readonly request: ExportRequest
  /** All sessions, whichever there are by then, instead of those of the request. */
  readonly library?: true | undefined
  /** A file is due after so many minutes or so many new entries, whichever comes first; one of them is there. */
  readonly everyMinutes?: number | undefined
  readonly everyEntries?: number | undefined
  /** After so many hours the next file is a full one again. */
  readonly fullHours: number
  readonly createdAt: number
  /** How many files were begun. */
  readonly runs: number
  readonly last?: ScheduledRun | undefined
}

export interface ScheduledRun {
  readonly job: string
  readonly request: ExportRequest
  readonly at: number
  /** When its chain began. */
  readonly fullAt: number
  /** How many entries there were. */
  readonly entries: number
  /** False until the job was taken down. */
  readonly begun: boolean
}

/** What a schedule is looked at with. */
export interface ScheduleView {
  readonly now: number
  /** All that are there. */
  readonly sessions: readonly Session[]
  /** The job of the last run, and the file that it made, as far as they are still known. */
  readonly job?: JobState | undefined
  readonly file?: ExportedFile | undefined
}

/** What a schedule is to do: nothing yet, this run, or nothing ever again. */
export type ScheduleStep = 'wait' | 'over' | ScheduledRun

/** Gives the next step. A run that was decided and not begun comes again, with the same id. */
export function nextStep(schedule: Schedule, { now, sessions, job, file }: ScheduleView): ScheduleStep {
  const { request, library, last } = schedule
  const chosen = sessions.filter(({ id }) => library === true || request.sessions.includes(id))
  if (chosen.length === 0) return library === true ? 'wait' : 'over'
  if (last !== undefined && !last.begun) return last
  if (job !== undefined && !isFinished(job)) return 'wait'
  const entries = chosen.reduce((sum, { counts }) => sum + counts.entries, 0)
  const isOver = library !== true && chosen.every(({ status }) => status !== 'recording')
  if (last !== undefined) {
    const grown = entries - last.entries
    if (grown === 0) return isOver ? 'over' : 'wait'
    const isDue = now - last.at >= (schedule.everyMinutes ?? Infinity) * MINUTE || grown >= (schedule.everyEntries ?? Infinity)
    if (!isDue && !isOver) return 'wait'
  }
  const since = last === undefined || now - last.fullAt >= schedule.fullHours * HOUR ? undefined : baseOf(last, job, file)
  return {
    job: `${schedule.id}-${schedule.runs + 1}`,
    request: { ...request, sessions: chosen.map(({ id }) => id), ...(since !== undefined && { since }) },
    at: now,
    fullAt: since === undefined ? now : (last?.fullAt ?? now),
    entries,
    begun: false,
  }
}

/** The file that the next one can go on from; undefined where the last run failed: then all of it is exported anew. */
function baseOf(last: ScheduledRun, job: JobState | undefined, file: ExportedFile | undefined): string | undefined {
  if (file !== undefined) return file.id
  return job?.result?.nothingNew === true ? last.request.since : undefined
}

const count = z.number().check(z.nonnegative())
const atLeastOne = z.number().check(z.gte(1), z.lte(10_000_000))

const run: z.ZodMiniType<ScheduledRun> = z.strictObject({
  job: z.string(),
  request: exportRequest,
  at: z.number(),
  fullAt: z.number(),
  entries: count,
  begun: z.boolean(),
})

/** What a page asks for: a schedule that nobody has begun. */
export const scheduleRequest = z.strictObject({
  request: exportRequest,
  library: z.optional(z.literal(true)),
  everyMinutes: z.optional(atLeastOne),
  everyEntries: z.optional(atLeastOne),
  fullHours: atLeastOne,
})
export type ScheduleRequest = Pick<Schedule, 'request' | 'library' | 'everyMinutes' | 'everyEntries' | 'fullHours'>

const schedule: z.ZodMiniType<Schedule> = z.extend(scheduleRequest, {
  id: z.string(),
  createdAt: z.number(),
  runs: count,
  last: z.optional(run),
})

/** A row or a message as a schedule, or undefined when it is none (of another version, say). */
export function parseSchedule(row: unknown): Schedule | undefined {
  const parsed = schedule.safeParse(row)
  return parsed.success ? parsed.data : undefined
}
