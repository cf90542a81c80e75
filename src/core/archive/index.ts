export { type ByteSum, createByteSum } from './byte-sum'
export { type ArchiveSource, type Bytes, joinBytes } from './bytes'
export { type ArchiveFormat, archiveFormats } from './encoder'
export { type Compression, compress, compressions } from './gzip/compress'
export { gunzip } from './gzip/gunzip'
export { gzip } from './gzip/gzip'
export { type ArchiveLimits, archiveLimits } from './limits'
export { type Line, linesOf } from './lines'
export type { ArchivePart } from './parts'
export { type ReadOptions, readArchive } from './read'
export { rewriteArchive } from './rewrite'
export {
  type ArchiveDelta,
  type ArchiveDocument,
  type ArchiveFrame,
  type ArchiveHeader,
  type ArchiveMeta,
  type ArchiveNote,
  type ArchiveSummary,
  currentVersion,
  schemaName,
} from './schema'
export { createSessionReader, type MetSession } from './session-reader'
export { type ChunkCounter, createChunkCounter, type OutgoingSession, type SummedPart, summedParts } from './summed-parts'
export { chainOf, createReadSum, documentChecksum } from './sums'
export { entryText, frameText } from './texts'
export { type WriteFormat, writeArchive, writeParts } from './write'
