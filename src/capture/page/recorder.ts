import type { Fact } from '../../core/model'

/** What every probe in the page writes to. None of its methods ever throws. */
export interface Recorder {
  /**
   * True while entries are wanted: provisional (no verdict yet) or recording.
   * Probes check it first: when false they must cost next to nothing.
   */
  readonly active: boolean
  /** Milliseconds on the document's clock (`performance.now`, captured natively). */
  now(): number
  /** Queues a finished fact, in order, stamped now (or `at`). It is turned into JSON later: hand over data that nobody changes. */
  record(fact: Fact, at?: number): void
  /**
   * Queues work whose facts are computed later, in slices, but keep this place
   * in the order. The generator yields undefined where it may be interrupted
   * and facts as they are ready (the answer is false when one was too long to be kept). When it throws, a gap `threw` stands in for the rest.
   * `retained`: rough bytes it keeps alive; the default is 1 KB. False when it was dropped because
   * too much waits; a gap says so.
   */
  defer(make: () => Generator<Fact | undefined, void>, at?: number, retained?: number): boolean
  /**
   * Called at once when active, and again each time recording begins anew:
   * sources announce themselves (open and keyframe), navigation says where it
   * is. `late` tells whether this is after the start of the document.
   *
   * `afterLoss` is called when entries were dropped and there is room again: a
   * source whose history may have a hole gives its whole state. By default that is `callback(true)`.
   */
  onBegin(callback: (late: boolean) => void, afterLoss?: () => void): void
}

/**
 * Watches one thing of the page. Patches what it must in place, calls the
 * original first, catches everything of its own, and puts back what it patched when
 * the signal ends.
 */
export type Probe = (recorder: Recorder, page: Window & typeof globalThis, signal: AbortSignal) => void

/** What the contracts of other tools need beside. */
export interface SourceRecorder extends Recorder {
  /** Adds to the recorder's own account of main-thread time. */
  spent(milliseconds: number): void
  /** Called with true when it becomes certain that this document is recorded (at once when it is), with false when it no longer is. */
  onArmed(callback: (armed: boolean) => void): void
  /** Called just before recording ends: what is held back is told now, or never. */
  onFinish(callback: () => void): void
}
