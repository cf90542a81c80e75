import type { KeysShape, Source } from '../value'
import type { DiffMemory } from './diff-memory'
import { WIDE } from './wide'

/** What becomes of the children of an object. Each writes its steps; false: the whole object had better be replaced. */
export interface KeySteps {
  add(key: string, value: unknown): Generator<undefined, boolean>
  change(key: string, old: unknown, value: unknown): Generator<undefined, boolean>
  remove(key: string): boolean
  /** Whether the key is not written as it is. */
  isAltered(key: string): boolean
}

/** Children compared between two chances to pause. */
const SLICE = 4_096
const { is } = Object

/**
 * Writes the steps from one object's children to another's. As long as both
 * have the same keys in the same order, which is the rule in immutable stores,
 * nothing is looked up. May throw what the objects' getters throw.
 */
export function* diffKeys(was: KeysShape, now: KeysShape, memory: DiffMemory, steps: KeySteps): Generator<undefined, boolean> {
  const { keys: oldKeys, source: old } = was
  const { keys, source } = now
  const known = memory.wide.get(old)
  const values = known?.values ?? memory.wide.read(old, oldKeys)
  /** Those of the new one, where they are known; else they are read one by one, and the old ones brought up to date. */
  const fresh = keys === oldKeys ? memory.wide.get(source)?.values : undefined
  // Whichever becomes of them, the old object has lost them.
  if (known !== undefined) memory.wide.set(old, { keys: oldKeys, values: undefined })
  const common = Math.min(keys.length, oldKeys.length)
  let at = 0
  while (at < common) {
    const end = Math.min(at + SLICE, common)
    at = fresh ? firstOther(at, end, fresh, values, memory) : firstChange(at, end, keys, oldKeys, source, values, memory)
    if (at === end) {
      if (at < common) yield
      continue
    }
    const key = keys[at]
    if (key === undefined || key !== oldKeys[at]) break
    const before = values[at]
    const value = fresh ? fresh[at] : source[key]
    values[at] = value
    if (!(yield* steps.change(key, before, value))) return false
    at++
  }
  const inStep = at === keys.length && at === oldKeys.length
  // One list of keys for all that have the same.
  if (keys.length >= WIDE) memory.wide.set(source, inStep ? { keys: oldKeys, values: fresh ?? values } : { keys, values: undefined })
  return inStep || (yield* diffRest(at, was, now, memory, steps))
}

/** The first place from `at` on where the keys part or the values differ, or `end`. */
function firstChange(
  at: number,
  end: number,
  keys: readonly string[],
  oldKeys: readonly string[],
  source: Source,
  values: readonly unknown[],
  memory: DiffMemory,
): number {
  const { anyEntangled } = memory
  for (; at < end; at++) {
    const key = keys[at] as string
    if (key !== oldKeys[at]) return at
    const value = source[key]
    // Zeros have signs.
    if ((value !== values[at] || value === 0) && !is(value, values[at])) return at
    if (anyEntangled && memory.isEntangled(value)) return at
  }
  return end
}

/** The same where the keys are known to be the same, and all values at hand. The hottest loop of all. */
function firstOther(at: number, end: number, fresh: readonly unknown[], values: readonly unknown[], memory: DiffMemory): number {
  const { anyEntangled } = memory
  for (; at < end; at++) {
    const value = fresh[at]
    if ((value !== values[at] || value === 0) && !is(value, values[at])) return at
    if (anyEntangled && memory.isEntangled(value)) return at
  }
  return end
}

/** So many places ahead a key is looked for before both are taken for strangers. */
const NEAR = 8

/**
 * Where the keys part: goes on side by side, past keys that only one of the two
 * has. Asks neither object whether it has a key: proxies lie.
 */
function* diffRest(at: number, was: KeysShape, now: KeysShape, memory: DiffMemory, steps: KeySteps): Generator<undefined, boolean> {
  const { keys: oldKeys, source: old } = was
  const { keys, source } = now
  const gone = new Set<string>()
  const fresh = new Set<string>()
  let i = at
  let j = at
  for (let turn = 1; i < oldKeys.length || j < keys.length; turn++) {
    if (turn % SLICE === 0) yield
    const oldKey = oldKeys[i]
    const key = keys[j]
    if (key !== undefined && key === oldKey) {
      if (!is(old[key], source[key]) || memory.isEntangled(source[key])) {
        if (!(yield* steps.change(key, old[key], source[key]))) return false
      }
      i++
      j++
      continue
    }
    let skip = 1
    while (skip < NEAR && oldKeys[i + skip] !== key && keys[j + skip] !== oldKey) skip++
    const isGone = oldKeys[i + skip] === key
    const isFresh = !isGone && keys[j + skip] === oldKey
    if (isGone) i = note(gone, oldKeys, i, skip)
    else if (isFresh) j = note(fresh, keys, j, skip)
    else {
      i = note(gone, oldKeys, i, 1)
      j = note(fresh, keys, j, 1)
    }
  }
  const moved = [...gone].filter((key) => fresh.delete(key))
  // Which of two keys that are written alike wins depends on their order.
  if (moved.length > 0 && keys.some(steps.isAltered)) return false
  for (const key of moved) if (!(yield* steps.change(key, old[key], source[key]))) return false
  for (const key of moved) gone.delete(key)
  for (const key of gone) if (!steps.remove(key)) return false
  for (const key of fresh) if (!(yield* steps.add(key, source[key]))) return false
  return true
}

/** Notes `count` keys from `at` on, as far as there are any; gives the next place. */
function note(set: Set<string>, keys: readonly string[], at: number, count: number): number {
  for (const key of keys.slice(at, at + count)) set.add(key)
  return at + count
}
