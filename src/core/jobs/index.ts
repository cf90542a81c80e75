export { type ExportedFile, type ExportedFiles, parseExportedFile } from './export/exported-file'
export { noSanitizing, type SanitizingPass, type SessionSanitizer } from './export/sanitizing'
export type { JobDeps } from './job-context'
export { jobAnswer, jobRequest, parseJobState } from './job-schema'
export {
  type ArchiveDescription,
  answered,
  type DescribedSession,
  type ExportRequest,
  type Findings,
  isFinished,
  isRunnable,
  type JobPhase,
  type JobRequest,
  type JobState,
  type KnownPolicy,
  newJob,
  type StagedImport,
  stagedFiles,
} from './job-state'
export { createMemoryJobTable, type JobTable } from './job-table'
export { createMemoryStaging } from './memory-staging'
export { createMemoryTable, type RowTable } from './row-table'
export { createJobRunner, type JobRunner } from './runner'
export { nextStep, parseSchedule, type Schedule, type ScheduleRequest, scheduleRequest } from './schedule'
export { stagedName } from './staged-name'
export type { StagedFile, Staging, StagingSink } from './staging'
