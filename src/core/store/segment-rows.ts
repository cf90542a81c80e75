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

export function indexRow({ entries, from, until, version, documents, columns, bytes }: Run, { log, firstSeq }: RunPlace): IndexRow {
  return { log, lastSeq: firstSeq + entries - 1, firstSeq, from, until, bytes: bytes.length, version, documents, columns }
}

export function bytesRow({ entries, version, bytes }: Run, { log, firstSeq }: RunPlace): BytesRow {
  return { log, lastSeq: firstSeq + entries - 1, firstSeq, version, bytes }
}

/** Two rows as the run they were made of. */
export function runOf({ firstSeq, lastSeq, from, until, version, documents, columns }: IndexRow, { bytes }: BytesRow): Run {
  return { entries: lastSeq - firstSeq + 1, from, until, version, documents, columns, bytes }
}

export function sizeOf({ entries, bytes, from, until }: Run): TailSize {
  return { entries, bytes: bytes.length, from, until }
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
