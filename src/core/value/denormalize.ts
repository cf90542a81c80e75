import { fromBase64 } from './base64'
import { isJsonObject, type Json, type JsonObject } from './json'
import { setOwn } from './own'
import { fieldText, type TagName, tagOf } from './tag'

/** What stands for a tag that has no live equivalent. Frozen, of no class; `isMarker` knows it. */
export type Marker = Readonly<{ marker: string } & Record<string, unknown>>

const markers = new WeakSet<object>()

export function isMarker(value: unknown): value is Marker {
  return typeof value === 'object' && value !== null && markers.has(value)
}

function marker(name: string, fields: Readonly<Record<string, unknown>> = {}): Marker {
  const made: Marker = Object.freeze({ marker: name, ...fields })
  markers.add(made)
  return made
}

const DEEPEST = 1_000

/**
 * The way back from tagged JSON, for viewers and tests: live Map, Set, Date,
 * BigInt, RegExp, Symbol, buffers and typed arrays, Error, boxed primitives,
 * holes and cycles. The rest becomes markers: `{ marker: 'truncated', size, … }`,
 * `{ marker: 'instance', name, value }` and so on, with the fields of the tag.
 *
 * Any JSON will do: what only looks like a tag is an object like any other, no
 * prototype is ever set, and JSON deeper than 1,000 levels ends in a marker.
 */
export function denormalize(json: Json): unknown {
  return live(json, [], 0)
}

/** `around`: the containers it lies in, outermost first, for cycles. */
function live(json: Json, around: unknown[], level: number): unknown {
  if (typeof json !== 'object' || json === null) return json
  if (level > DEEPEST) return marker('truncated', { why: 'depth' })
  if (Array.isArray(json)) return inside([], around, (list) => fillList(list, json, around, level))
  if (!isJsonObject(json)) return json
  const tag = tagOf(json)
  return tag === undefined ? inside({}, around, (object) => fillKeys(object, json, around, level)) : tagged(tag, json, around, level)
}

/** Fills `made` while it is one of the containers around. */
function inside<Made>(made: Made, around: unknown[], fill: (made: Made) => void): Made {
  around.push(made)
  fill(made)
  around.pop()
  return made
}

function fillList(list: unknown[], json: readonly Json[], around: unknown[], level: number): void {
  for (const item of json) {
    if (tagOf(item) === 'hole') list.length++
    else list.push(live(item, around, level + 1))
  }
}

function fillKeys(object: Record<string, unknown>, json: JsonObject, around: unknown[], level: number): void {
  for (const key of Object.keys(json)) setOwn(object, key, live(json[key] ?? null, around, level + 1))
}

function tagged(tag: TagName, json: JsonObject, around: unknown[], level: number): unknown {
  const { v = null } = json
  switch (tag) {
    case 'undefined':
    case 'hole':
      return undefined
    case 'number':
      return Number(v)
    case 'bigint':
      return BigInt(String(v))
    case 'symbol':
      return Symbol(String(v))
    case 'date':
      return new Date(typeof v === 'string' ? v : Number.NaN)
    case 'regexp':
      return pattern(fieldText(v))
    case 'boxed':
      return Object(live(v, around, level + 1))
    case 'bytes':
      return liveBytes(String(json.type), String(v))
    case 'object':
      return inside({}, around, (object) => isJsonObject(v) && fillKeys(object, v, around, level))
    case 'map':
      return json.name === undefined ? liveMap(v, around, level) : marker('map', { name: json.name, value: liveMap(v, around, level) })
    case 'set':
      return json.name === undefined ? liveSet(v, around, level) : marker('set', { name: json.name, value: liveSet(v, around, level) })
    case 'error':
      return liveError(json, around, level)
    case 'instance':
      return marker('instance', { name: json.name, value: live(Array.isArray(v) ? v : { $: 'object', v }, around, level) })
    case 'cycle':
      return around[around.length - Number(json.up)] ?? marker('cycle', { up: json.up })
    default:
      return marker(tag, rest(json, around, level))
  }
}

/** The other fields of a tag, live. */
function rest(json: JsonObject, around: unknown[], level: number): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const key of Object.keys(json))
    if (key !== '$' && key !== 'marker') setOwn(fields, key === 'v' ? 'value' : key, live(json[key] ?? null, around, level + 1))
  return fields
}

function liveMap(v: Json, around: unknown[], level: number): Map<unknown, unknown> {
  return inside(new Map<unknown, unknown>(), around, (map) => {
    for (const entry of Array.isArray(v) ? v : []) {
      // What was cut or has not come yet is not a pair: it stands for the rest.
      if (Array.isArray(entry)) map.set(live(entry[0] ?? null, around, level + 2), live(entry[1] ?? null, around, level + 2))
      else map.set(live(entry, around, level + 1), undefined)
    }
  })
}

function liveSet(v: Json, around: unknown[], level: number): Set<unknown> {
  return inside(new Set<unknown>(), around, (set) => {
    for (const item of Array.isArray(v) ? v : []) set.add(live(item, around, level + 1))
  })
}

/** An Error of the language's own class of that name, or of the base class. Nothing of it is enumerable but what was. */
function liveError({ name, message, stack, v }: JsonObject, around: unknown[], level: number): Error {
  const kinds = [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError]
  const Kind = kinds.find((kind) => kind.name === name) ?? Error
  return inside(new Kind(fieldText(message)), around, (error) => {
    const hidden = { writable: true, enumerable: false, configurable: true }
    if (error.name !== name) Object.defineProperty(error, 'name', { ...hidden, value: name })
    Object.defineProperty(error, 'stack', { ...hidden, value: stack === undefined ? undefined : fieldText(stack) })
    if (!isJsonObject(v)) return
    for (const key of Object.keys(v)) {
      const enumerable = key !== 'cause' && key !== 'errors'
      Object.defineProperty(error, key, { ...hidden, enumerable, value: live(v[key] ?? null, around, level + 1) })
    }
  })
}

function pattern(text: string): unknown {
  const end = text.lastIndexOf('/')
  try {
    return new RegExp(text.slice(1, end), text.slice(end + 1))
  } catch {
    return marker('regexp', { value: text })
  }
}

function liveBytes(type: string, text: string): unknown {
  const bytes = fromBase64(text)
  const { buffer } = bytes ?? {}
  if (bytes === undefined || buffer === undefined) return marker('bytes', { type, value: text })
  if (type === 'ArrayBuffer') return buffer
  if (type === 'DataView') return new DataView(buffer)
  const View = typedArrays().find(({ name }) => name === type)
  return View === undefined || bytes.length % View.BYTES_PER_ELEMENT !== 0 ? marker('bytes', { type, value: bytes }) : new View(buffer)
}

/** Made on demand: a list of classes at the top of the file would stay in every bundle. */
function typedArrays() {
  return [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  ]
}
