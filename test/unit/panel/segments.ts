import type { Level } from '../../../src/core/model'
import type { Segment } from '../../../src/core/store'

/** One entry as the index of segments tells it. */
export interface Row {
  readonly document: string
  readonly n: number
  readonly t: number
  readonly kind?: string
  readonly type?: string
  readonly source?: string | null
  readonly label?: string
  readonly text?: string
  readonly level?: Level
}

/** Rows as segments of the given sizes (the last takes the rest), numbered from `firstSeq`. */
export function segmentsOf(rows: readonly Row[], sizes: readonly number[] = [], firstSeq = 1): readonly Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const size of [...sizes, rows.length]) {
    const part = rows.slice(at, at + size)
    if (part.length > 0) segments.push(segmentOf(part, firstSeq + at))
    at += size
  }
  return segments
}

export function segmentOf(rows: readonly Row[], firstSeq: number): Segment {
  const documents = [...new Set(rows.map((row) => row.document))]
  const times = rows.map((row) => row.t)
  return {
    session: 'session',
    firstSeq,
    lastSeq: firstSeq + rows.length - 1,
    from: Math.min(...times),
    until: Math.max(...times),
    bytes: 0,
    version: 1,
    tail: false,
    documents,
    columns: {
      document: rows.map((row) => documents.indexOf(row.document)),
      n: rows.map((row) => row.n),
      t: times,
      kind: rows.map((row) => row.kind ?? 'event'),
      type: rows.map((row) => row.type ?? 'console'),
      source: rows.map((row) => row.source ?? null),
      label: rows.map((row) => row.label ?? `${row.document} ${row.n}`),
      text: rows.map((row) => row.text ?? ''),
      level: rows.map((row) => row.level ?? 'info'),
    },
  }
}
