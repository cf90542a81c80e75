import type { JsonObject } from '../value'

/** Tags whose `v` is a container of the page's values. */
export const containerTags: ReadonlySet<string> = new Set(['map', 'set', 'object', 'instance'])

/** Tags that hold texts, which stay texts, and perhaps values. */
export const textTags: ReadonlySet<string> = new Set([
  'truncated',
  'bytes',
  'bigint',
  'error',
  'function',
  'symbol',
  'regexp',
  'threw',
  'opaque',
  'node',
  'url',
  'boxed',
  'array',
])

/** Tags that hold nothing of the page's, and the only form each has. */
const emptyTags: Readonly<Record<string, (value: JsonObject) => boolean>> = {
  redacted: ({ by }) => typeof by === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(by),
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
