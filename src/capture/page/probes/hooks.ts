import { isObject } from '../callable'
import { captureNatives, type Natives } from '../natives'
import type { Recorder, SourceRecorder } from '../recorder'
import { accessor } from './accessor'

/** The page's own globals, as a probe gets them. */
export type Page = Window & typeof globalThis

/**
 * Runs once the original has returned or thrown (then `threw` is true and
 * `result` is what it threw). Anything but undefined is returned to the page in
 * place of the result.
 */
export type After = (result: unknown, threw: boolean) => unknown

/** Runs before the original: as little as possible, reading only. Without an `After` the call is not followed. */
export type Watch = (self: unknown, args: readonly unknown[]) => After | undefined

/** What all that watches the page is given. */
export interface Hooks {
  readonly recorder: Recorder
  readonly page: Page
  /** Its end takes everything away again. */
  readonly signal: AbortSignal
  readonly natives: Natives
  /**
   * Wraps the function `name` of `owner` in place. The wrapper is a Proxy of
   * the original, so that name, length, statics, `prototype`, `instanceof`,
   * subclassing and the native look of `toString` stay as they were.
   * `always`: also when nothing is being recorded.
   */
  wrap(owner: object | undefined, name: string, watch: Watch, always?: boolean): void
  /**
   * Gives `owner` a function of its own that calls the one it inherits, so that
   * it can be wrapped without all others that inherit it.
   */
  own(owner: object | undefined, name: string): void
  /**
   * Sees events of `target` before the page does. `passing`: the target is one
   * of many that come and go, so nothing that lives longer may know of it.
   */
  listen(target: object, types: readonly string[], see: (event: Event) => void, passing?: boolean): void
  /** Tells what was held back, at the last moment: the document goes away, or recording ends. */
  last(tell: () => void): void
  /** Calls work of ours so that nothing it throws reaches the page, and nothing it sets off is recorded. */
  safely<Value>(what: string, work: () => Value): Value | undefined
  /** The page's stack at the call that is being followed; empty where there is none. */
  callerStack(): string
  /**
   * Says whether one more is welcome: at most `limit` a second, and after the
   * first hundred only as long as all work here took less than `budget`
   * milliseconds of it. What comes beyond becomes a gap that counts it.
   */
  meter(limit: number, what: string, budget?: number): () => boolean
}

const { apply, construct, defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf } = Reflect

/** Ways to watch the page that never disturb it; all of them end with `signal`. */
export function createHooks(
  recorder: Recorder & Partial<Pick<SourceRecorder, 'spent' | 'onFinish'>>,
  page: Page,
  signal: AbortSignal,
): Hooks {
  const natives = captureNatives(page)
  const { addEventListener } = page.EventTarget.prototype
  const failed = new Set<string>()
  const undo: (() => void)[] = []
  const lasting: (() => void)[] = []
  let live = true
  natives.listen(signal, 'abort', () => {
    live = false
    // What was put over something else of ours goes first.
    for (const restore of undo.reverse()) restore()
  })

  /** While our own code runs, what it sets off (a getter that logs, say) is not the page's doing. */
  let reading = false
  /** Milliseconds that it took in the second that began then. */
  let busy = 0
  let busySince = 0

  const tellGap = (reason: 'threw' | 'flood' | 'budget', detail: string, lost?: number): void =>
    recorder.record({ kind: 'event', type: 'gap', data: { reason, lost, detail } })

  const safely: Hooks['safely'] = (what, work) => {
    if (reading || !live) return undefined
    reading = true
    const start = recorder.now()
    try {
      return work()
    } catch {
      // What was thrown may be the page's and hold anything: it is not looked at.
      if (!failed.has(what)) tellGap('threw', what)
      failed.add(what)
      return undefined
    } finally {
      reading = false
      const now = recorder.now()
      if (now - busySince >= 1000) {
        busySince = now
        busy = 0
      }
      busy += now - start
      recorder.spent?.(now - start)
    }
  }

  /** Defines `value` at `key`, to be undone as long as nobody has put something else there. */
  const put = (owner: object, key: string, found: PropertyDescriptor, value: unknown): void => {
    // It fails where the page has sealed it: then it stays unwatched, and the page as it is.
    if (!defineProperty(owner, key, { ...found, value })) return
    undo.push(() => {
      if (getOwnPropertyDescriptor(owner, key)?.value === value) defineProperty(owner, key, found)
    })
  }

  const wrap: Hooks['wrap'] = (owner, name, watch, always) => {
    const found = owner && getOwnPropertyDescriptor(owner, name)
    const original: unknown = found?.value
    if (!owner || !found || typeof original !== 'function') return
    const through: Through = (call, self, args) =>
      live && !reading && (always || recorder.active) ? follow(safely, name, watch, call, self, args) : call()
    const wrapper: object = new Proxy(original, {
      apply: (target, self, args) => through(() => apply(target, self, args), self, args),
      construct: (target, args, newTarget) => {
        const made = through(() => construct(target, args, newTarget === wrapper ? target : newTarget), undefined, args)
        return isObject(made) ? made : {}
      },
    })
    put(owner, name, found, wrapper)
    // So that `socket.constructor === WebSocket` goes on to hold.
    const prototype: unknown = getOwnPropertyDescriptor(original, 'prototype')?.value
    if (!isObject(prototype)) return
    const link = getOwnPropertyDescriptor(prototype, 'constructor')
    if (link?.value === original) put(prototype, 'constructor', link, wrapper)
  }

  const own: Hooks['own'] = (owner, name) => {
    const parent = owner && getPrototypeOf(owner)
    const inherited: unknown = parent ? get(parent, name) : undefined
    if (!owner || !parent || typeof inherited !== 'function' || getOwnPropertyDescriptor(owner, name)) return
    // Found anew at each call: what a framework puts there later has to be called too.
    const value = new Proxy(inherited, { apply: (_inherited, self, args) => apply(get(parent, name), self, args) })
    if (!defineProperty(owner, name, { configurable: true, enumerable: true, writable: true, value })) return
    undo.push(() => {
      if (getOwnPropertyDescriptor(owner, name)?.value === value) deleteProperty(owner, name)
    })
  }

  const listen: Hooks['listen'] = (target, types, see, passing) => {
    const options = { capture: true, passive: true, signal: passing ? undefined : signal }
    const handler = (event: Event): void => {
      if (recorder.active) safely(event.type, () => see(event))
    }
    const add = (): void => {
      for (const type of types) apply(addEventListener, target, [type, handler, options])
    }
    add()
    if (!passing) lasting.push(add)
  }

  const last: Hooks['last'] = (tell) => {
    listen(page, ['pagehide'], tell)
    recorder.onFinish?.(() => safely('last words', tell))
  }

  const callerStack = (): string => {
    try {
      // Two of the proxy's own lead on: its trap, and what that hands to.
      const frames = natives.stackAt(follow, FRAMES + 2).stack
      return typeof frames === 'string' ? pageFrames(frames, 2, FRAMES) : ''
    } catch {
      // The page's own Error.prepareStackTrace threw, or Error is frozen: the call is worth recording without.
      return ''
    }
  }

  const meter: Hooks['meter'] = (limit, what, budget = Number.POSITIVE_INFINITY) => {
    let since = 0
    let count = 0
    let lost = 0
    const tell = (): void => {
      if (lost > 0) tellGap(count > limit ? 'flood' : 'budget', what, lost)
      lost = 0
    }
    last(tell)
    return () => {
      const now = recorder.now()
      if (now - since >= 1000) {
        tell()
        since = now
        count = 0
      }
      const affordable = count++ < SPARED || busy < budget || now - busySince >= 1000
      if (count <= limit && affordable) return true
      if (++lost === 1) natives.later(tell, 1000)
      return false
    }
  }

  // To open a document anew takes all listeners from its window; adding one that is still there does nothing.
  const readyState = accessor(page.Document, 'readyState')
  for (const name of ['open', 'write', 'writeln']) {
    const again = (): void => {
      for (const add of lasting) add()
    }
    wrap(page.Document.prototype, name, () => (readyState(page.document) === 'loading' ? undefined : again), true)
  }

  return { recorder, page, signal, natives, wrap, own, listen, last, safely, callerStack, meter }
}

type Through = (call: () => unknown, self: unknown, args: readonly unknown[]) => unknown

/** A watched call. A function of its own so that stacks can be cut at it. */
function follow(
  safely: Hooks['safely'],
  name: string,
  watch: Watch,
  call: () => unknown,
  self: unknown,
  args: readonly unknown[],
): unknown {
  const after = safely(name, () => watch(self, args))
  if (!after) return call()
  let result: unknown
  try {
    result = call()
  } catch (error) {
    safely(name, () => after(error, true))
    throw error
  }
  return safely(name, () => after(result, false)) ?? result
}

/** So many a second are taken however slow the machine is. */
const SPARED = 100
const FRAMES = 8
const frame = /^\s+at |@/
const ownFrame = /(?:chrome|moz)-extension:/

/** The frames of `stack` but for those of extensions: ours say nothing of the page, and an address of Firefox's tells who is reading. */
export function pageFrames(stack: string, skip = 0, limit = 50): string {
  return stack
    .split('\n', 200)
    .filter((line) => frame.test(line))
    .slice(skip)
    .filter((line) => !ownFrame.test(line))
    .slice(0, limit)
    .map((line) => line.trim())
    .join('\n')
}
