import { type ReadonlySignal, signal } from '@preact/signals'
import type { EntryAnchor } from '../../core/model'
import type { TimelineIndex } from '../selectors/timeline-index'
import { createTurns } from './turns'

/** Rows of entries that are known by their document and number: those of notes, and of what was selected last time. */
export interface EntryFinder {
  /** Raised when some were found. */
  readonly version: ReadonlySignal<number>
  /** True while rows are looked through. */
  readonly looking: ReadonlySignal<boolean>
  /** The row of an entry that was asked for; undefined while it is not loaded. */
  rowOf(entry: EntryAnchor): number | undefined
  /** Asks for entries: what is loaded is looked through, and what will be. */
  want(entries: Iterable<EntryAnchor>): void
  /** Tells where an entry is, so that nobody has to look. */
  know(row: number): EntryAnchor
  /** The index has gained rows. */
  refresh(): void
}

/** Rows looked at between two looks at the clock. */
const STRIDE = 20_000
const ABSENT = -1

/**
 * The index is sorted by time and by seq, so an entry by its number is looked
 * for row by row, but each row only once for all that is wanted.
 */
export function createEntryFinder(index: TimelineIndex, ended: AbortSignal): EntryFinder {
  const version = signal(0)
  /** For each document the rows of the wanted numbers, `ABSENT` for those that were not found. */
  const wanted = new Map<string, Map<number, number>>()
  let byCode: (Map<number, number> | null)[] = []
  let missing = 0
  let looked = 0
  const looking = signal(false)

  function rowsOf(document: string): Map<number, number> {
    let rows = wanted.get(document)
    if (rows === undefined) {
      rows = new Map()
      wanted.set(document, rows)
      byCode = []
    }
    return rows
  }

  /** Gives whether the row is one that is wanted. */
  function look(row: number): boolean {
    const code = index.document.data[row] ?? 0
    let rows = byCode[code]
    if (rows === undefined) {
      rows = wanted.get(index.documents[code] ?? '') ?? null
      byCode[code] = rows
    }
    const n = index.n.data[row] ?? 0
    if (rows?.get(n) !== ABSENT) return false
    rows.set(n, row)
    missing--
    return true
  }

  async function search(): Promise<void> {
    if (looking.peek()) return
    looking.value = true
    const turns = createTurns()
    while (missing > 0 && looked < index.rows && !ended.aborted) {
      let found = false
      while (missing > 0 && looked < index.rows && !turns.over) {
        const stop = Math.min(index.rows, looked + STRIDE)
        for (; looked < stop; looked++) if (look(looked)) found = true
      }
      if (found) version.value++
      await turns.pause()
    }
    looking.value = false
  }

  return {
    version,
    looking,
    rowOf({ document, n }) {
      const row = wanted.get(document)?.get(n)
      return row === undefined || row === ABSENT ? undefined : row
    },
    want(entries) {
      const before = missing
      for (const { document, n } of entries) {
        const rows = rowsOf(document)
        if (rows.has(n)) continue
        rows.set(n, ABSENT)
        missing++
      }
      if (missing > before) looked = 0
      void search()
    },
    know(row) {
      const entry = { document: index.documents[index.document.data[row] ?? 0] ?? '', n: index.n.data[row] ?? 0 }
      const rows = rowsOf(entry.document)
      if (rows.get(entry.n) === ABSENT) missing--
      rows.set(entry.n, row)
      return entry
    },
    refresh() {
      // What nothing is missing in needs no look later either.
      if (missing === 0) looked = index.rows
      void search()
    },
  }
}
