import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { FilteredRows } from '../selectors/filtered-rows'

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

export function createSelection(filtered: FilteredRows, followAtFirst: boolean): Selection {
  const row = signal<number | undefined>(undefined)
  const reveal = signal(0)
  const follow = signal(followAtFirst)

  function select(next: number): void {
    batch(() => {
      row.value = next
      follow.value = false
      reveal.value++
    })
  }

  function place(): number {
    return row.value === undefined ? (follow.value ? filtered.rows.length : -1) : filtered.positionOf(row.value)
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
      const last = filtered.rows.length - 1
      const next = filtered.rows.data[Math.min(last, Math.max(0, place() + by))]
      if (last >= 0 && next !== undefined) select(next)
    },
    setFollow(next) {
      follow.value = next
    },
    latest() {
      batch(() => {
        row.value = undefined
        follow.value = true
      })
    },
  }
}
