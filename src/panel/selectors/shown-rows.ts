import { type CodeArray, type Column, createCodes, createColumn, lowerBound, uint32 } from './columns'
import type { FilteredRows } from './filtered-rows'
import type { TimeRange } from './time-range'
import type { TimelineIndex } from './timeline-index'

/** A run of alike entries that stands as one line, or did before it was opened. */
export interface Burst {
  /** How many entries. */
  readonly size: number
  readonly open: boolean
}

/** What is cut out of the filtered rows, and how it is put together. */
export interface Showing {
  readonly range: TimeRange | undefined
  readonly grouped: boolean
}

/**
 * The lines of the timeline: of the filtered rows those in the range of time,
 * with bursts as one line each. A *place* is a line's number from the top.
 */
export interface ShownRows {
  readonly count: number
  /** Entries behind the lines. */
  readonly entries: number
  /** The row of the entry at a place, of a burst its first. */
  rowAt(place: number): number | undefined
  /** The place of a row, or of the line that holds it, or of the next one when it is not shown. */
  placeOf(row: number): number
  /** Whether a line holds it. */
  has(row: number): boolean
  /** Of the line at a place: undefined for an entry that stands alone. */
  burstAt(place: number): Burst | undefined
  /** Whether the line at a place is inside an open burst. */
  isInside(place: number): boolean
  update(showing: Showing): void
  /** Opens or closes the burst that begins with this row. */
  setOpen(first: number, open: boolean): void
  /** The first row of the closed burst that hides this one. */
  hiddenIn(row: number): number | undefined
}

/** So many make a burst, each at most so many milliseconds after the one before. */
const SMALLEST = 3
const LONGEST_PAUSE = 1000

export function createShownRows(index: TimelineIndex, filtered: FilteredRows): ShownRows {
  let first = 0
  let end = 0
  let lines: Lines | undefined
  const opened = new Set<number>()

  const rowOf = (position: number): number => filtered.rows.data[position] ?? 0
  const firstAt = (moment: number): number =>
    lowerBound(filtered.rows.data, filtered.rows.length, (row) => (index.t.data[row] ?? 0) < moment)
  const isShown = (position: number, row: number): boolean => position >= first && position < end && rowOf(position) === row

  /** The place whose line covers a position of the filtered rows. */
  function placeAt(position: number): number {
    const at = Math.min(Math.max(position, first), end)
    if (lines === undefined) return at - first
    const { positions } = lines
    const next = lowerBound(positions.data, positions.length, (start) => start <= at)
    return at >= end ? positions.length : Math.max(0, next - 1)
  }

  return {
    get count() {
      return lines === undefined ? end - first : lines.positions.length
    },
    get entries() {
      return end - first
    },
    rowAt(place) {
      const position = lines === undefined ? first + place : lines.positions.data[place]
      return place < 0 || position === undefined || position >= end || (lines && place >= lines.positions.length)
        ? undefined
        : rowOf(position)
    },
    placeOf: (row) => placeAt(filtered.positionOf(row)),
    has: (row) => isShown(filtered.positionOf(row), row),
    burstAt(place) {
      const size = lines?.sizes.data[place] ?? 0
      return lines === undefined || size < SMALLEST ? undefined : { size, open: opened.has(rowOf(lines.positions.data[place] ?? 0)) }
    },
    isInside: (place) => lines !== undefined && lines.sizes.data[place] === 0,
    update({ range, grouped }) {
      first = range === undefined ? 0 : firstAt(range.from)
      end =
        range === undefined
          ? filtered.rows.length
          : lowerBound(filtered.rows.data, filtered.rows.length, (row) => (index.t.data[row] ?? 0) <= range.until)
      lines = grouped ? groupLines(index, filtered.rows, first, end, opened) : undefined
    },
    setOpen(row, open) {
      if (open) opened.add(row)
      else opened.delete(row)
    },
    hiddenIn(row) {
      const position = filtered.positionOf(row)
      if (lines === undefined || !isShown(position, row)) return undefined
      const start = lines.positions.data[placeAt(position)] ?? position
      return start === position ? undefined : rowOf(start)
    },
  }
}

interface Lines {
  /** Per line the position of its entry among the filtered rows. */
  readonly positions: Column<Uint32Array>
  /** Per line how many entries its burst has; 1 for an entry alone, 0 for one inside an open burst. */
  readonly sizes: Column<CodeArray>
}

function groupLines(index: TimelineIndex, rows: Column<Uint32Array>, first: number, end: number, opened: ReadonlySet<number>): Lines {
  const positions = createColumn(uint32)
  const sizes = createCodes()
  for (let start = first; start < end; ) {
    const after = endOfBurst(index, rows, start, end)
    const size = after - start
    const isBurst = size >= SMALLEST
    const whole = !isBurst || opened.has(rows.data[start] ?? 0)
    for (let at = start; at < (whole ? after : start + 1); at++) {
      positions.push(at)
      sizes.push(!isBurst ? 1 : at === start ? size : 0)
    }
    start = after
  }
  return { positions, sizes }
}

function endOfBurst({ t, type, source, document, look }: TimelineIndex, rows: Column<Uint32Array>, start: number, end: number): number {
  const { data } = rows
  const head = data[start] ?? 0
  let before = t.data[head] ?? 0
  let at = start + 1
  for (; at < end; at++) {
    const row = data[at] ?? 0
    if (look.data[row] !== look.data[head] || type.data[row] !== type.data[head] || source.data[row] !== source.data[head]) break
    const moment = t.data[row] ?? 0
    if (document.data[row] !== document.data[head] || moment - before > LONGEST_PAUSE) break
    before = moment
  }
  return at
}
