export { exportFileName } from './file-name'
export type { JobDeps } from './job-context'
export {
  type ArchiveDescription,
  type Findings,
  isFinished,
  type JobPhase,
  type JobRequest,
  type JobState,
  jobRequest,
  newJob,
  parseJobState,
} from './job-state'
export { createMemoryJobTable, type JobTable } from './job-table'
export { createMemoryStaging } from './memory-staging'
export { createJobRunner, type JobRunner } from './runner'
export { noSanitizing, type SanitizingPass, type SessionSanitizer, type TextFormat } from './sanitizing'
export { stagedName } from './staged-name'
export type { StagedFile, Staging, StagingSink } from './staging'
