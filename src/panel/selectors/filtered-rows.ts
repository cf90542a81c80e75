import type { Entry } from '../../core/model'
import type { Segment } from '../../core/store'
import { type Column, createColumn, lowerBound, uint8, uint32 } from './columns'
import { type Facet, facets } from './facets'
import { type Answer, addColumns, addEntry, begin, ENTRY, type Evidence, NO, STORED, TEXT, YES } from './filter/evidence'
import type { Judge } from './filter/judge'
import { levels, type TimelineIndex } from './timeline-index'

/** Errors only, warnings and errors, or all. */
export const levelFilters = ['all', 'warn', 'error'] as const
export type LevelFilter = (typeof levelFilters)[number]

export interface RowFilter {
  readonly facets: ReadonlySet<Facet>
  readonly level: LevelFilter
  readonly judge: Judge
}

/** What has to be read for the next waiting row: what its segment in the store says of it, or the entry. */
export interface Missing {
  readonly row: number
  readonly what: 'segment' | 'entry'
}

/** The rows of an index that a filter lets through, in the order of views, kept up to date piece by piece. */
export interface FilteredRows {
  readonly rows: Column<Uint32Array>
  /** Rows that have not been looked at yet; they are left out until `scan` has. */
  readonly waiting: number
  setFilter(filter: RowFilter): void
  /** Takes over what the index gained, from the position its `add` gave. */
  refresh(position: number): void
  /**
   * Looks at up to `count` waiting rows; `settle` then lets in those that match.
   * Stops at a row that what is in memory does not decide, and says what does:
   * read that for `scanSegments` or `scanEntries`, then go on.
   */
  scan(count: number): Missing | undefined
  /** Looks at the waiting rows that these consecutive segments hold, up to one that needs its entry. */
  scanSegments(segments: readonly Segment[]): Missing | undefined
  /** Looks at the waiting rows of these entries, which follow each other. Of a row that cannot be read nobody can say whether it matches: without entries it is left out. */
  scanEntries(entries: readonly Entry[]): void
  settle(): void
  /** The place of `row` among the rows, or of the first that is not before it. */
  positionOf(row: number): number
  has(row: number): boolean
}

/** A row that nobody has looked at yet has 0. */
const MATCHES = 1
const FAILS = 2

export function createFilteredRows(index: TimelineIndex, initial: RowFilter): FilteredRows {
  const rows = createColumn(uint32)
  let verdicts = createColumn(uint8)
  let scanned = 0
  /** Of the rows below `scanned`, those below this were let in or left out already. */
  let settled = 0
  /** All that match lie before this position of the order. */
  let end = 0
  let filter = initial
  let passes = passTable(index, filter)
  const evidence: Evidence = { row: 0 }

  function rebuild(from: number, until = index.order.length): void {
    // Only what lies at or behind the first changed position can differ.
    const first = index.order.data[from]
    if (from === 0) rows.length = 0
    else if (from < index.order.length && first !== undefined) rows.length = lowerBoundOf(first)
    const lowest = filter.level === 'all' ? 0 : levels.indexOf(filter.level)
    const { order, type, level } = index
    const all = filter.judge.empty
    for (let at = from; at < until; at++) {
      const row = order.data[at] ?? 0
      if (passes[type.data[row] ?? 0] !== 1 || (level.data[row] ?? 0) < lowest) continue
      if (all || verdicts.data[row] === MATCHES) rows.push(row)
    }
  }

  function lowerBoundOf(row: number): number {
    return lowerBound(rows.data, rows.length, (other) => index.compare(other, row) < 0)
  }

  function ensureVerdicts(): void {
    verdicts.fillUpTo(index.rows)
  }

  /** Looks again only at the stretch of the order in which something was decided since the last time. */
  function settle(): void {
    if (settled === scanned) return
    let first = settled
    let last = settled
    for (let row = settled + 1; row < scanned; row++) {
      if (index.compare(row, first) < 0) first = row
      if (index.compare(row, last) > 0) last = row
    }
    end = Math.max(end, index.positionOf(last) + 1)
    rebuild(index.positionOf(first), end)
    settled = scanned
  }

  /** What memory says of the next waiting row. */
  function ask(): Answer {
    begin(evidence, scanned)
    const answer = filter.judge.judge(evidence)
    if (answer !== TEXT) return answer
    evidence.label = index.text.label(scanned)
    evidence.text = index.text.text(scanned)
    return evidence.text === undefined ? STORED : filter.judge.judge(evidence)
  }

  function decide(answer: Answer): void {
    verdicts.data[scanned++] = answer === YES ? MATCHES : FAILS
  }

  return {
    rows,
    get waiting() {
      return filter.judge.empty ? 0 : index.rows - scanned
    },
    setFilter(next) {
      const same = next.judge === filter.judge
      filter = next
      passes = passTable(index, filter)
      if (!same) {
        verdicts = createColumn(uint8)
        scanned = 0
        settled = 0
        end = 0
      }
      ensureVerdicts()
      // As long as nothing is decided, nothing matches.
      if (same || next.judge.empty) rebuild(0)
      else rows.length = 0
    },
    refresh(position) {
      passes = passTable(index, filter)
      ensureVerdicts()
      // What came in before it moves all that lies behind.
      if (position < end) end = index.order.length
      rebuild(position)
    },
    scan(count) {
      if (filter.judge.empty) return undefined
      ensureVerdicts()
      const until = Math.min(index.rows, scanned + count)
      while (scanned < until) {
        const answer = ask()
        if (answer > YES) return { row: scanned, what: answer === ENTRY ? 'entry' : 'segment' }
        decide(answer)
      }
      return undefined
    },
    scanSegments(segments) {
      ensureVerdicts()
      for (const { firstSeq, lastSeq, columns } of segments) {
        while (scanned < index.rows) {
          const seq = index.seq.data[scanned] ?? 0
          if (seq < firstSeq || seq > lastSeq) break
          begin(evidence, scanned)
          let answer = filter.judge.judge(evidence)
          if (answer === TEXT || answer === STORED) {
            addColumns(evidence, columns, seq - firstSeq)
            answer = filter.judge.judge(evidence)
          }
          // Its segment cannot say it either.
          if (answer > YES) return { row: scanned, what: 'entry' }
          decide(answer)
        }
      }
      return undefined
    },
    scanEntries(entries) {
      ensureVerdicts()
      const first = entries[0]?.seq ?? 0
      if (entries.length === 0 && scanned < index.rows) decide(NO)
      while (scanned < index.rows) {
        const seq = index.seq.data[scanned] ?? -1
        const entry = entries[seq - first]
        if (entry?.seq !== seq) break
        begin(evidence, scanned)
        let answer = filter.judge.judge(evidence)
        if (answer > YES) {
          addEntry(evidence, entry)
          answer = filter.judge.judge(evidence)
        }
        decide(answer > YES ? NO : answer)
      }
    },
    settle,
    positionOf: lowerBoundOf,
    has(row) {
      const at = lowerBoundOf(row)
      return at < rows.length && rows.data[at] === row
    },
  }
}

/** For each type of the index: 1 when its facet is let through. */
function passTable(index: TimelineIndex, filter: RowFilter): Uint8Array {
  const allowed = facets.map((facet) => filter.facets.has(facet))
  return Uint8Array.from(index.types, (type) => (allowed[type.facetCode] === true || filter.judge.names(type) ? 1 : 0))
}
