import type { KeysShape, Source } from '../value'
import { type DiffMemory, WIDE } from './diff-memory'

/** What becomes of the children of an object. Each writes its steps; false: the whole object had better be replaced. */
export interface KeySteps {
  add(key: string, value: unknown): Generator<undefined, boolean>
  change(key: string, old: unknown, value: unknown): Generator<undefined, boolean>
  remove(key: string): boolean
}

/** Children compared between two chances to pause. */
const SLICE = 4_096
const { hasOwn, is } = Object

/**
 * Writes the steps from one object's children to another's. As long as both
 * have the same keys in the same order, which is the rule in immutable stores,
 * nothing is looked up. May throw what the objects' getters throw.
 */
export function* diffKeys(was: KeysShape, now: KeysShape, memory: DiffMemory, steps: KeySteps): Generator<undefined, boolean> {
  const { keys: oldKeys, source: old } = was
  const { keys, source } = now
  const known = memory.wide.get(old)
  const values = known?.values ?? oldKeys.map((key) => old[key])
  // They are brought up to date below: the old object has lost them.
  if (known !== undefined) memory.wide.set(old, { keys: oldKeys, values: undefined })
  const common = Math.min(keys.length, oldKeys.length)
  let at = 0
  while (at < common) {
    const end = Math.min(at + SLICE, common)
    at = firstChange(at, end, keys, oldKeys, source, values, memory)
    if (at === end) {
      if (at < common) yield
      continue
    }
    const key = keys[at]
    if (key === undefined || key !== oldKeys[at]) break
    const before = values[at]
    values[at] = source[key]
    if (!(yield* steps.change(key, before, values[at]))) return false
    at++
  }
  const inStep = at === keys.length && at === oldKeys.length
  if (keys.length >= WIDE) memory.wide.set(source, { keys, values: inStep ? values : undefined })
  return inStep || (yield* diffRest(at, was, now, memory, steps))
}

/** The first place from `at` on where the keys part or the values differ, or `end`. The hottest loop of all. */
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
    if (value === 0 ? !is(value, values[at]) : value !== values[at]) return at
    if (anyEntangled && memory.isEntangled(value)) return at
  }
  return end
}

/** Where the order of keys parts, what is left is looked up. */
function* diffRest(at: number, was: KeysShape, now: KeysShape, memory: DiffMemory, steps: KeySteps): Generator<undefined, boolean> {
  const { keys: oldKeys, source: old } = was
  const { keys, source } = now
  for (let i = at; i < oldKeys.length; i++) {
    const key = oldKeys[i] ?? ''
    if (!hasOwn(source, key) && !steps.remove(key)) return false
    if (i % SLICE === 0) yield
  }
  for (let i = at; i < keys.length; i++) {
    const key = keys[i] ?? ''
    const value = source[key]
    if (i % SLICE === 0) yield
    if (!hasOwn(old, key)) {
      if (!(yield* steps.add(key, value))) return false
    } else if (!is(old[key], value) || memory.isEntangled(value)) {
      if (!(yield* steps.change(key, old[key], value))) return false
    }
  }
  return true
}
