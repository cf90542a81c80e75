import type { Entry } from '../model'
import type { Bytes } from './bytes'
import type { ArchiveFrame, ArchiveHeader, ArchiveSummary } from './schema'

export const archiveFormats = ['json', 'yaml', 'msgpack'] as const
export type ArchiveFormat = (typeof archiveFormats)[number]

/** Entries that are written and hashed together (SPEC: C1). */
export interface EntryChunk {
  readonly entries: readonly Entry[]
  /** Their JSON in UTF-8, with what stands between them. */
  readonly json: Bytes
}

/** Writes a document in one format: what each part is as bytes, asked for in document order. */
export interface Encoder {
  header(header: ArchiveHeader): Bytes
  session(frame: ArchiveFrame): Bytes
  entries(chunk: EntryChunk): Bytes
  sessionEnd(): Bytes
  summary(summary: ArchiveSummary): Bytes
}
