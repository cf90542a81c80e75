import { type ReadonlySignal, signal } from '@preact/signals'
import { centred, holding, moved, type TimeRange, zoomed } from '../selectors/time-range'
import type { TimelineIndex } from '../selectors/timeline-index'

/** The range of time that every view of the session shows. */
export interface TimeView {
  /** Undefined for all of it. */
  readonly range: ReadonlySignal<TimeRange | undefined>
  /** From the first entry to the last. */
  whole(): TimeRange
  show(range: TimeRange | undefined): void
  /** Makes the range `factor` times as long about a moment; its middle, unless told. */
  zoom(factor: number, about?: number): void
  /** Moves the range by so many of its lengths. */
  move(lengths: number): void
  /** Puts a moment into the middle; where it is there already, or nothing is left out, shows all. */
  centre(moment: number): void
  /** Moves the range where it does not hold the moment. */
  include(moment: number): void
}

export function createTimeView(index: TimelineIndex): TimeView {
  const range = signal<TimeRange | undefined>(undefined)

  function whole(): TimeRange {
    const { order, t } = index
    return { from: t.data[order.data[0] ?? 0] ?? 0, until: t.data[order.data[order.length - 1] ?? 0] ?? 0 }
  }

  return {
    range,
    whole,
    show(next) {
      range.value = next
    },
    zoom(factor, about) {
      const current = range.value ?? whole()
      range.value = zoomed(current, whole(), factor, about ?? (current.from + current.until) / 2)
    },
    move(lengths) {
      if (range.value !== undefined) range.value = moved(range.value, whole(), lengths)
    },
    centre(moment) {
      const current = range.value
      if (current === undefined) return
      const next = centred(current, whole(), moment)
      range.value = next.from === current.from ? undefined : next
    },
    include(moment) {
      if (range.value !== undefined) range.value = holding(range.value, whole(), moment)
    },
  }
}
