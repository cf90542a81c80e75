import type { Fact, GapReason } from '../../core/model'
import { gapFact } from './gap-fact'

/** One captured thing in its place: a finished fact, or work that will make some. */
export interface Captured {
  readonly at: number
  readonly work: Fact | (() => Generator<Fact | undefined, void>)
  /** Rough bytes it keeps alive. */
  readonly retained: number
}

/**
 * What was captured and not yet made into entries, first in, first out, within
 * bounds. What does not fit is counted, and a gap takes its place in the order.
 */
export interface CaptureQueue {
  readonly length: number
  /** True when so much waits that it should be worked on without delay. */
  readonly pressing: boolean
  /** Whether a capture would be taken. */
  takes(now: number): boolean
  /** False when it was dropped. `now` on the document's clock. */
  push(captured: Captured, now: number): boolean
  shift(): Captured | undefined
  /** Forgets everything; gives how much that was. */
  clear(): number
}

const mostItems = 20_000
const mostRetained = 16 * 1024 * 1024
/** Captures per second that are taken for longer, and how many may come at once. */
const perSecond = 2_000
const atOnce = 10_000

export function createCaptureQueue(): CaptureQueue {
  let items: (Captured | undefined)[] = []
  let head = 0
  let retained = 0
  let tokens = atOnce
  let refilled = 0
  /** Set while things are dropped: the gap that counts them, and why. */
  let dropping: { lost: number; queued: boolean } | undefined

  function overfull(share: number): boolean {
    return items.length - head >= mostItems * share || retained >= mostRetained * share
  }

  function refusal(now: number): GapReason | undefined {
    tokens = Math.min(atOnce, tokens + (Math.max(0, now - refilled) / 1000) * perSecond)
    refilled = now
    // Once something was dropped, taking up again waits for real room: a gap per entry would help nobody.
    const share = dropping ? 0.25 : 1
    if (overfull(share)) return 'overflow'
    return tokens < 1 || (dropping && tokens < perSecond / 4) ? 'flood' : undefined
  }

  function add(captured: Captured): void {
    items.push(captured)
    retained += captured.retained
  }

  function drop(reason: GapReason, at: number): void {
    if (!dropping?.queued) {
      const counter = { lost: 0, queued: true }
      dropping = counter
      const work = function* (): Generator<Fact, void> {
        counter.queued = false
        yield gapFact('event', reason, { lost: counter.lost })
      }
      add({ at, work, retained: 0 })
    }
    dropping.lost++
  }

  return {
    get length() {
      return items.length - head
    },
    get pressing() {
      return overfull(0.1)
    },
    takes: (now) => refusal(now) === undefined,
    push(captured, now) {
      const reason = refusal(now)
      if (reason !== undefined) {
        drop(reason, captured.at)
        return false
      }
      tokens--
      dropping = undefined
      add(captured)
      return true
    },
    shift() {
      const captured = items[head]
      if (captured === undefined) return undefined
      items[head++] = undefined
      retained -= captured.retained
      if (head > 1000 && head * 2 > items.length) {
        items = items.slice(head)
        head = 0
      }
      return captured
    },
    clear() {
      const count = items.length - head
      items = []
      head = retained = 0
      dropping = undefined
      return count
    },
  }
}
