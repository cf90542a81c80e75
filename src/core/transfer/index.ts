export { type Evicted, type EvictOptions, evictHead } from './evict-head'
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
export { importEntries } from './import-entries'
export { importNotes, importPins } from './import-notes'
export { type ImportOptions, type ImportPolicy, type ImportResult, knownSession } from './import-policy'
export { type ImportTarget, type IncomingSession, importSession, importTarget, stageSession } from './import-session'
export { importSessions } from './import-session-records'
export { type Addition, type MergeTarget, mergeInto } from './merge-into'
export { type MergeOptions, mergeSessions } from './merge-sessions'
export { createPlacedNumbers } from './placed-numbers'
export { type SessionExtent, sessionExtent } from './session-extent'
