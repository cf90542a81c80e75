import {
  canBeSecret,
  createWalk,
  deepForm,
  isSource,
  type Json,
  KEY_SIZE,
  keyForm,
  type ListShape,
  leaf,
  leafText,
  pointerPart,
  primitiveForm,
  type Reading,
  type Shape,
  shapeOf,
} from '../value'
import { diffKeys } from './diff-keys'
import { diffList, type Rows } from './diff-list'
import type { DiffMemory } from './diff-memory'
import type { Patch, PatchOp } from './patch-types'

type Steps = Generator<undefined, void>
type Container = Exclude<Shape, { readonly kind: 'leaf' }>

/** How many children are written between two chances to pause. */
export const WALK_SLICE = 256
/** How many values that differ are compared between two chances to pause. */
const DIFF_SLICE = 128

/** Thrown inside, never out: the patch outgrew its limit. */
const tooLarge = Symbol('too large')

export interface Diffed {
  readonly patch: Patch
  /** Size of what the patch adds, as the byte cap counts it. */
  readonly added: number
}

/**
 * The patch between two raw values over their tagged JSON, found by reference:
 * whatever is the same object in the same place is skipped, so `prev` must not
 * have been changed since it was written. Undefined when the patch would be
 * larger than `most` (units of the byte cap).
 */
export function* diffValues(
  prev: unknown,
  next: unknown,
  reading: Reading,
  memory: DiffMemory,
  most: number,
): Generator<undefined, Diffed | undefined> {
  const { guard, caps } = reading
  const walk = createWalk({ guard, caps: { ...caps, bytes: Math.min(most, caps.bytes) } }, memory.entangle)
  /** The values around the one at hand, outermost first. */
  const oldAround: object[] = []
  const newAround: object[] = []
  const patch: PatchOp[] = []
  let added = 0
  let written = 0
  let visited = 0

  function push(step: PatchOp, size = 0): void {
    patch.push(step)
    added += size
    written += size + step.path.length + 36
    if (written > most) throw tooLarge
  }

  function pushLeaf(op: 'add' | 'replace', path: string, value: Json): void {
    push({ op, path, value }, leafText(value).length)
  }

  /** Writes what the walk was started with. */
  function* putWalked(op: 'add' | 'replace', path: string): Steps {
    while (!walk.run(WALK_SLICE)) yield
    if (walk.overflowed) throw tooLarge
    push({ op, path, value: walk.root }, walk.size)
  }

  function* put(op: 'add' | 'replace', path: string, value: unknown): Steps {
    walk.start(value, newAround)
    yield* putWalked(op, path)
  }

  function viewOf(value: unknown, around: readonly object[]): Shape {
    if (!isSource(value)) return leaf(primitiveForm(value, reading))
    const at = around.lastIndexOf(value)
    if (at >= 0) return leaf({ $: 'cycle', up: around.length - at })
    const shape = shapeOf(value, reading, memory.wide.get(value)?.keys)
    return shape.kind !== 'leaf' && shape.size > 0 && around.length >= caps.depth ? leaf(deepForm(shape)) : shape
  }

  function* diff(prev: unknown, next: unknown, path: string): Steps {
    if (Object.is(prev, next) && !memory.isEntangled(next)) return
    if (++visited % DIFF_SLICE === 0) yield
    if (isSource(prev) && isSource(next)) memory.wide.follow(prev, next)
    const was = viewOf(prev, oldAround)
    const now = viewOf(next, newAround)
    if (was.kind === 'leaf' && now.kind === 'leaf' && leafText(was.json) === leafText(now.json)) return
    if (isSource(prev) && isSource(next) && was.kind !== 'leaf' && now.kind !== 'leaf' && comparable(was, now)) {
      const steps = patch.length
      const level = newAround.length
      oldAround.push(prev)
      newAround.push(next)
      const fits = yield* diffInside(was, now, was.tag === undefined ? path : `${path}/v`)
      oldAround.length = newAround.length = level
      if (fits) return
      patch.length = steps
    }
    yield* put('replace', path, next)
  }

  /** Whether the children of both lie in the same place of the same JSON. */
  function comparable(was: Container, now: Container): boolean {
    if (was.kind !== now.kind || was.pair !== undefined || now.pair !== undefined) return false
    return Math.max(was.size, now.size) <= caps.breadth && leafText(was.tag) === leafText(now.tag)
  }

  function* diffInside(was: Container, now: Container, path: string): Generator<undefined, boolean> {
    try {
      if (was.kind === 'keys') return now.kind === 'keys' && (yield* diffKeys(was, now, memory, keySteps(path)))
      return now.kind !== 'keys' && (yield* diffList(rowsOf(was, now, path)))
    } catch (error) {
      if (error === tooLarge) throw error
      // A getter or a proxy threw. The whole value is written instead, which marks the very child.
      return false
    }
  }

  /** The child under a name: what the guard hides stays hidden, and unchanged for whoever reads the patch. */
  function* diffNamed(name: unknown, prev: unknown, next: unknown, path: string): Steps {
    const family = typeof name === 'string' ? guard.secretName(name) : undefined
    if (family === undefined) return yield* diff(prev, next, path)
    const hidden = canBeSecret(next)
    if (hidden && !canBeSecret(prev)) pushLeaf('replace', path, guard.redactedMark(family))
    else if (!hidden) yield* diff(prev, next, path)
  }

  function keySteps(path: string): Parameters<typeof diffKeys>[3] {
    /** Two keys may be written alike once something was cut or hidden in them. */
    const isAltered = (key: string): boolean => keyForm(key, reading) !== key
    return {
      *add(key, value) {
        if (isAltered(key)) return false
        const family = canBeSecret(value) ? guard.secretName(key) : undefined
        const at = path + pointerPart(key)
        added += key.length + KEY_SIZE
        if (family === undefined) yield* put('add', at, value)
        else pushLeaf('add', at, guard.redactedMark(family))
        return true
      },
      *change(key, prev, next) {
        if (isAltered(key)) return false
        yield* diffNamed(key, prev, next, path + pointerPart(key))
        return true
      },
      remove(key) {
        if (isAltered(key)) return false
        push({ op: 'remove', path: path + pointerPart(key) })
        return true
      },
      isAltered,
    }
  }

  /** A row is one item of a list, or the key and the value of an entry: `stride` says which. */
  function rowsOf({ kind, items: was, size: oldCount }: ListShape, { items: now, size: newCount }: ListShape, path: string): Rows {
    const ofMap = kind === 'entries'
    const stride = ofMap ? 2 : 1
    const isHole = (items: readonly unknown[], at: number): boolean => !ofMap && items[at] === undefined && !(at in items)

    function* write(op: 'add' | 'replace', j: number): Steps {
      const at = `${path}/${j}`
      if (isHole(now, j)) return pushLeaf(op, at, { $: 'hole' })
      if (ofMap) walk.startEntry(now[j * 2], now[j * 2 + 1], newAround)
      else walk.start(now[j], newAround)
      yield* putWalked(op, at)
    }

    return {
      oldCount,
      newCount,
      alike(i, j, most, step = 1) {
        const end = step < 0 ? stride - 1 : 0
        return Math.floor(sameRun(was, now, i * stride + end, j * stride + end, most * stride, step, memory) / stride)
      },
      oldToken: (i) => (ofMap ? was[i * 2] : tokenOf(was[i])),
      newToken: (j) => (ofMap ? now[j * 2] : tokenOf(now[j])),
      areStrangers: (i, j) => ofMap || areStrangers(was[i], now[j]),
      add: (j) => write('add', j),
      *change(i, j) {
        const key = now[j * stride]
        if (ofMap && sameRun(was, now, i * 2, j * 2, 1, 1, memory)) yield* diffNamed(key, was[i * 2 + 1], now[j * 2 + 1], `${path}/${j}/1`)
        else if (ofMap || isHole(was, i) || isHole(now, j) || (isSource(key) && areStrangers(was[i], key))) yield* write('replace', j)
        else yield* diff(was[i], key, `${path}/${j}`)
      },
      remove: (i) => push({ op: 'remove', path: `${path}/${i}` }),
    }
  }

  try {
    yield* diff(prev, next, '')
  } catch (error) {
    if (error === tooLarge) return undefined
    throw error
  }
  return { patch, added }
}

/** How many items from old `i` and new `j` on, `step` by `step`, are the same and written alike; at most `most`. */
function sameRun(
  was: readonly unknown[],
  now: readonly unknown[],
  i: number,
  j: number,
  most: number,
  step: number,
  memory: DiffMemory,
): number {
  const { anyEntangled } = memory
  for (let run = 0; run < most; run++, i += step, j += step) {
    const value = now[j]
    // Zeros have signs, and undefined may be a hole.
    if (value !== was[i] || value === 0 || value === undefined) {
      if (!Object.is(value, was[i]) || (value === undefined && i in was !== j in now)) return run
    }
    if (anyEntangled && memory.isEntangled(value)) return run
  }
  return most
}

/** What tells an item of a list from others: its id if it has one (as a text), else itself. */
function tokenOf(item: unknown): unknown {
  if (!isSource(item)) return item
  const id = item.id ?? item.key ?? item._id ?? item.uuid
  return typeof id === 'string' || typeof id === 'number' ? `${typeof id} ${id}` : item
}

/** Things with different ids, or of which one has no inside: what one is says nothing about the other. */
function areStrangers(a: unknown, b: unknown): boolean {
  if (!isSource(a) || !isSource(b)) return true
  const [token, other] = [tokenOf(a), tokenOf(b)]
  return typeof token === 'string' && typeof other === 'string' && token !== other
}
