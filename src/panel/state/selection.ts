import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { Shown } from './shown'
import type { TimeView } from './time-view'

/** Which entry is being looked at: the one moment that every pane shows. */
export interface Selection {
  readonly row: ReadonlySignal<number | undefined>
  /** Raised when the timeline should bring the row into view. */
  readonly reveal: ReadonlySignal<number>
  /** True while the timeline stays at its end. */
  readonly follow: ReadonlySignal<boolean>
  select(row: number): void
  clear(): void
  /** Moves by so many shown rows; `Infinity` goes to the last. */
  move(by: number): void
  setFollow(follow: boolean): void
  /** Lets go of the row and follows the end. */
  latest(): void
}

/** What a selection moves in. `time` and `shown` follow it, so that what is selected can be seen. */
export interface SelectionPlace {
  readonly index: TimelineIndex
  readonly shown: Shown
  readonly time: TimeView
}

export function createSelection({ index, shown, time }: SelectionPlace, followAtFirst: boolean): Selection {
  const row = signal<number | undefined>(undefined)
  const reveal = signal(0)
  const follow = signal(followAtFirst)

  function select(next: number): void {
    batch(() => {
      time.include(index.t.data[next] ?? 0)
      shown.uncover(next)
      row.value = next
      follow.value = false
      reveal.value++
    })
  }

  function place(): number {
    const { count, placeOf } = shown.rows()
    return row.value === undefined ? (follow.value ? count : -1) : placeOf(row.value)
  }

  return {
    row,
    reveal,
    follow,
    select,
    clear() {
      row.value = undefined
    },
    move(by) {
      const rows = shown.rows()
      const next = rows.rowAt(Math.min(rows.count - 1, Math.max(0, place() + by)))
      if (next !== undefined) select(next)
    },
    setFollow(next) {
      follow.value = next
    },
    latest() {
      batch(() => {
        time.show(undefined)
        row.value = undefined
        follow.value = true
      })
    },
  }
}
