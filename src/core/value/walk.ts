import type { Patch, PatchOp } from '../timeline/patch-types'
import type { Json } from './json'
import { leafText } from './leaf-text'
import { shapeOf } from './open'
import { setOwn } from './own'
import { pointerPart } from './pointer'
import { primitiveForm } from './primitive'
import type { Reading } from './reading'
import { canBeSecret, hides, isValueKey, pairInList } from './secrets'
import { isSource, type KeysShape, type Leaf, type ListShape, type Shape, threwForm } from './shape'
import { keyForm, textForm } from './text'

/** What counts for the byte cap: a number or a flag, and a key beside its length. */
const PLAIN_SIZE = 6
export const KEY_SIZE = 3

type Container = Exclude<Shape, Leaf>

/** A container whose children are being written. */
interface Frame {
  readonly shape: Container
  /** Children that are kept, and how many slots they take with the tag that says what was cut. */
  readonly end: number
  readonly slotCount: number
  /** Where it lies in its parent. */
  readonly slot: string | number
  /** False for an entry of a Map: a list in the JSON, but no value of its own. */
  readonly counts: boolean
  /** The next child. */
  i: number
  /** Where children are put; undefined once that has been handed over, and they become patch steps at `path`. */
  slots: Json[] | Record<string, Json> | undefined
  path: string
  /** True when a `pending` tag stands at the next slot. */
  hole: boolean
}

/**
 * Writes raw values as tagged JSON, without recursion and in as many runs as
 * the caller wants: a walk can stop after any child, hand over what it has and
 * go on. One walk is used for one value at a time.
 */
export interface Walk {
  /** Begins with `value`. `ancestors`: the values it lies in, outermost first; lent to the walk until it is done. */
  start(value: unknown, ancestors?: object[]): void
  /** Begins with an entry of a Map, as the list of two that it is in the JSON. */
  startEntry(key: unknown, value: unknown, ancestors: object[]): void
  /** Goes on for `steps` children at most, and until `written` passes `most`. True when all is written. */
  run(steps: number, most?: number): boolean
  /** What was begun, complete once `run` was true and `detach` was never called. */
  readonly root: Json
  /** Size so far as the byte cap counts it. */
  readonly size: number
  /** Size of what waits to be handed over: `size` since the last time, and the steps' own. */
  readonly written: number
  /** True when the byte cap cut something. */
  readonly overflowed: boolean
  /**
   * Hands over what is written since the last time: holes are marked, `root`
   * (the first time) or the steps given back are final, and what follows
   * becomes steps that fill the holes.
   */
  detach(): Patch
}

/** What stands for a container that lies too deep: what it is and how much it holds. */
export function deepForm({ kind, tag, size }: Container): Json {
  const of = tag?.name ?? tag?.$ ?? (kind === 'list' ? 'array' : 'object')
  return { $: 'truncated', why: 'depth', size, of }
}

/** `onCycle` hears of each cycle with the values around it, outermost first: their JSON depends on where they lie. */
export function createWalk(reading: Reading, onCycle?: (ancestors: readonly object[]) => void): Walk {
  const { caps, guard } = reading
  let frames: Frame[] = []
  let ancestors: object[] = []
  let root: Json = null
  let steps: PatchOp[] = []
  let size = 0
  let written = 0
  let overflowed = false

  function count(units: number): void {
    size += units
    written += units
  }

  function put(frame: Frame, slot: string | number, json: Json): void {
    const { slots } = frame
    if (slots === undefined) {
      const path = frame.path + pointerPart(slot)
      steps.push({ op: frame.hole ? 'replace' : 'add', path, value: json })
      frame.hole = false
      written += path.length + 36
    } else if (Array.isArray(slots)) slots.push(json)
    else setOwn(slots, String(slot), json)
  }

  function formOf(value: unknown, slot: string | number): Json {
    if (isSource(value)) {
      const at = ancestors.lastIndexOf(value)
      if (at < 0) return shapeForm(shapeOf(value, reading), value, slot)
      onCycle?.(ancestors)
      return counted({ $: 'cycle', up: ancestors.length - at })
    }
    return counted(typeof value === 'string' ? textForm(value, reading) : primitiveForm(value, reading))
  }

  function counted(json: Json): Json {
    count(typeof json === 'string' ? json.length + 3 : typeof json === 'object' ? leafText(json).length : PLAIN_SIZE)
    return json
  }

  function shapeForm(shape: Shape, value: object | undefined, slot: string | number): Json {
    if (shape.kind === 'leaf') return counted(shape.json)
    if (value !== undefined && shape.size > 0 && ancestors.length >= caps.depth) return counted(deepForm(shape))
    const slots: Json[] | Record<string, Json> = shape.kind === 'keys' ? {} : []
    count(3)
    if (shape.size > 0) {
      const counts = value !== undefined
      const end = counts ? Math.min(shape.size, caps.breadth) : shape.size
      frames.push({ shape, end, slotCount: Math.min(shape.size, end + 1), slot, counts, i: 0, slots, path: '', hole: false })
      if (counts) ancestors.push(value)
    }
    if (shape.tag === undefined) return slots
    counted(shape.tag)
    return { ...shape.tag, v: slots }
  }

  /** The name of slot `i`: what a pointer and the JSON call it. */
  function slotOf(shape: Container, i: number): string | number {
    return shape.kind === 'keys' ? keyForm(shape.keys[i] ?? '', reading) : i
  }

  function rest(frame: Frame, why: 'breadth' | 'bytes'): void {
    const { shape, i } = frame
    put(frame, slotOf(shape, i), counted({ $: 'truncated', why, size: shape.size, rest: shape.size - i }))
  }

  function namedForm({ source, pair }: KeysShape, key: string, slot: string): Json {
    let value: unknown
    try {
      value = source[key]
    } catch (error) {
      return counted(threwForm(error, reading))
    }
    if (!canBeSecret(value)) return formOf(value, slot)
    const family = pair !== undefined && isValueKey(key) && hides(pair, value) ? pair.family : guard.secretName(key)
    return family === undefined ? formOf(value, slot) : counted(guard.redactedMark(family))
  }

  function itemForm({ items, pair }: ListShape, i: number): Json {
    let value: unknown
    try {
      value = items[i]
      if (value === undefined && !(i in items)) return counted({ $: 'hole' })
    } catch (error) {
      return counted(threwForm(error, reading))
    }
    return pair !== undefined && i === 1 && hides(pair, value) ? counted(guard.redactedMark(pair.family)) : formOf(value, i)
  }

  /** An entry of a Map is a list of two in the JSON, and no level of its own. */
  function entryForm(key: unknown, value: unknown, slot: string | number): Json {
    const pair = typeof key === 'string' ? pairInList(key, guard, true) : undefined
    return shapeForm({ kind: 'list', items: [key, value], size: 2, tag: undefined, pair }, undefined, slot)
  }

  function step(frame: Frame): void {
    const { shape, i } = frame
    if (i === frame.end) rest(frame, 'breadth')
    else if (shape.kind === 'keys') {
      const key = shape.keys[i] ?? ''
      const slot = keyForm(key, reading)
      count(slot.length + KEY_SIZE)
      put(frame, slot, namedForm(shape, key, slot))
    } else if (shape.kind === 'list') put(frame, i, itemForm(shape, i))
    else put(frame, i, entryForm(shape.items[i * 2], shape.items[i * 2 + 1], i))
    frame.i++
  }

  function close(frame: Frame): void {
    frames.pop()
    if (frame.counts) ancestors.pop()
  }

  function cutAll(): void {
    overflowed = true
    for (const frame of frames) if (frame.i < frame.slotCount) rest(frame, frame.i === frame.end ? 'breadth' : 'bytes')
    for (const frame of frames.splice(0)) if (frame.counts) ancestors.pop()
  }

  function begin(around: object[]): void {
    frames = []
    steps = []
    ancestors = around
    size = written = 0
    overflowed = false
  }

  return {
    start(value, around = []) {
      begin(around)
      root = formOf(value, '')
    },
    startEntry(key, value, around) {
      begin(around)
      root = entryForm(key, value, '')
    },
    run(most, mostWritten = Infinity) {
      for (let left = most; ; left--) {
        let frame = frames.at(-1)
        while (frame !== undefined && frame.i >= frame.slotCount) {
          close(frame)
          frame = frames.at(-1)
        }
        if (frame === undefined) return true
        if (size > caps.bytes) cutAll()
        else if (left <= 0 || written > mostWritten) return false
        else step(frame)
      }
    },
    detach() {
      let path = ''
      for (const [level, frame] of frames.entries()) {
        if (frame.slots !== undefined) {
          frame.path = path + (level === 0 ? '' : pointerPart(frame.slot)) + (frame.shape.tag === undefined ? '' : '/v')
        }
        path = frame.path
        const next = slotOf(frame.shape, frame.i)
        // A key that is written like the one being filled would bury that one.
        if (frame.i < frame.slotCount && !frame.hole && frames[level + 1]?.slot !== next) {
          put(frame, next, { $: 'pending' })
          frame.hole = true
        }
        frame.slots = undefined
      }
      const done = steps
      steps = []
      written = 0
      return done
    },
    get root() {
      return root
    },
    get size() {
      return size
    },
    get written() {
      return written
    },
    get overflowed() {
      return overflowed
    },
  }
}
