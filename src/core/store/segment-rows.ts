import { AppError } from '../errors'
import type { TailSize } from './compaction-policy'
import type { Run } from './run'
import { segmentVersion } from './segment-codec'
import { type PackedColumns, unpackColumns } from './segment-columns'
import type { Segment, SegmentColumns } from './session-store'
import { readText, type StoredText, storeText } from './stored-text'
import type { BytesRow, IndexRow, SessionRow, StoredColumns } from './tables'

/** Where a run goes. */
interface RunPlace {
  readonly log: string
  readonly firstSeq: number
}

export function indexRow({ entries, from, until, documents, columns, size }: Run, { log, firstSeq }: RunPlace): IndexRow {
  const lastSeq = firstSeq + entries - 1
  const stored = { ...columns, label: storeText(columns.label), text: storeText(columns.text) }
  return { log, lastSeq, firstSeq, from, until, bytes: size, version: segmentVersion, documents, columns: stored }
}

export function bytesRow({ entries, pieces }: Run, { log, firstSeq }: RunPlace): BytesRow {
  return { log, lastSeq: firstSeq + entries - 1, firstSeq, version: segmentVersion, text: storeText(pieces.join('')) }
}

/** Two rows as the run they were made of; undefined for those of another version, and where the content is missing or damaged. */
export function runOf(
  { firstSeq, lastSeq, from, until, version, documents, columns }: IndexRow,
  content: BytesRow | undefined,
): Run | undefined {
  if (version !== segmentVersion || content?.text === undefined) return undefined
  const text = readable(content.text)
  if (text === undefined) return undefined
  return { entries: lastSeq - firstSeq + 1, from, until, documents, columns: columnsOf(columns), pieces: [text], size: text.length }
}

export function sizeOf({ entries, size, from, until }: Run): TailSize {
  return { entries, bytes: size, from, until }
}

function readable(stored: StoredText): string | undefined {
  try {
    return readText(stored)
  } catch {
    // Whoever reads the segment is told; joined with others it would take them along.
    return undefined
  }
}

function columnsOf(stored: StoredColumns): PackedColumns {
  return { ...stored, label: readText(stored.label), text: readText(stored.text) }
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
      columns ??= unpackColumns(columnsOf(row.columns))
      return columns
    },
  }
}
