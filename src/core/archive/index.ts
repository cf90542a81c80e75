export { type ArchiveSource, type Bytes, joinBytes } from './bytes'
export { gzip } from './gzip'
export { type ArchiveLimits, archiveLimits } from './limits'
export type { ArchivePart } from './parts'
export { readArchive } from './read'
export { rewriteArchive } from './rewrite'
export {
  type ArchiveDocument,
  type ArchiveHeader,
  type ArchiveMeta,
  type ArchiveNote,
  type ArchiveSummary,
  currentVersion,
  schemaName,
} from './schema'
export { type OutgoingSession, writeArchive } from './write'
