import type { Level } from '../../core/model'
import type { Segment } from '../../core/store'
import { type CodeArray, type Column, createCodes, createColumn, createInterner, float64, lowerBound, uint8, uint32 } from './columns'
import { type Facet, facetOf, facets } from './facets'
import { createRowFacts, type RowFacts } from './filter/row-facts'
import { createRowText, type RowText } from './row-text'

export const levels: readonly Level[] = ['debug', 'info', 'warn', 'error']

export interface TypeInfo {
  readonly kind: string
  readonly type: string
  readonly facet: Facet
  /** Index of the facet in `facets`. */
  readonly facetCode: number
}

/** A source as the index knows it: ids are unique only within their document. */
export interface SourceInfo {
  readonly document: string
  readonly source: string
}

/**
 * All entries of a session that were loaded so far, as columns: a few dozen
 * bytes per entry and no objects, so that a million stay light. A *row* is the
 * place of an entry in loading order and never changes; `order` holds the rows
 * by (t, document, n), the order of views.
 */
export interface TimelineIndex {
  /** How many entries are loaded. */
  readonly rows: number
  /** Highest seq loaded; pass it to `listSegments` for more. */
  readonly lastSeq: number
  readonly t: Column<Float64Array>
  readonly n: Column<Uint32Array>
  readonly seq: Column<Uint32Array>
  readonly level: Column<Uint8Array>
  /** Index into `types`. */
  readonly type: Column<CodeArray>
  /** Index into `documents`. */
  readonly document: Column<CodeArray>
  /** 1 + index into `sources`; 0 for none. */
  readonly source: Column<CodeArray>
  /** A hash of the label: those that look alike have the same. */
  readonly look: Column<Uint32Array>
  readonly order: Column<Uint32Array>
  readonly text: RowText
  /** What filters ask for beside the columns. */
  readonly facts: RowFacts
  readonly types: readonly TypeInfo[]
  readonly documents: readonly string[]
  readonly sources: readonly SourceInfo[]
  /** Entries per facet, in the order of `facets`. */
  readonly facetCounts: readonly number[]
  /** Entries per level, in the order of `levels`. */
  readonly levelCounts: readonly number[]
  /** Adds what is new in the segments. Gives the first position of `order` that changed. */
  add(segments: readonly Segment[]): number
  compare(a: number, b: number): number
  /** First position of `order` whose row is not before `row`: its own place once it is loaded. */
  positionOf(row: number): number
  /** The row of an entry by its seq, or undefined when it is not loaded. */
  rowOfSeq(seq: number): number | undefined
  /** The first seq of the segment that held an entry when it was loaded; segments may have been merged since. */
  segmentStart(seq: number): number
}

export function createTimelineIndex(text: RowText = createRowText(), facts: RowFacts = createRowFacts()): TimelineIndex {
  const t = createColumn(float64)
  const n = createColumn(uint32)
  const seq = createColumn(uint32)
  const level = createColumn(uint8)
  const type = createCodes()
  const document = createCodes()
  const source = createCodes()
  const look = createColumn(uint32)
  const order = createColumn(uint32)
  const starts = createColumn(uint32)
  const typeCodes = createInterner()
  const types: TypeInfo[] = []
  const documentCodes = createInterner()
  const sourceCodes = createInterner()
  const sources: SourceInfo[] = []
  const facetCounts = facets.map(() => 0)
  const levelCounts = levels.map(() => 0)

  function compare(a: number, b: number): number {
    const byTime = (t.data[a] ?? 0) - (t.data[b] ?? 0)
    if (byTime !== 0) return byTime
    const documentA = document.data[a] ?? 0
    const documentB = document.data[b] ?? 0
    if (documentA !== documentB) return (documentCodes.texts[documentA] ?? '') < (documentCodes.texts[documentB] ?? '') ? -1 : 1
    return (n.data[a] ?? 0) - (n.data[b] ?? 0)
  }

  function positionOf(row: number): number {
    return lowerBound(order.data, order.length, (other) => compare(other, row) < 0)
  }

  function typeCode(kind: string, name: string): number {
    const code = typeCodes.codeOf(`${kind}/${name}`)
    if (code === types.length) {
      const facet = facetOf(kind, name)
      types.push({ kind, type: name, facet, facetCode: facets.indexOf(facet) })
    }
    return code
  }

  function sourceCode(documentId: string, id: string | null): number {
    if (id === null) return 0
    const code = sourceCodes.codeOf(`${documentId}\n${id}`)
    if (code === sources.length) sources.push({ document: documentId, source: id })
    return code + 1
  }

  function addRow(segment: Segment, i: number): void {
    const columns = segment.columns
    const documentId = segment.documents[columns.document[i] ?? 0] ?? ''
    const code = typeCode(columns.kind[i] ?? '', columns.type[i] ?? '')
    const levelCode = Math.max(0, levels.indexOf(columns.level[i] ?? 'info'))
    const facetCode = types[code]?.facetCode ?? 0
    t.push(columns.t[i] ?? 0)
    n.push(columns.n[i] ?? 0)
    seq.push(segment.firstSeq + i)
    level.push(levelCode)
    type.push(code)
    document.push(documentCodes.codeOf(documentId))
    source.push(sourceCode(documentId, columns.source[i] ?? null))
    look.push(hashOf(columns.label[i] ?? ''))
    facetCounts[facetCode] = (facetCounts[facetCode] ?? 0) + 1
    levelCounts[levelCode] = (levelCounts[levelCode] ?? 0) + 1
  }

  /** Sorts the rows from `from` on into `order`, touching only what lies behind the first of them. */
  function sortIn(from: number): number {
    const fresh = Array.from({ length: t.length - from }, (_, i) => from + i).sort(compare)
    const first = fresh[0]
    if (first === undefined) return order.length
    const start = positionOf(first)
    const tail = order.data.slice(start, order.length)
    for (const row of fresh) order.push(row)
    let left = 0
    let right = 0
    for (let at = start; at < order.length; at++) {
      const old = tail[left]
      const added = fresh[right]
      const takeOld = added === undefined || (old !== undefined && compare(old, added) < 0)
      order.data[at] = (takeOld ? old : added) ?? 0
      if (takeOld) left++
      else right++
    }
    return start
  }

  return {
    get rows() {
      return t.length
    },
    get lastSeq() {
      return t.length === 0 ? 0 : (seq.data[t.length - 1] ?? 0)
    },
    t,
    n,
    seq,
    level,
    type,
    document,
    source,
    look,
    order,
    text,
    facts,
    types,
    documents: documentCodes.texts,
    sources,
    facetCounts,
    levelCounts,
    add(segments) {
      const before = t.length
      for (const segment of segments) {
        // Compaction may have put known entries and new ones into one segment.
        const known = t.length === 0 ? 0 : (seq.data[t.length - 1] ?? 0)
        const from = Math.max(0, known + 1 - segment.firstSeq)
        if (from < segment.columns.n.length) starts.push(segment.firstSeq + from)
        facts.add(segment, from, t.length)
        for (let i = from; i < segment.columns.n.length; i++) addRow(segment, i)
        text.add(segment, from)
      }
      return sortIn(before)
    },
    compare,
    positionOf,
    rowOfSeq(wanted) {
      const row = lowerBound(seq.data, t.length, (other) => other < wanted)
      return row < t.length && seq.data[row] === wanted ? row : undefined
    },
    segmentStart(wanted) {
      const after = lowerBound(starts.data, starts.length, (start) => start <= wanted)
      return starts.data[after - 1] ?? wanted
    },
  }
}

/** FNV-1a over the UTF-16 units of a text: http://www.isthe.com/chongo/tech/comp/fnv/. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
