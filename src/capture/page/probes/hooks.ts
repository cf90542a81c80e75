import { captureNatives } from '../natives'
import type { Recorder } from '../recorder'
import { isObject } from './accessor'

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

export interface Hooks {
  /**
   * Wraps the function `name` of `owner` in place. The wrapper is a Proxy of
   * the original, so that name, length, statics, `prototype`, `instanceof`,
   * subclassing and the native look of `toString` stay as they were.
   * `always`: also when nothing is being recorded.
   */
  wrap(owner: object | undefined, name: string, watch: Watch, always?: boolean): void
  /**
   * Sees events of `target` before the page does. `passing`: the target is one
   * of many that come and go, so nothing that lives longer may know of it.
   */
  listen(target: object, types: readonly string[], see: (event: Event) => void, passing?: boolean): void
  /** Calls work of ours so that nothing it throws reaches the page, and nothing it sets off is recorded. */
  safely<Value>(what: string, work: () => Value): Value | undefined
  /** The page's stack at the call that is being followed; empty where there is none. */
  callerStack(): string
  /** Says whether one more is welcome: at most `limit` a second. What comes beyond becomes a gap that counts it. */
  meter(limit: number, what: string): () => boolean
}

const { apply, construct, defineProperty, getOwnPropertyDescriptor } = Reflect

/** While our own code runs, what it sets off (a getter that logs, say) is not the page's doing. Shared by all probes. */
let reading = false

/** Ways to watch the page that never disturb it; all of them end with `signal`. */
export function createHooks(recorder: Recorder, page: Page, signal: AbortSignal): Hooks {
  const natives = captureNatives(page)
  const { addEventListener } = page.EventTarget.prototype
  const failed = new Set<string>()
  const undo: (() => void)[] = []
  let live = true
  natives.listen(signal, 'abort', () => {
    live = false
    for (const restore of undo) restore()
  })

  const tellGap = (reason: 'threw' | 'flood', detail: string, lost?: number): void =>
    recorder.record({ kind: 'event', type: 'gap', data: { reason, lost, detail } })

  const safely: Hooks['safely'] = (what, work) => {
    if (reading || !live) return undefined
    reading = true
    try {
      return work()
    } catch {
      // What was thrown may be the page's and hold anything: it is not looked at.
      if (!failed.has(what)) tellGap('threw', what)
      failed.add(what)
      return undefined
    } finally {
      reading = false
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

  const listen: Hooks['listen'] = (target, types, see, passing) => {
    const options = { capture: true, passive: true, signal: passing ? undefined : signal }
    for (const type of types) {
      const handler = (event: Event): void => {
        if (recorder.active) safely(type, () => see(event))
      }
      apply(addEventListener, target, [type, handler, options])
    }
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

  const meter: Hooks['meter'] = (limit, what) => {
    let since = 0
    let count = 0
    let lost = 0
    const tell = (): void => {
      if (lost > 0) tellGap('flood', what, lost)
      lost = 0
    }
    return () => {
      const now = recorder.now()
      if (now - since >= 1000) {
        tell()
        since = now
        count = 0
      }
      if (++count <= limit) return true
      if (++lost === 1) natives.later(tell, 1000)
      return false
    }
  }

  return { wrap, listen, safely, callerStack, meter }
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
