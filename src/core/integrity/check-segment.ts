import type { Entry } from '../model'
import { packColumns, type Segment, type SegmentColumns, unpackColumns } from '../store'

/** An entry as both index and content tell of it. */
export interface Row {
  readonly seq: number
  readonly document: string
  readonly n: number
  readonly kind: string
  readonly type: string
  readonly level: string
}

/** The rows that an index has; undefined where it cannot be read, or has more or fewer than it says. */
export function rowsOfIndex(segment: Segment): readonly Row[] | undefined {
  const { firstSeq, lastSeq, documents } = segment
  const columns = columnsOf(segment)
  if (columns === undefined) return undefined
  const count = lastSeq - firstSeq + 1
  const { document, n, t, kind, type, source, label, text, level } = columns
  if ([document, n, t, kind, type, source, label, text, level].some((column) => column.length !== count)) return undefined
  return n.map((number, row) => ({
    seq: firstSeq + row,
    document: documents[document[row] ?? 0] ?? '',
    n: number,
    kind: kind[row] ?? '',
    type: type[row] ?? '',
    level: level[row] ?? '',
  }))
}

export function rowsOfContent(entries: readonly Entry[]): readonly Row[] {
  const { level } = unpackColumns(packColumns(entries).columns)
  return entries.map(({ seq, document, n, kind, type }, row) => ({ seq, document, n, kind, type, level: level[row] ?? '' }))
}

/** The columns in which the index of a segment differs from its content, and what else of it does. `entries`: at least one. */
export function differences(segment: Segment, entries: readonly Entry[]): readonly string[] {
  const packed = packColumns(entries)
  const made = { ...unpackColumns(packed.columns), document: namesOf(packed.documents, unpackColumns(packed.columns)) }
  const times = entries.map(({ t }) => t)
  const said = columnsOf(segment)
  const found: string[] = []
  if (segment.firstSeq !== entries[0]?.seq || segment.lastSeq !== entries.at(-1)?.seq) found.push('range')
  if (segment.from !== least(times) || segment.until !== most(times)) found.push('time')
  if (said === undefined) return [...found, 'all']
  const { facts, ...columns } = { ...said, document: namesOf(segment.documents, said) }
  for (const name of names) if (!alike(columns[name], made[name])) found.push(name)
  // Segments written before there were facts have none.
  if (facts !== undefined && !factNames.every((name) => alike(facts[name], made.facts?.[name] ?? []))) found.push('facts')
  return found
}

const names = ['document', 'n', 't', 'kind', 'type', 'source', 'label', 'text', 'level'] as const
const factNames = ['at', 'method', 'status', 'size', 'duration', 'url', 'cut', 'odd'] as const

function columnsOf(segment: Segment): SegmentColumns | undefined {
  try {
    return segment.columns
  } catch {
    // Whatever does not unpack is found as what it is: an index that cannot be read.
    return undefined
  }
}

function namesOf(documents: readonly string[], { document }: SegmentColumns): readonly string[] {
  return document.map((index) => documents[index] ?? '')
}

function alike(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, at) => Object.is(value, b[at]))
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity)
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity)
}
