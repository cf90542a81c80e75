import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { Segment } from '../../core/store'
import { defaultFacets, type Facet } from '../selectors/facets'
import { createFilteredRows, type FilteredRows, type LevelFilter } from '../selectors/filtered-rows'
import { parseTextFilter, type TextFilter } from '../selectors/text-filter'
import type { TimelineIndex } from '../selectors/timeline-index'

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
  readonly fault: ReadonlySignal<string | undefined>
  /** True while texts are still being looked at. */
  readonly searching: ReadonlySignal<boolean>
  type(text: string): void
  toggleFacet(facet: Facet): void
  /** Shows this facet alone, or all again when it already was alone. */
  onlyFacet(facet: Facet): void
  setLevel(level: LevelFilter): void
  clear(): void
  /** Takes over what the index gained. */
  refresh(position: number): void
}

/** Rows looked at between two looks at the clock. */
const STRIDE = 500
/** Milliseconds of looking before the browser gets its turn. */
const SLICE = 6
/** Milliseconds between two showings of what was found so far. */
const SETTLE = 120

/**
 * What a person filters the timeline by, applied in slices so that typing never
 * stalls. `read` gives the segments from that of a row on, where their texts were dropped.
 */
export function createTimelineFilter(
  index: TimelineIndex,
  read: (row: number) => Promise<readonly Segment[]>,
  ended: AbortSignal,
): TimelineFilter {
  const facets = signal<ReadonlySet<Facet>>(defaultFacets)
  const level = signal<LevelFilter>('all')
  const typed = signal('')
  const fault = signal<string | undefined>(undefined)
  const version = signal(0)
  const searching = signal(false)
  const applied = signal(0)
  let text = emptyFilter()
  const filtered = createFilteredRows(index, { facets: facets.value, level: 'all', text })

  function apply(): void {
    filtered.setFilter({ facets: facets.value, level: level.value, text })
    version.value++
    applied.value++
    void search()
  }

  async function search(): Promise<void> {
    if (searching.value || filtered.waiting === 0) return
    searching.value = true
    let settled = performance.now()
    while (!ended.aborted && filtered.waiting > 0) {
      const missing = scanSlice()
      if (performance.now() - settled > SETTLE) {
        filtered.settle()
        version.value++
        settled = performance.now()
      }
      if (missing !== undefined && !(await scanStored(missing))) break
      await new Promise((resolve) => setTimeout(resolve))
    }
    filtered.settle()
    version.value++
    applied.value++
    searching.value = false
  }

  /** Gives whether it got any further. A store that fails ends the search where it is; the timeline says why. */
  async function scanStored(row: number): Promise<boolean> {
    return filtered.scanSegments(await read(row).catch(() => []))
  }

  function scanSlice(): number | undefined {
    const until = performance.now() + SLICE
    while (filtered.waiting > 0 && performance.now() < until) {
      const missing = filtered.scan(STRIDE)
      if (missing !== undefined) return missing
    }
    return undefined
  }

  function type(next: string): void {
    const parsed = parseTextFilter(next)
    typed.value = next
    fault.value = parsed.ok ? undefined : parsed.why
    if (!parsed.ok) return
    text = parsed.filter
    apply()
  }

  return {
    filtered,
    version,
    applied,
    facets,
    level,
    typed,
    fault,
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
  }
}

function emptyFilter(): TextFilter {
  return { empty: true, test: () => true }
}
