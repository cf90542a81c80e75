export { type ExportCut, type ExportedSession, exportSession } from './export-session'
export { createHeadCut, type HeadCut } from './head-cut'
export { hasSession, type ImportTarget, type IncomingSession, importSession, importTarget, stageSession } from './import-session'
export { type MergeOptions, mergeSessions } from './merge-sessions'
