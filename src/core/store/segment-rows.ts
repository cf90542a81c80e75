import { AppError } from '../errors'
import type { TailSize } from './compaction-policy'
import { type Run, sizeOfLines } from './run'
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

/** More lines than these are stored as one text: it is the large ones that are not worth another copy. */
const fewLines = 32

export function bytesRow({ entries, lines }: Run, { log, firstSeq }: RunPlace): BytesRow {
  const texts = lines.length > fewLines ? [lines.join('')] : lines
  return { log, lastSeq: firstSeq + entries - 1, firstSeq, version: segmentVersion, texts: texts.map(storeText) }
}

/** The texts of a row of any version. */
export function contentOf({ texts, text, bytes }: BytesRow): readonly StoredText[] {
  return texts ?? [text ?? bytes ?? '']
}

/** Two rows as the run they were made of; undefined for those of another version, and where the content is missing or damaged. */
export function runOf(
  { firstSeq, lastSeq, from, until, version, documents, columns }: IndexRow,
  content: BytesRow | undefined,
): Run | undefined {
  if (version !== segmentVersion || content === undefined) return undefined
  const lines = readable(contentOf(content))
  if (lines === undefined) return undefined
  return { entries: lastSeq - firstSeq + 1, from, until, documents, columns: columnsOf(columns), lines, size: sizeOfLines(lines) }
}

export function sizeOf({ entries, size, from, until }: Run): TailSize {
  return { entries, bytes: size, from, until }
}

function readable(stored: readonly StoredText[]): readonly string[] | undefined {
  try {
    return stored.map(readText)
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
