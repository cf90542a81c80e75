export { chainUpTo, type ExportedFile, type ExportedFiles, parseExportedFile } from './exported-file'
export type { JobDeps } from './job-context'
export { jobRequest, parseJobState } from './job-schema'
export {
  type ArchiveDescription,
  type ExportRequest,
  type Findings,
  isFinished,
  type JobPhase,
  type JobRequest,
  type JobState,
  newJob,
} from './job-state'
export { createMemoryJobTable, type JobTable } from './job-table'
export { createMemoryStaging } from './memory-staging'
export { createMemoryTable, type RowTable } from './row-table'
export { createJobRunner, type JobRunner } from './runner'
export { noSanitizing, type SanitizingPass, type SessionSanitizer, type TextFormat } from './sanitizing'
export { nextStep, parseSchedule, type Schedule, type ScheduleRequest, scheduleRequest } from './schedule'
export { stagedName } from './staged-name'
export type { StagedFile, Staging, StagingSink } from './staging'
