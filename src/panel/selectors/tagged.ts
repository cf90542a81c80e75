import { isJsonObject, type Json, type JsonObject } from '../../core/value'

/** How a value is coloured. `mark`: not a value of the page but a word about it (redacted, truncated, a cycle). */
export type ValueLook = 'string' | 'number' | 'word' | 'container' | 'mark'

/** A value inside another. */
export interface Child {
  /** As read by people: a key, an index, the key of a Map. */
  readonly key: string
  /** JSON Pointer from the parent, `/v/3/1`. */
  readonly path: string
  readonly value: Json
}

/** The tag of a tagged value, or undefined for plain JSON. */
export function tagOf(json: Json): string | undefined {
  return isJsonObject(json) && typeof json.$ === 'string' ? json.$ : undefined
}

/** Where the children of a value lie, and how they are to be read. */
type Inside =
  | { readonly as: 'list' | 'map'; readonly at: string; readonly items: readonly Json[] }
  | { readonly as: 'keys'; readonly at: string; readonly object: JsonObject; readonly keys: readonly string[] }

function insideOf(json: Json): Inside | undefined {
  if (Array.isArray(json)) return { as: 'list', at: '', items: json }
  if (!isJsonObject(json)) return undefined
  const inner = json.v
  switch (tagOf(json)) {
    case undefined:
      return { as: 'keys', at: '', object: json, keys: Object.keys(json) }
    case 'object':
    case 'instance':
    case 'set':
      if (Array.isArray(inner)) return { as: 'list', at: '/v', items: inner }
      return isJsonObject(inner) ? { as: 'keys', at: '/v', object: inner, keys: Object.keys(inner) } : undefined
    case 'map':
      return Array.isArray(inner) ? { as: 'map', at: '/v', items: inner } : undefined
    case 'error':
      return { as: 'keys', at: '', object: json, keys: Object.keys(json).filter((key) => key !== '$') }
    default:
      return undefined
  }
}

/** A cut value is read as what was kept of it. */
function keptOf(json: Json): { readonly json: Json; readonly at: string } {
  if (tagOf(json) !== 'truncated' || !isJsonObject(json)) return { json, at: '' }
  return { json: json.v ?? null, at: '/v' }
}

/** How many values lie inside; 0 for what cannot be opened. */
export function sizeOf(json: Json): number {
  const inside = insideOf(keptOf(json).json)
  return inside === undefined ? 0 : inside.as === 'keys' ? inside.keys.length : inside.items.length
}

/** What lies inside, in its own order, the first `most`; empty for what cannot be opened. */
export function childrenOf(json: Json, most = Number.POSITIVE_INFINITY): readonly Child[] {
  const kept = keptOf(json)
  const inside = insideOf(kept.json)
  if (inside === undefined) return []
  const at = kept.at + inside.at
  switch (inside.as) {
    case 'list':
      return inside.items.slice(0, most).map((value, index) => ({ key: String(index), path: `${at}/${index}`, value }))
    case 'map':
      return inside.items.slice(0, most).map((pair, index) => mapChild(pair, `${at}/${index}`))
    default:
      return inside.keys.slice(0, most).map((key) => ({ key, path: `${at}/${escapeKey(key)}`, value: inside.object[key] ?? null }))
  }
}

function mapChild(pair: Json, at: string): Child {
  if (!Array.isArray(pair)) return { key: '…', path: at, value: pair }
  const [key, value] = pair as readonly Json[]
  return { key: previewOf(key ?? null, 40), path: `${at}/1`, value: value ?? null }
}

/** RFC 6901. */
export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

export function lookOf(json: Json): ValueLook {
  if (typeof json === 'string') return 'string'
  if (typeof json === 'number') return 'number'
  if (json === null || typeof json === 'boolean') return 'word'
  const tag = tagOf(json)
  if (tag === undefined) return 'container'
  return looks[tag] ?? 'mark'
}

const looks: Readonly<Record<string, ValueLook>> = {
  undefined: 'word',
  number: 'number',
  bigint: 'number',
  date: 'number',
  string: 'string',
  regexp: 'string',
  url: 'string',
  symbol: 'word',
  function: 'word',
  boxed: 'word',
  map: 'container',
  set: 'container',
  instance: 'container',
  object: 'container',
  error: 'container',
  bytes: 'container',
  node: 'container',
}

const LONGEST_STRING = 60

/** One line that tells what a value is, about `room` characters long. */
export function previewOf(json: Json, room = 72): string {
  if (typeof json === 'string') return quote(json, Math.max(12, Math.min(room, LONGEST_STRING)))
  if (json === null || typeof json !== 'object') return String(json)
  if (Array.isArray(json)) return `(${json.length}) [${items(json, room)}]`
  const tag = tagOf(json)
  if (tag === undefined) return `{${fields(json, room)}}`
  return taggedPreview(tag, json as JsonObject, room)
}

function taggedPreview(tag: string, json: JsonObject, room: number): string {
  const { v, name } = json
  switch (tag) {
    case 'undefined':
      return 'undefined'
    case 'number':
    case 'date':
    case 'regexp':
    case 'node':
    case 'url':
      return v === null ? 'Invalid Date' : String(v)
    case 'bigint':
      return `${String(v)}n`
    case 'symbol':
      return `Symbol(${String(v ?? '')})`
    case 'function':
      return `ƒ ${String(name ?? '')}()`
    case 'boxed':
      return `Object(${previewOf(v ?? null, room)})`
    case 'map':
      return `${String(name ?? 'Map')}(${lengthOf(v)}) {${fields(json, room, ' → ')}}`
    case 'set':
      return `${String(name ?? 'Set')}(${lengthOf(v)}) {${Array.isArray(v) ? items(v, room) : ''}}`
    case 'instance':
      return `${String(name)} ${Array.isArray(v) ? `[${items(v, room)}]` : `{${fields(json, room)}}`}`
    case 'object':
      return `{${fields(json, room)}}`
    case 'error':
      return `${String(name ?? 'Error')}: ${clip(String(json.message ?? ''), LONGEST_STRING)}`
    case 'bytes':
      return `${String(json.type ?? 'bytes')}(${Math.floor((String(v ?? '').length * 3) / 4)})`
    default:
      return markPreview(tag, json, room)
  }
}

/** Words about what is not there, in guillemets, so that nobody takes them for values. */
function markPreview(tag: string, json: JsonObject, room: number): string {
  switch (tag) {
    case 'redacted':
      return `‹redacted: ${String(json.by ?? '')}›`
    case 'truncated':
      return truncatedPreview(json, room)
    case 'cycle':
      return `‹cycle: ${String(json.up ?? '?')} up›`
    case 'hole':
      return '‹empty›'
    case 'pending':
      return '‹still arriving›'
    case 'threw':
      return `‹threw: ${clip(String(json.v ?? ''), LONGEST_STRING)}›`
    case 'opaque':
      return `‹${String(json.v ?? 'opaque')}›`
    default:
      return `‹${tag}›`
  }
}

function truncatedPreview(json: JsonObject, room: number): string {
  const size = typeof json.size === 'number' ? json.size : undefined
  const whole = `‹cut: ${String(json.why ?? '')}${json.of === undefined ? '' : ` of ${String(json.of)}`}${size === undefined ? '' : `, ${size} in all`}›`
  return json.v === undefined ? whole : `${previewOf(json.v, room)} ${whole}`
}

function lengthOf(json: Json | undefined): number {
  return Array.isArray(json) ? json.length : 0
}

function items(list: readonly Json[], room: number): string {
  return joined(list.length, (index) => shortOf(list[index] ?? null), room)
}

/** No preview has room for more. */
const PREVIEWED = 24

function fields(json: Json, room: number, between = ': '): string {
  const children = childrenOf(json, PREVIEWED)
  return joined(
    sizeOf(json),
    (index) => {
      const child = children[index]
      return child === undefined ? '' : `${clip(child.key, 24)}${between}${shortOf(child.value)}`
    },
    room,
  )
}

function joined(count: number, part: (index: number) => string, room: number): string {
  let line = ''
  for (let index = 0; index < count; index++) {
    const next = `${index > 0 ? ', ' : ''}${part(index)}`
    if (line.length + next.length > room) return `${line}${index > 0 ? ', ' : ''}…`
    line += next
  }
  return line
}

/** A value inside a preview: leaves as they are, containers as their brackets. */
function shortOf(json: Json): string {
  if (Array.isArray(json)) return json.length === 0 ? '[]' : `[${json.length}]`
  if (lookOf(json) !== 'container') return typeof json === 'string' ? quote(json, 24) : previewOf(json, 24)
  const tag = tagOf(json)
  if (tag === undefined || tag === 'object') return sizeOf(json) === 0 ? '{}' : '{…}'
  return tag === 'instance' ? `${String((json as JsonObject).name)} {…}` : previewOf(json, 0).replace(/ ?[{[].*$/s, '')
}

function quote(text: string, room: number): string {
  return `"${clip(text, room)}"`
}

/** Never cuts a character in two. */
function clip(text: string, room: number): string {
  if (text.length <= room) return text
  const end = /[\ud800-\udbff]/.test(text.charAt(room - 1)) ? room - 1 : room
  return `${text.slice(0, end)}…`
}
