import { createTextParts, type Pieces, type TextParts } from '../../../core/pieces'
import { isJsonObject, type Json, type JsonObject, PIECE, tagOf, weigh } from '../../../core/value'
import { plainName } from '../path-text'

/** A text as a JavaScript string literal, fit for any place in a script or a page. */
export function jsString(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]|<(?=[!/])/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A key of an object literal. In quotes, `__proto__` would still be the prototype. */
function jsKey(key: string): string {
  if (key === '__proto__') return '["__proto__"]'
  return plainName.test(key) ? key : jsString(key)
}

/** What stands for a value that cannot be written down. */
export const anything = 'expect.anything()'

/** The same expression as `jsLiteral` gives, a piece of such a weight at a time. */
export function* jsText(json: Json, piece = PIECE): Pieces<string> {
  const out = createTextParts()
  yield* write({ out, piece }, json, '', 0, 1)
  return out.text()
}

interface Writing {
  readonly out: TextParts
  readonly piece: number
}

function* write(writing: Writing, json: Json, indent: string, from: number, until: number): Pieces<void> {
  const { out, piece } = writing
  yield from
  if (typeof json !== 'object' || json === null || weigh(json, piece) <= piece) {
    out.add(jsLiteral(json, indent))
    return
  }
  const tag = tagOf(json)
  if (Array.isArray(json)) yield* writeItems(writing, json, indent, from, until)
  else if (tag === undefined) yield* writeEntries(writing, json as JsonObject, indent, from, until)
  else yield* writeTagged(writing, json as JsonObject, indent, from, until)
}

function* writeTagged(writing: Writing, json: JsonObject, indent: string, from: number, until: number): Pieces<void> {
  const { v } = json
  const tag = tagOf(json)
  if (tag === 'map' || tag === 'set') {
    writing.out.add(tag === 'map' ? 'new Map(' : 'new Set(')
    yield* write(writing, v ?? [], indent, from, until)
    writing.out.add(')')
  } else if ((tag === 'object' || tag === 'instance') && v !== undefined && isJsonObject(v)) {
    yield* writeEntries(writing, v, indent, from, until)
  } else writing.out.add(jsTagged(json, indent))
}

function* writeEntries(writing: Writing, json: JsonObject, indent: string, from: number, until: number): Pieces<void> {
  const deeper = `${indent}  `
  const entries = Object.entries(json)
  writing.out.add('{\n')
  for (const [at, [key, value]] of entries.entries()) {
    writing.out.add(`${deeper}${jsKey(key)}: `)
    yield* write(writing, value, deeper, ...shareOf(from, until, at, entries.length))
    writing.out.add(',\n')
  }
  writing.out.add(`${indent}}`)
}

function* writeItems(writing: Writing, list: readonly Json[], indent: string, from: number, until: number): Pieces<void> {
  const deeper = isFlat(list) ? indent : `${indent}  `
  writing.out.add('[\n')
  for (const [at, item] of list.entries()) {
    writing.out.add(`${indent}  `)
    if (!isHole(item)) yield* write(writing, item, deeper, ...shareOf(from, until, at, list.length))
    writing.out.add(',\n')
  }
  writing.out.add(`${indent}]`)
}

function shareOf(from: number, until: number, at: number, of: number): [from: number, until: number] {
  const length = (until - from) / of
  return [from + at * length, from + (at + 1) * length]
}

/** Tagged JSON as a JavaScript expression that makes the value it stands for. */
export function jsLiteral(json: Json, indent = ''): string {
  const deeper = `${indent}  `
  if (typeof json === 'string') return jsString(json)
  if (Array.isArray(json)) return jsList(json, indent)
  if (!isJsonObject(json)) return String(json)
  const tag = tagOf(json)
  if (tag !== undefined) return jsTagged(json, indent)
  const entries = Object.entries(json)
  if (entries.length === 0) return '{}'
  return `{\n${entries.map(([key, value]) => `${deeper}${jsKey(key)}: ${jsLiteral(value, deeper)},\n`).join('')}${indent}}`
}

function jsList(list: readonly Json[], indent: string): string {
  if (list.length === 0) return '[]'
  const deeper = `${indent}  `
  const flat = isFlat(list)
  const items = list.map((item) => (isHole(item) ? '' : jsLiteral(item, flat ? indent : deeper)))
  const short = items.join(', ')
  // A hole at the end needs a comma of its own.
  if (flat && short.length <= 80) return `[${short}${items.at(-1) === '' ? ',' : ''}]`
  return `[\n${items.map((item) => `${deeper}${item},\n`).join('')}${indent}]`
}

function isFlat(list: readonly Json[]): boolean {
  return list.every((item) => typeof item !== 'object' || item === null || isHole(item))
}

function isHole(item: Json): boolean {
  return tagOf(item) === 'hole'
}

function jsTagged(json: JsonObject, indent: string): string {
  const { v } = json
  switch (tagOf(json)) {
    case 'undefined':
    case 'hole':
      return 'undefined'
    case 'number':
      return String(v)
    case 'bigint':
      return `${String(v)}n`
    case 'date':
      return typeof v === 'string' ? `new Date(${jsString(v)})` : 'new Date(NaN)'
    case 'url':
      return typeof v === 'string' ? `new URL(${jsString(v)})` : anything
    case 'map':
      return `new Map(${jsLiteral(v ?? [], indent)})`
    case 'set':
      return `new Set(${jsLiteral(v ?? [], indent)})`
    case 'object':
    case 'instance':
      return isJsonObject(v) ? jsPlain(v, indent) : anything
    default:
      return anything
  }
}

/** An object that looks like a tag and is none. */
function jsPlain(json: JsonObject, indent: string): string {
  const deeper = `${indent}  `
  return `{\n${Object.entries(json)
    .map(([key, value]) => `${deeper}${jsKey(key)}: ${jsLiteral(value, deeper)},\n`)
    .join('')}${indent}}`
}
