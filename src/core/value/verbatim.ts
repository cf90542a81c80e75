import type { Json } from './json'

/** Makes an object ours: no page can have this prototype. */
const prototype = Object.freeze(Object.create(null))

export interface Verbatim {
  readonly json: Json
}

/** A value to be normalized that stands for finished tagged JSON, written as it is. */
export function verbatim(json: Json): Verbatim {
  const holder: Verbatim & object = Object.create(prototype, { json: { value: json } })
  return holder
}

export function isVerbatim(value: object, itsPrototype: object | null): value is Verbatim {
  return itsPrototype === prototype && 'json' in value
}
