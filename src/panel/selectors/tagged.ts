import { childCount, childrenOf, isJsonObject, type Json, type TreeType, typeOf } from '../../core/value'

/** How a value is coloured. `mark`: not a value of the page but a word about it (redacted, truncated, a cycle). */
export type ValueLook = 'string' | 'number' | 'word' | 'container' | 'mark'

const looks: Readonly<Record<TreeType, ValueLook>> = {
  string: 'string',
  regexp: 'string',
  url: 'string',
  number: 'number',
  bigint: 'number',
  date: 'number',
  null: 'word',
  boolean: 'word',
  undefined: 'word',
  symbol: 'word',
  function: 'word',
  boxed: 'word',
  array: 'container',
  object: 'container',
  map: 'container',
  set: 'container',
  instance: 'container',
  error: 'container',
  bytes: 'container',
  node: 'container',
  hole: 'mark',
  opaque: 'mark',
  cycle: 'mark',
  threw: 'mark',
  truncated: 'mark',
  pending: 'mark',
  redacted: 'mark',
}

export function lookOf(json: Json): ValueLook {
  const type = typeOf(json)
  // What is left of a cut list or object is still a list or an object.
  return type === 'truncated' && childCount(json) > 0 ? 'container' : looks[type]
}

/** A value inside another, as a tree shows it. */
export interface Child {
  readonly key: string
  /** JSON Pointer from the parent, `/v/3/1`. */
  readonly path: string
  readonly value: Json
}

/** The first `most` values inside another. */
export function firstChildren(json: Json, most = Number.POSITIVE_INFINITY): readonly Child[] {
  const found: Child[] = []
  if (most < 1) return found
  for (const { label, json: value, pointerPart } of childrenOf(json)) {
    found.push({ key: label, path: pointerPart, value })
    if (found.length >= most) break
  }
  return found
}

/** What an open container says of itself while its children speak for the rest: `[4]`, `Map(2)`, `Cart`. */
export function headOf(json: Json): string {
  const type = typeOf(json)
  const count = childCount(json)
  const name = isJsonObject(json) && typeof json.name === 'string' ? json.name : ''
  switch (type) {
    case 'array':
      return `[${count}]`
    case 'map':
      return `${name || 'Map'}(${count})`
    case 'set':
      return `${name || 'Set'}(${count})`
    case 'instance':
      return name
    case 'error':
      return name
    default:
      return ''
  }
}
