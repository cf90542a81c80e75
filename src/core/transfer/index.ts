export { type ExportCut, type ExportedSession, exportSession } from './export-session'
export { hasSession, type ImportTarget, type IncomingSession, importSession, importTarget, stageSession } from './import-session'
export { type MergeOptions, mergeSessions } from './merge-sessions'
