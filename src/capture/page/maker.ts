import type { Fact } from '../../core/model'
import type { CaptureQueue } from './capture-queue'
import { entryLine, longestLine } from './entry-line'
import { gapFact, messageOf } from './gap-fact'
import type { Natives } from './natives'
import type { Overhead } from './overhead'
import type { Ring } from './ring'

/** Makes what was captured into numbered lines, in order. */
export interface Maker {
  /** Works for at most `budget` milliseconds while the ring has room. True when more waits. */
  work(budget: number): boolean
  /** Appends a fact at once. False when it was too long, and a gap took its place. */
  emit(fact: Fact, at: number): boolean
  /** True once an entry could not be kept; asking takes the answer away. */
  takeLost(): boolean
  /** Forgets what waits, and what is half made. Gives how much that was. */
  clear(): number
}

export function createMaker(natives: Pick<Natives, 'now' | 'stringify'>, queue: CaptureQueue, ring: Ring, overhead: Overhead): Maker {
  let making: { readonly at: number; readonly facts: Generator<Fact | undefined, void> } | undefined
  /** Whether the last fact was kept: what its maker is told when it goes on. */
  let kept: boolean | undefined
  let lost = false

  function emit(fact: Fact, at: number): boolean {
    let line = entryLine(fact, at, natives)
    const fits = line.length <= longestLine
    if (!fits) {
      lost = true
      line = entryLine(
        gapFact(fact.kind, 'overflow', { lost: 1, detail: `an entry of ${line.length} characters` }, fact.source),
        at,
        natives,
      )
    }
    ring.add(line)
    overhead.count()
    return fits
  }

  function step(): boolean {
    if (making === undefined) {
      const captured = queue.shift()
      if (captured === undefined) return false
      const { at, work } = captured
      if (typeof work === 'function') making = { at, facts: work() }
      else emit(work, at)
      return true
    }
    const { at, facts } = making
    const made = facts.next(kept)
    kept = undefined
    if (made.done) making = undefined
    else if (made.value !== undefined) kept = emit(made.value, at)
    return true
  }

  function safeStep(): boolean {
    try {
      return step()
    } catch (error) {
      // What the page handed over throws when it is read; its place is kept.
      const at = making?.at ?? natives.now()
      making = undefined
      emit(gapFact('event', 'threw', { detail: messageOf(error) }), at)
      return true
    }
  }

  return {
    emit,
    work(budget) {
      const start = natives.now()
      let now = start
      let more = true
      while (more && !ring.full && now - start < budget) {
        more = safeStep()
        now = natives.now()
      }
      overhead.add(now - start)
      return more
    },
    takeLost() {
      const was = lost
      lost = false
      return was
    },
    clear() {
      const count = queue.clear() + (making === undefined ? 0 : 1)
      making = undefined
      return count
    },
  }
}
