export {
  type EntryRecord,
  exportEntries,
  exportNotes,
  exportPins,
  exportSessions,
  type NoteRecord,
  type SessionRecord,
} from './export-records'
export { type ExportCut, type ExportedSession, exportSession } from './export-session'
export type { TransferFilter } from './filter'
export { createHeadCut, type HeadCut } from './head-cut'
export { hasSession, type ImportTarget, type IncomingSession, importSession, importTarget, stageSession } from './import-session'
export { type MergeOptions, mergeSessions } from './merge-sessions'
