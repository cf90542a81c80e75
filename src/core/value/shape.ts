import type { Json, JsonObject } from './json'
import type { Reading } from './reading'
import { type Pair, pairInObject } from './secrets'
import { nameForm } from './text'

/** A value of the page whose own properties may be read; reading may throw. */
export type Source = Readonly<Record<string, unknown>>

/** A value with nothing inside worth walking: all of it. */
export interface Leaf {
  readonly kind: 'leaf'
  readonly json: Json
}

interface Container {
  /** Children in all, also those beyond the breadth that is kept. */
  readonly size: number
  /** The tag around the children, which then lie under its `v`. Without it they lie in the JSON itself. */
  readonly tag: JsonObject | undefined
  /** Set when the container names one of its own children as a secret. */
  readonly pair: Pair | undefined
}

export interface ListShape extends Container {
  /** `entries`: those of a Map, flat: key, value, key, value… */
  readonly kind: 'list' | 'entries'
  readonly items: readonly unknown[]
}

export interface KeysShape extends Container {
  readonly kind: 'keys'
  readonly source: Source
  readonly keys: readonly string[]
}

/** How the children of a value lie in tagged JSON, or the whole JSON of one that has none. */
export type Shape = Leaf | ListShape | KeysShape

export function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null
}

export function leaf(json: Json): Leaf {
  return { kind: 'leaf', json }
}

const { hasOwn } = Object

/** An object by its own enumerable keys. May throw what its getters throw. */
export function keysShape(source: Source, keys: readonly string[], reading: Reading, tag?: JsonObject): KeysShape {
  // A page's own `$` must not look like a tag of ours.
  return {
    kind: 'keys',
    source,
    keys,
    size: keys.length,
    tag: tag ?? (hasOwn(source, '$') ? { $: 'object' } : undefined),
    pair: pairInObject(source, keys, reading.guard),
  }
}

/** What stands for a value whose reading threw. */
export function threwForm(error: unknown, reading: Reading): Json {
  let message = 'what it threw cannot be read'
  try {
    message = isSource(error) ? `${error.name}: ${error.message}` : String(error)
  } catch {
    // Even that threw: the text above says so.
  }
  return { $: 'threw', v: nameForm(message, reading) }
}
