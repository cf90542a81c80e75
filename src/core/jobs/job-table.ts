import type { JobState } from './job-state'
import { createMemoryTable, type RowTable } from './row-table'

/** Where jobs are kept over restarts. */
export type JobTable = RowTable<JobState>

export const createMemoryJobTable = (): JobTable => createMemoryTable<JobState>()
