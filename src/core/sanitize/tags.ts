import { isJsonObject, type JsonObject } from '../value'

const containers: ReadonlySet<string> = new Set(['map', 'set', 'object', 'instance'])

/** Tags that hold the page's values, or texts, which stay texts: the fields each may have. */
const fields: Readonly<Record<string, readonly string[]>> = {
  map: ['v', 'name'],
  set: ['v', 'name'],
  object: ['v'],
  instance: ['name', 'v'],
  truncated: ['why', 'size', 'of', 'v', 'rest'],
  bytes: ['type', 'v'],
  bigint: ['v'],
  error: ['name', 'message', 'stack', 'v'],
  function: ['name'],
  symbol: ['v'],
  regexp: ['v'],
  threw: ['v'],
  opaque: ['v', 'size', 'name', 'type'],
  node: ['v'],
  url: ['v'],
  boxed: ['v'],
  redacted: ['by', 'as'],
}

/**
 * The tag of an object that has the fields of that tag and no other; undefined
 * for anything else. A key that no tag has may say anything of its value and
 * may be a secret itself, so an object with one is looked into like any object.
 */
export function tagIn(value: JsonObject): string | undefined {
  const tag = value.$
  const known = typeof tag === 'string' && Object.hasOwn(fields, tag) ? fields[tag] : undefined
  if (typeof tag !== 'string' || known === undefined) return undefined
  return Object.keys(value).every((key) => key === '$' || known.includes(key)) ? tag : undefined
}

/**
 * True where `v` of a tag is the page's values. Not where the tag `object` has
 * something else than an object: a marker in its place would be read as one.
 */
export function holdsValues(value: JsonObject, tag: string): boolean {
  return containers.has(tag) && value.v !== undefined && (tag !== 'object' || isJsonObject(value.v))
}

/** Tags that hold nothing of the page's, and the only form each has. */
const emptyTags: Readonly<Record<string, (value: JsonObject) => boolean>> = {
  redacted: ({ by }) => typeof by === 'string' && isRuleName(by),
  undefined: () => true,
  hole: () => true,
  pending: () => true,
  number: ({ v }) => v === 'NaN' || v === 'Infinity' || v === '-Infinity' || v === '-0',
  date: ({ v }) => v === null || (typeof v === 'string' && /^(?:[+-]\d\d)?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(v)),
  cycle: ({ up }) => typeof up === 'number',
}
const sizes: Readonly<Record<string, number>> = { redacted: 2, number: 2, date: 2, cycle: 2 }

/** True for a tag that holds nothing of the page's. Anything that only looks like one is looked into like any object. */
export function isEmptyTag(value: JsonObject): boolean {
  const tag = value.$
  if (typeof tag !== 'string' || !Object.hasOwn(emptyTags, tag)) return false
  return emptyTags[tag]?.(value) === true && Object.keys(value).length === (sizes[tag] ?? 1)
}

/** The form of what names a rule in a marker. */
export function isRuleName(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,63}$/.test(text)
}
