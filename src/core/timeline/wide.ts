import { isSource, type Source } from '../value'

/** An object of thousands, as it was compared last. */
export interface WideObject {
  readonly keys: readonly string[]
  /** In the order of the keys. Whoever compares takes it over, and overwrites it. */
  readonly values: unknown[] | undefined
}

/**
 * To list the keys of an object with thousands of them is most of the cost of
 * comparing it, so the list is kept with the object for the next comparison.
 * Holds nothing alive.
 */
export interface WideMemory {
  get(value: object): WideObject | undefined
  set(value: object, known: WideObject): void
  /** What lies under its keys. May throw what its getters throw. */
  read(value: Source, keys: readonly string[]): unknown[]
  /** Knows `next` from now on, where it is cheap to see that it has the keys of `prev`. */
  follow(prev: Source, next: Source): void
}

/** From how many keys on an object is wide. */
export const WIDE = 256

/** Up to so many numbers to a key engines store an object as they do an array. */
const SPARSEST = 4

const { hasOwn, values: valuesOf } = Object

export function createWideMemory(): WideMemory {
  const known = new WeakMap<object, WideObject>()
  /** By lists of keys, which all states share that have the same. */
  const numbers = new WeakMap<readonly string[], readonly number[]>()

  function numbersOf(keys: readonly string[]): readonly number[] {
    const found = numbers.get(keys) ?? keys.map(Number)
    numbers.set(keys, found)
    return found
  }

  return {
    get: (value) => known.get(value),
    set: (value, object) => void known.set(value, object),
    read: (value, keys) => (areDense(keys) ? numbersOf(keys).map((place) => value[place]) : keys.map((key) => value[key])),
    follow(prev, next) {
      const was = known.get(prev)
      if (was === undefined || !areDense(was.keys) || known.get(next)?.values !== undefined) return
      try {
        const values = valuesOf(next)
        if (values.length === was.keys.length && areAt(numbersOf(was.keys), values, next)) known.set(next, { keys: was.keys, values })
      } catch {
        // A getter or a proxy threw: whoever opens the object meets it again, and says so.
      }
    },
  }
}

/** Whether all keys are numbers close to each other. Numbers come first and in order, so the last one tells of all. */
function areDense(keys: readonly string[]): boolean {
  const last = keys.at(-1) ?? ''
  return /^\d{1,9}$/.test(last) && (last[0] !== '0' || last === '0') && Number(last) < keys.length * SPARSEST
}

/**
 * Whether `values`, all that `next` shows, lie at these places. Asked with
 * numbers, of an object stored like an array, this takes a twentieth of what
 * its keys do, which engines make into texts first.
 */
function areAt(places: readonly number[], values: readonly unknown[], next: Source): boolean {
  for (let i = 0; i < values.length; i++) {
    const place = places[i] as number
    const value = values[i]
    // An object can only be the right one. Anything else may be what the place answers when nothing is there.
    if (value !== next[place] || (!isSource(value) && !hasOwn(next, place))) return false
  }
  return true
}
