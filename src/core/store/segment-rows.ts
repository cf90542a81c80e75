import { AppError } from '../errors'
import type { TailSize } from './compaction-policy'
import type { Run } from './run'
import { segmentVersion } from './segment-codec'
import { unpackColumns } from './segment-columns'
import type { Segment, SegmentColumns } from './session-store'
import type { BytesRow, IndexRow, SessionRow } from './tables'

/** Where a run goes. */
interface RunPlace {
  readonly log: string
  readonly firstSeq: number
}

export function indexRow({ entries, from, until, documents, columns, text }: Run, { log, firstSeq }: RunPlace): IndexRow {
  const lastSeq = firstSeq + entries - 1
  return { log, lastSeq, firstSeq, from, until, bytes: text.length, version: segmentVersion, documents, columns }
}

export function bytesRow({ entries, text }: Run, { log, firstSeq }: RunPlace): BytesRow {
  return { log, lastSeq: firstSeq + entries - 1, firstSeq, version: segmentVersion, text }
}

/** Two rows as the run they were made of; undefined for those of another version, and where the content is missing. */
export function runOf(
  { firstSeq, lastSeq, from, until, version, documents, columns }: IndexRow,
  content: BytesRow | undefined,
): Run | undefined {
  const text = content?.text
  if (version !== segmentVersion || text === undefined) return undefined
  return { entries: lastSeq - firstSeq + 1, from, until, documents, columns, text }
}

export function sizeOf({ entries, text, from, until }: Run): TailSize {
  return { entries, bytes: text.length, from, until }
}

/** A row as readers see it; its columns are unpacked when somebody looks. */
export function segmentOf({ id, closedSeq }: SessionRow, row: IndexRow): Segment {
  if (row.version > segmentVersion) throw new AppError('store/newer')
  let columns: SegmentColumns | undefined
  return {
    session: id,
    firstSeq: row.firstSeq,
    lastSeq: row.lastSeq,
    from: row.from,
    until: row.until,
    bytes: row.bytes,
    version: row.version,
    tail: row.lastSeq > closedSeq,
    documents: row.documents,
    get columns() {
      columns ??= unpackColumns(row.columns)
      return columns
    },
  }
}
