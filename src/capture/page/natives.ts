import { captureWireObjects, type WireObjects } from './wire-objects'

/**
 * The page's own functions as they were before its first script: what it
 * patches later (fake timers, zones, loggers) neither changes the recorder nor
 * records its work.
 */
export interface Natives {
  /** Milliseconds on the document's clock. */
  now(): number
  /** Runs `callback` in a task of its own, at least `milliseconds` from now. There is no way to take it back: callbacks ask whether they are still wanted. */
  later(callback: () => void, milliseconds: number): void
  /** Runs `callback` in the next task. Hidden tabs do not slow it down as they do timers. */
  soon(callback: () => void): void
  listen(target: EventTarget, type: string, listener: (event: Event) => void, options?: AddEventListenerOptions): void
  dispatch(target: EventTarget, event: Event): void
  readonly wire: WireObjects
  stringify(value: unknown): string
  parse(text: string): unknown
  /** An `Error` whose stack begins at the caller of `hide`; its text is made only when it is read. */
  stackAt(hide: (...args: never[]) => unknown, frames?: number): Error
  /** Says something on the page's console, unrecorded. */
  warn(text: string): void
}

export function captureNatives(page: Window & typeof globalThis): Natives {
  const { performance, setTimeout, MessageChannel, Error: PageError, console } = page
  const { apply } = page.Reflect
  const { stringify, parse } = page.JSON
  const performanceNow = performance.now
  const { addEventListener, dispatchEvent } = page.EventTarget.prototype
  const { warn } = console
  const captureStackTrace = PageError.captureStackTrace

  const next: (() => void)[] = []
  let wake: (() => void) | undefined

  function openChannel(): () => void {
    const { port1, port2 } = new MessageChannel()
    const { postMessage } = port2
    port1.onmessage = () => {
      // One in each task: what throws is reported, and stops no other.
      const callback = next.shift()
      if (next.length > 0) wake?.()
      callback?.()
    }
    return () => apply(postMessage, port2, [0])
  }

  return {
    now: () => apply(performanceNow, performance, []),
    later: (callback, milliseconds) => void apply(setTimeout, page, [callback, milliseconds]),
    soon(callback) {
      wake ??= openChannel()
      if (next.push(callback) === 1) wake()
    },
    listen: (target, type, listener, options) => apply(addEventListener, target, [type, listener, options]),
    dispatch: (target, event) => void apply(dispatchEvent, target, [event]),
    wire: captureWireObjects(page),
    stringify,
    parse,
    stackAt(hide, frames) {
      const limit = PageError.stackTraceLimit
      const raise = frames !== undefined && typeof limit === 'number' && limit < frames
      if (raise) PageError.stackTraceLimit = frames
      const error = new PageError()
      captureStackTrace?.(error, hide)
      if (raise) PageError.stackTraceLimit = limit
      return error
    },
    warn: (text) => apply(warn, console, [text]),
  }
}
