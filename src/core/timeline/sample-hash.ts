import { isSource } from '../value'

const MOST_VALUES = 200
const MOST_CHILDREN = 64
const FEW_CHILDREN = 8
const TEXT = 8

const { keys: ownKeys } = Object
const { isArray } = Array

/**
 * A number that very likely changes when `value` is changed in place, from at
 * most 200 of the values in it: up to 64 children of the root and 8 of each
 * other container (its first, its last and some between, always the same
 * places), breadth first. Never throws, needs some ten microseconds.
 *
 * Blind to children that are not sampled, to texts that keep length, first and
 * last characters, to what is inside Maps, Sets, Dates and other built-ins,
 * and, where `keysOf` answers from memory, to keys added to objects so wide
 * that they are remembered. Equal numbers prove nothing.
 */
export function sampleHash(value: unknown, keysOf: (value: object) => readonly string[] = ownKeys): number {
  const queue: unknown[] = [value]
  let hash = 0
  function mix(text: string): void {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  for (let at = 0; at < queue.length; at++) {
    const item = queue[at]
    mix(print(item))
    if (!isSource(item)) continue
    try {
      const keys = isArray(item) ? undefined : keysOf(item)
      const count = Number(keys === undefined ? item.length : keys.length)
      mix(String(count))
      const shown = Math.min(count, at === 0 ? MOST_CHILDREN : FEW_CHILDREN, MOST_VALUES - queue.length)
      for (let i = 0; i < shown; i++) {
        const place = i === 0 ? 0 : Math.floor((i * (count - 1)) / (shown - 1))
        const key = keys === undefined ? String(place) : (keys[place] ?? '')
        mix(key)
        queue.push(item[key])
      }
    } catch {
      mix('threw')
    }
  }
  return hash >>> 0
}

/** A short text of a primitive; of anything else only what it is. */
function print(value: unknown): string {
  if (typeof value === 'string') return `${value.length}"${value.slice(0, TEXT)}${value.slice(-TEXT)}`
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? String(value) : typeof value
}
