import type { Natives } from './natives'

/** Runs one piece of work again and again, in slices of the main thread's time. */
export interface Slicer {
  /** Makes sure that a slice runs within `milliseconds`; 0 is the next task. An earlier one that is due stays. */
  wake(milliseconds: number): void
}

/**
 * `slice` is called in tasks of its own and says in how many milliseconds it
 * wants to go on, or undefined when there is nothing to do.
 */
export function createSlicer(natives: Pick<Natives, 'now' | 'later' | 'soon'>, slice: () => number | undefined): Slicer {
  let due = Infinity
  let next = false
  let ticket = 0

  function run(mine: number): void {
    if (mine !== ticket) return
    due = Infinity
    next = false
    const again = slice()
    if (again !== undefined) wake(again)
  }

  function wake(milliseconds: number): void {
    if (next) return
    const now = natives.now()
    // A timer that is overdue waits behind a long task, or in a hidden tab where timers hardly run.
    next = milliseconds === 0 || due < now
    if (!next && due <= now + milliseconds) return
    due = now + milliseconds
    const mine = ++ticket
    if (next) natives.soon(() => run(mine))
    else natives.later(() => run(mine), milliseconds)
  }

  return { wake }
}
