import type { JobState, Schedule } from '../../core/jobs'

export type JobStage = 'running' | 'asking' | 'done' | 'failed' | 'cancelled'

/** Where a job stands, told coarser than its phase. */
export function stageOf({ phase }: Pick<JobState, 'phase'>): JobStage {
  switch (phase) {
    case 'ready':
    case 'done':
      return 'done'
    case 'asking':
    case 'failed':
    case 'cancelled':
      return phase
    default:
      return 'running'
  }
}

/** Entries of all sessions in a file that was read. */
export function describedEntries({ sessions }: NonNullable<JobState['description']>): number {
  return sessions.reduce((sum, { entries }) => sum + entries, 0)
}

/** Values that were redacted in a file before it came to us. */
export function describedRedactions({ redaction }: NonNullable<JobState['description']>): number {
  return redaction.rules.reduce((sum, { count }) => sum + count, 0)
}

const rank: Readonly<Record<JobStage, number>> = { asking: 0, running: 1, done: 2, failed: 2, cancelled: 2 }

/** As they came, but first what waits for an answer and then what goes on: others may have pushed it out of sight. */
export function mostUrgentFirst(jobs: readonly JobState[]): readonly JobState[] {
  return jobs.toSorted((a, b) => rank[stageOf(a)] - rank[stageOf(b)])
}

/** A job of a schedule that went as it should: the schedule's own line tells of it. */
export function isRoutine({ id, phase }: JobState, schedules: readonly Schedule[]): boolean {
  return phase !== 'failed' && schedules.some((schedule) => id.startsWith(`${schedule.id}-`))
}
