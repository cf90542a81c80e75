import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { createShownRows, type ShownRows } from '../selectors/shown-rows'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { TimeView } from './time-view'
import type { TimelineFilter } from './timeline-filter'

/** The lines of the timeline, as the filter, the range of time and the bursts leave them. */
export interface Shown {
  /** Another number whenever a line came, went or changed its place. */
  readonly version: ReadonlySignal<number>
  /** Another number whenever the person asked for other lines: what is selected should be brought into view again. */
  readonly arranged: ReadonlySignal<number>
  /** As of now. */
  rows(): ShownRows
  readonly grouped: ReadonlySignal<boolean>
  setGrouped(grouped: boolean): void
  setOpen(first: number, open: boolean): void
  /** Opens the burst that hides a row. */
  uncover(row: number): void
}

export function createShown(index: TimelineIndex, filter: TimelineFilter, time: TimeView): Shown {
  const shown = createShownRows(index, filter.filtered)
  const grouped = signal(false)
  const opened = signal(0)
  let updates = 0
  let arrangements = 0
  const arranged = computed(() => {
    void time.range.value
    void grouped.value
    return ++arrangements
  })
  // Brought up to date when somebody looks: filters change many times between two frames.
  const version = computed(() => {
    void filter.version.value
    void opened.value
    shown.update({ range: time.range.value, grouped: grouped.value })
    return ++updates
  })

  function rows(): ShownRows {
    void version.value
    return shown
  }

  function setOpen(first: number, open: boolean): void {
    shown.setOpen(first, open)
    opened.value++
  }

  return {
    version,
    arranged,
    rows,
    grouped,
    setGrouped(next) {
      grouped.value = next
    },
    setOpen,
    uncover(row) {
      void version.peek()
      const first = shown.hiddenIn(row)
      if (first !== undefined) setOpen(first, true)
    },
  }
}
