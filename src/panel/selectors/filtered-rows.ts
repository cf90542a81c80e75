import type { Segment } from '../../core/store'
import { type Column, createColumn, uint8, uint32 } from './columns'
import { type Facet, facets } from './facets'
import type { TextFilter } from './text-filter'
import { levels, lowerBound, type TimelineIndex } from './timeline-index'

/** Errors only, warnings and errors, or all. */
export const levelFilters = ['all', 'warn', 'error'] as const
export type LevelFilter = (typeof levelFilters)[number]

export interface RowFilter {
  readonly facets: ReadonlySet<Facet>
  readonly level: LevelFilter
  readonly text: TextFilter
}

/** The rows of an index that a filter lets through, in the order of views, kept up to date piece by piece. */
export interface FilteredRows {
  readonly rows: Column<Uint32Array>
  /** Rows whose text has not been looked at yet; they are left out until `scan` has. */
  readonly waiting: number
  setFilter(filter: RowFilter): void
  /** Takes over what the index gained, from the position its `add` gave. */
  refresh(position: number): void
  /**
   * Looks at the texts of up to `count` waiting rows; `settle` then lets in those
   * that match. Stops at a row whose text was dropped and gives its number: read
   * its segment for `scanSegments`, then go on.
   */
  scan(count: number): number | undefined
  /** Looks at the waiting rows that these consecutive segments hold. Gives whether there were any. */
  scanSegments(segments: readonly Segment[]): boolean
  settle(): void
  /** The place of `row` among the rows, or of the first that is not before it. */
  positionOf(row: number): number
  has(row: number): boolean
}

const UNKNOWN = 0
const MATCHES = 1
const FAILS = 2

export function createFilteredRows(index: TimelineIndex, initial: RowFilter): FilteredRows {
  const rows = createColumn(uint32)
  let verdicts = createColumn(uint8)
  let scanned = 0
  let filter = initial
  let passes = passTable(index, filter)

  function rebuild(from: number): void {
    // Only what lies at or behind the first changed position can differ.
    const first = index.order.data[from]
    if (from === 0) rows.length = 0
    else if (from < index.order.length && first !== undefined) rows.length = lowerBoundOf(first)
    const lowest = filter.level === 'all' ? 0 : levels.indexOf(filter.level)
    const { order, type, level } = index
    const all = filter.text.empty
    for (let at = from; at < order.length; at++) {
      const row = order.data[at] ?? 0
      if (passes[type.data[row] ?? 0] !== 1 || (level.data[row] ?? 0) < lowest) continue
      if (all || verdicts.data[row] === MATCHES) rows.push(row)
    }
  }

  function lowerBoundOf(row: number): number {
    return lowerBound(rows.data, rows.length, (other) => index.compare(other, row) < 0)
  }

  function ensureVerdicts(): void {
    while (verdicts.length < index.rows) verdicts.push(UNKNOWN)
  }

  /** Decides the next waiting row. */
  function judge(label: string, text: string): void {
    verdicts.data[scanned] = filter.text.test(haystackOf(index, scanned, label, text)) ? MATCHES : FAILS
    scanned++
  }

  return {
    rows,
    get waiting() {
      return filter.text.empty ? 0 : index.rows - scanned
    },
    setFilter(next) {
      const sameText = next.text === filter.text
      filter = next
      passes = passTable(index, filter)
      if (!sameText) {
        verdicts = createColumn(uint8)
        scanned = 0
      }
      ensureVerdicts()
      rebuild(0)
    },
    refresh(position) {
      passes = passTable(index, filter)
      ensureVerdicts()
      rebuild(position)
    },
    scan(count) {
      if (filter.text.empty) return undefined
      ensureVerdicts()
      const until = Math.min(index.rows, scanned + count)
      while (scanned < until) {
        const label = index.text.label(scanned)
        const text = index.text.text(scanned)
        if (label === undefined || text === undefined) return scanned
        judge(label, text)
      }
      return undefined
    },
    scanSegments(segments) {
      const before = scanned
      ensureVerdicts()
      for (const { firstSeq, lastSeq, columns } of segments) {
        while (scanned < index.rows) {
          const seq = index.seq.data[scanned] ?? 0
          if (seq < firstSeq || seq > lastSeq) break
          judge(columns.label[seq - firstSeq] ?? '', columns.text[seq - firstSeq] ?? '')
        }
      }
      return scanned > before
    },
    settle: () => rebuild(0),
    positionOf: lowerBoundOf,
    has(row) {
      const at = lowerBoundOf(row)
      return at < rows.length && rows.data[at] === row
    },
  }
}

function haystackOf(index: TimelineIndex, row: number, label: string, text: string): string {
  const source = index.source.data[row] ?? 0
  const id = source === 0 ? '' : (index.sources[source - 1]?.source ?? '')
  return `${label}\n${text}\n${id}\n${index.types[index.type.data[row] ?? 0]?.type ?? ''}`
}

/** For each type of the index: 1 when its facet is let through. */
function passTable(index: TimelineIndex, filter: RowFilter): Uint8Array {
  const allowed = facets.map((facet) => filter.facets.has(facet))
  return Uint8Array.from(index.types, (type) => (allowed[type.facetCode] === true ? 1 : 0))
}
