import { finishedText, type ToPage } from '../../bridge/capture-wire'
import { type Captured, createCaptureQueue } from './capture-queue'
import { gapFact, messageOf } from './gap-fact'
import { createMaker } from './maker'
import type { Natives } from './natives'
import { createOverhead } from './overhead'
import type { SourceRecorder } from './recorder'
import { createRing } from './ring'
import { createSlicer } from './slicer'

export interface RecorderOptions {
  readonly natives: Pick<Natives, 'now' | 'later' | 'soon' | 'stringify'>
  /** True when the page had already run when the recorder came. */
  readonly late: boolean
  /** True while the tab is hidden, where timers hardly run. */
  hidden(): boolean
  /** Hands a text to the content script; what is posted while there is none is sent again after the next verdict. */
  post(text: string): void
  /** Hands a batch over at once: this document may never run again. */
  flush(batch: string): void
}

/** The recorder as its composition sees it: fed by messages and by what happens to the document. */
export interface PageRecorder extends SourceRecorder {
  receive(message: ToPage): void
  /** The tab is hidden: works on what waits for a moment, and sends it. */
  hide(): void
  /** The document goes away, perhaps for good: hands over everything; from now on each capture at once. */
  suspend(): void
  /** It came back. */
  resume(): void
}

/** One slice; a last step, and handing over what it made, may more than double it, and stay below 5 ms. */
const sliceBudget = 2
/** From a capture to the slice that works on it. */
const captureDelay = 100
/** Between two slices while more waits: leaves four fifths of the main thread to the page. */
const restDelay = 16
/** The same while too much waits: no page is left less than half. */
const pressedDelay = 4
/** What may be done synchronously when the document is about to go. */
const lastBudget = 50
/** How long a document waits for its first verdict. */
const verdictTimeout = 30_000

type State = 'provisional' | 'recording' | 'finishing' | 'idle' | 'left'

export function createRecorder({ natives, late, hidden, post, flush }: RecorderOptions): PageRecorder {
  const queue = createCaptureQueue()
  const ring = createRing()
  const overhead = createOverhead(natives.now())
  const maker = createMaker(natives, queue, ring, overhead)
  const slicer = createSlicer(natives, slice)
  const begins: ((late: boolean) => void)[] = []
  const afterLosses: (() => void)[] = []
  const armings: ((armed: boolean) => void)[] = []
  const finishes: (() => void)[] = []
  let state: State = 'provisional'
  let dropped = false
  let suspended = false
  /** True while a timer will look at the account. */
  let accounting = false
  /** True while a `finish` waits for its answer. */
  let unanswered = false

  function isActive(): boolean {
    return state === 'provisional' || state === 'recording'
  }

  function capture(work: Captured['work'], at = natives.now(), retained = 1024): boolean {
    if (!isActive()) return false
    const taken = queue.push({ at, work, retained }, natives.now())
    dropped ||= !taken
    if (suspended) handOver(false)
    // Before the verdict nothing is made that may never be wanted, unless too much would wait.
    else if (queue.pressing) slicer.wake(0)
    else if (state === 'recording') slicer.wake(hidden() ? 0 : captureDelay)
    return taken
  }

  function slice(): number | undefined {
    if (state === 'idle' || state === 'left') return undefined
    const more = maker.work(sliceBudget)
    takeUpAgain()
    if (state === 'provisional') return queue.pressing && !ring.full ? pressedDelay : undefined
    const now = natives.now()
    const account = state === 'recording' ? overhead.due(now, ring.size) : undefined
    if (account !== undefined) maker.emit(account, now)
    send()
    if (unanswered && !more && ring.allSent) answer()
    if (!more) {
      accountLater(now)
      return dropped && isActive() ? captureDelay : undefined
    }
    // A full ring is worked on again once an acknowledgement has made room.
    if (ring.full) return undefined
    if (hidden() || state === 'finishing') return 0
    return queue.pressing ? pressedDelay : restDelay
  }

  /** One timer at a time: slices may end many times a second. */
  function accountLater(now: number): void {
    const rest = overhead.dueIn(now)
    if (accounting || rest === undefined || state !== 'recording') return
    accounting = true
    natives.later(() => {
      accounting = false
      slicer.wake(0)
    }, rest)
  }

  function send(): void {
    for (let batch = ring.take(); batch !== undefined; batch = ring.take()) post(batch)
  }

  function takeUpAgain(): void {
    dropped = maker.takeLost() || dropped
    // What is offered too early is dropped and counted, though it only comes later.
    if (!dropped || queue.length > 100 || !isActive() || !queue.takes(natives.now())) return
    dropped = false
    for (const callback of afterLosses) attempt(callback)
  }

  function attempt(callback: () => void): void {
    try {
      callback()
    } catch (error) {
      // A probe's own fault, or the page's while it was looked at: the others go on.
      capture(gapFact('event', 'threw', { detail: messageOf(error) }))
    }
  }

  function begin(): void {
    state = 'recording'
    capture(gapFact('event', 'late'))
    for (const callback of begins) attempt(() => callback(true))
  }

  function arm(armed: boolean): void {
    for (const callback of armings) attempt(() => callback(armed))
  }

  function forget(): void {
    maker.clear()
    ring.clear()
    overhead.reset(natives.now())
    dropped = false
  }

  function verdict(record: boolean, lastN: number): void {
    const before = state
    unanswered = false
    if (!record) {
      state = 'idle'
      forget()
      if (before !== 'idle') arm(false)
      return
    }
    // What is left of another session is not wanted in this one, and this one has not seen its sources begin.
    const anew = !ring.settle(lastN)
    if (anew) {
      forget()
      ring.settle(lastN)
    }
    state = 'recording'
    if (anew || before === 'idle' || before === 'finishing') begin()
    if (before !== 'recording') arm(true)
    slicer.wake(0)
  }

  function finish(): void {
    if (state === 'recording') {
      for (const callback of finishes) attempt(callback)
      state = 'finishing'
      arm(false)
    }
    unanswered = true
    if (state === 'finishing') slicer.wake(0)
    else answer()
  }

  function answer(): void {
    unanswered = false
    post(finishedText)
  }

  /** Makes and hands over what can be made in a moment; `all` also what was sent, as nobody may have read it. */
  function handOver(all: boolean): void {
    if (maker.work(lastBudget)) {
      maker.emit(gapFact('event', 'budget', { lost: maker.clear(), detail: 'the page went away' }), natives.now())
      dropped = true
    }
    for (const batch of ring.takeAll(all)) flush(batch)
  }

  if (late) capture(gapFact('event', 'late'))
  natives.later(() => {
    if (state === 'provisional') verdict(false, 0)
  }, verdictTimeout)

  return {
    get active() {
      return isActive()
    },
    now: natives.now,
    record: (fact, at) => void capture(fact, at),
    defer: capture,
    onBegin(callback, afterLoss = () => callback(true)) {
      begins.push(callback)
      afterLosses.push(afterLoss)
      if (isActive()) attempt(() => callback(late))
    },
    spent: overhead.add,
    onArmed(callback) {
      armings.push(callback)
      if (state === 'recording') attempt(() => callback(true))
    },
    onFinish: (callback) => void finishes.push(callback),
    receive(message) {
      if (state === 'left') return
      switch (message.type) {
        case 'verdict':
          return verdict(message.record, message.lastN)
        case 'ack': {
          // A slice for nothing would only part what waits into smaller batches.
          const waits = ring.full || !ring.allSent || unanswered
          ring.ack(message.lastN)
          return waits ? slicer.wake(0) : undefined
        }
        case 'resend':
          ring.rewind(message.from)
          return slicer.wake(0)
        case 'finish':
          return finish()
        case 'gap':
          return void capture(gapFact('event', message.reason, { detail: message.detail }))
        case 'leave':
          verdict(false, 0)
          state = 'left'
      }
    },
    hide() {
      if (state !== 'recording') return
      maker.work(lastBudget)
      send()
    },
    suspend() {
      suspended = true
      if (state !== 'idle' && state !== 'left') handOver(true)
    },
    resume() {
      suspended = false
      slicer.wake(0)
    },
  }
}
