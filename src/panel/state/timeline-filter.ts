import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Entry } from '../../core/model'
import type { Segment } from '../../core/store'
import { defaultFacets, type Facet } from '../selectors/facets'
import type { Subjects } from '../selectors/filter/conditions'
import { type Judge, judgeOf } from '../selectors/filter/judge'
import { parseFilter } from '../selectors/filter/parse'
import { everything, type FilterFault, type FilterHint, type Query } from '../selectors/filter/query'
import { unknownTags } from '../selectors/filter/tags'
import { createFilteredRows, type FilteredRows, type LevelFilter, type Missing } from '../selectors/filtered-rows'
import { createTurns, type Turns } from './turns'

export interface TimelineFilter {
  readonly filtered: FilteredRows
  /** Raised whenever `filtered` changed. */
  readonly version: ReadonlySignal<number>
  /** Raised when the person's filter has taken effect: what is selected should be brought into view again. */
  readonly applied: ReadonlySignal<number>
  readonly facets: ReadonlySignal<ReadonlySet<Facet>>
  readonly level: ReadonlySignal<LevelFilter>
  /** As typed, understood or not. */
  readonly typed: ReadonlySignal<string>
  /** What is wrong with it; the last good one stays in force. */
  readonly fault: ReadonlySignal<FilterFault | undefined>
  /** What may not be as it was meant. */
  readonly hints: ReadonlySignal<readonly FilterHint[]>
  /** True while rows are still being looked at. */
  readonly searching: ReadonlySignal<boolean>
  type(text: string): void
  toggleFacet(facet: Facet): void
  /** Shows this facet alone, or all again when it already was alone. */
  onlyFacet(facet: Facet): void
  setLevel(level: LevelFilter): void
  clear(): void
  /** Takes over what the index gained. */
  refresh(position: number): void
  /** Looks at all again, where what changed beside the entries decides: their notes and pins, or the names of sources. */
  recheck(what: 'marks' | 'names'): void
}

/** Reads what memory does not hold of a row. */
export interface FilterReads {
  /** So many segments from that of the row on. */
  segments(row: number, count: number): Promise<readonly Segment[]>
  /** The entries of its segment. */
  entries(row: number): Promise<readonly Entry[]>
}

/** Rows looked at between two looks at the clock. */
const STRIDE = 100
/** Segments read at a time: one, for the first rows to come soon, then twice as many each time. */
const LONGEST_PAGE = 8
/** Milliseconds until the first showing of what was found so far, and between two later ones. */
const FIRST_SETTLE = 25
const SETTLE = 120

/** What a person filters the timeline by, applied in slices so that typing never stalls. */
export function createTimelineFilter(subjects: Subjects, reads: FilterReads, ended: AbortSignal): TimelineFilter {
  const facets = signal<ReadonlySet<Facet>>(defaultFacets)
  const level = signal<LevelFilter>('all')
  const typed = signal('')
  const fault = signal<FilterFault | undefined>(undefined)
  const grammarHints = signal<readonly FilterHint[]>([])
  const version = signal(0)
  const searching = signal(false)
  const applied = signal(0)
  let query: Query = everything
  let judge: Judge = judgeOf(query, subjects)
  const filtered = createFilteredRows(subjects.index, { facets: facets.value, level: 'all', judge })

  function apply(): void {
    filtered.setFilter({ facets: facets.value, level: level.value, judge })
    version.value++
    applied.value++
    void search()
  }

  async function search(): Promise<void> {
    if (searching.value || filtered.waiting === 0) return
    searching.value = true
    let asked = judge
    let settleAt = performance.now() + FIRST_SETTLE
    const turns = createTurns()
    const readPage = createPages()
    while (!ended.aborted && filtered.waiting > 0) {
      const missing = scanStretch(turns)
      if (asked !== judge) {
        // Somebody typed on: the first rows of that come as soon as those of the first.
        asked = judge
        settleAt = performance.now() + FIRST_SETTLE
      } else if (performance.now() > settleAt) {
        settle()
        settleAt = performance.now() + SETTLE
      }
      if (missing !== undefined && !(await scanMissing(missing, readPage))) break
      await turns.pause()
    }
    settle()
    applied.value++
    searching.value = false
  }

  function settle(): void {
    filtered.settle()
    version.value++
  }

  function scanStretch(turns: Turns): Missing | undefined {
    while (filtered.waiting > 0 && !turns.over) {
      const missing = filtered.scan(STRIDE)
      if (missing !== undefined) return missing
    }
    return undefined
  }

  /** Reads page after page, each while the one before is looked through. */
  function createPages(): (row: number) => Promise<readonly Segment[]> {
    let length = 1
    let next: { readonly row: number; readonly segments: Promise<readonly Segment[]> } | undefined

    function begin(row: number): Promise<readonly Segment[]> {
      const segments = reads.segments(row, length)
      length = Math.min(LONGEST_PAGE, length * 2)
      return segments
    }

    return async (row) => {
      const segments = await (next?.row === row ? next.segments : begin(row))
      const after = subjects.index.rowOfSeq((segments.at(-1)?.lastSeq ?? Number.NaN) + 1)
      next = after === undefined ? undefined : { row: after, segments: begin(after) }
      // Whoever asks for it is told why it cannot be read.
      next?.segments.catch(() => undefined)
      return segments
    }
  }

  /** Gives whether it got any further. A store that fails ends the search where it is; the timeline says why. */
  async function scanMissing(missing: Missing, readPage: (row: number) => Promise<readonly Segment[]>): Promise<boolean> {
    const asked = judge
    let entryOf = missing.what === 'entry' ? missing : undefined
    if (missing.what === 'segment') {
      const segments = await readPage(missing.row).catch(() => [])
      if (asked !== judge) return true
      entryOf = filtered.scanSegments(segments)
    }
    if (entryOf !== undefined) {
      const entries = await reads.entries(entryOf.row).catch(() => [])
      if (asked !== judge) return true
      filtered.scanEntries(entries)
    }
    return subjects.index.rows - filtered.waiting > missing.row
  }

  function setQuery(next: Query): void {
    query = next
    judge = judgeOf(query, subjects)
    apply()
  }

  function type(next: string): void {
    const parsed = parseFilter(next)
    batch(() => {
      typed.value = next
      fault.value = parsed.ok ? undefined : parsed.fault
      grammarHints.value = parsed.ok ? parsed.hints : []
      if (parsed.ok) setQuery(parsed.query)
    })
  }

  return {
    filtered,
    version,
    applied,
    facets,
    level,
    typed,
    fault,
    hints: computed(() => (fault.value === undefined ? [...grammarHints.value, ...unknownTags(typed.value, subjects.marks.tags())] : [])),
    searching,
    type,
    toggleFacet(facet) {
      const next = new Set(facets.value)
      if (!next.delete(facet)) next.add(facet)
      facets.value = next
      apply()
    },
    onlyFacet(facet) {
      const alone = facets.value.size === 1 && facets.value.has(facet)
      facets.value = alone ? defaultFacets : new Set([facet])
      apply()
    },
    setLevel(next) {
      level.value = next
      apply()
    },
    clear() {
      batch(() => {
        facets.value = defaultFacets
        level.value = 'all'
        type('')
      })
    },
    refresh(position) {
      filtered.refresh(position)
      version.value++
      void search()
    },
    recheck(what) {
      if (what === 'marks' ? judge.usesMarks : judge.usesNames) setQuery(query)
    },
  }
}
