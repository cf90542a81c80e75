import { isJsonObject, type Json, type JsonObject } from './json'
import { fieldText, type TagName, tagOf } from './tag'
import { wholeLength } from './text'

/** What a tree shows of tagged JSON as its type. */
export type TreeType = 'null' | 'boolean' | 'string' | 'array' | TagName

export function typeOf(json: Json): TreeType {
  if (json === null) return 'null'
  if (Array.isArray(json)) return 'array'
  switch (typeof json) {
    case 'boolean':
    case 'number':
    case 'string':
      return typeof json as 'boolean' | 'number' | 'string'
    default:
      return tagOf(json) ?? 'object'
  }
}

const PREVIEW_LENGTH = 80

/** `json` in one line of at most `length` UTF-16 units, as a console would show it; an ellipsis where it goes on. */
export function previewOf(json: Json, length = PREVIEW_LENGTH): string {
  const out: Out = { text: '', length }
  write(json, out)
  const line = out.text.replace(/\s+/g, ' ')
  return line.length <= length ? line : `${line.slice(0, wholeLength(line, Math.max(0, length - 1)))}…`
}

interface Out {
  text: string
  readonly length: number
}

function isFull(out: Out): boolean {
  return out.text.length > out.length
}

function write(json: Json, out: Out): void {
  if (isFull(out)) return
  if (typeof json === 'string') out.text += JSON.stringify(json.slice(0, out.length + 2))
  else if (Array.isArray(json)) writeList('[', json, ']', out)
  else if (isJsonObject(json)) {
    const tag = tagOf(json)
    if (tag === undefined) writeKeys('', json, out)
    else writeTag(tag, json, out)
  } else out.text += String(json)
}

function writeList(before: string, items: readonly Json[], after: string, out: Out): void {
  out.text += before
  for (let i = 0; i < items.length && !isFull(out); i++) {
    if (i > 0) out.text += ', '
    write(items[i] ?? null, out)
  }
  out.text += after
}

function writeKeys(name: string, object: JsonObject, out: Out): void {
  out.text += name === '' ? '{' : `${name} {`
  let first = true
  for (const key of Object.keys(object)) {
    if (isFull(out)) break
    out.text += `${first ? '' : ', '}${key.slice(0, out.length)}: `
    write(object[key] ?? null, out)
    first = false
  }
  out.text += '}'
}

function writeMap(name: string, entries: readonly Json[], out: Out): void {
  out.text += `${name}(${entries.length}) {`
  for (let i = 0; i < entries.length && !isFull(out); i++) {
    const entry = entries[i] ?? null
    if (i > 0) out.text += ', '
    if (Array.isArray(entry)) {
      write(entry[0] ?? null, out)
      out.text += ' → '
      write(entry[1] ?? null, out)
    } else write(entry, out)
  }
  out.text += '}'
}

function writeTag(tag: TagName, json: JsonObject, out: Out): void {
  const { v = null } = json
  const name = typeof json.name === 'string' ? json.name : ''
  if (tag === 'map' && Array.isArray(v)) writeMap(name || 'Map', v, out)
  else if (tag === 'set' && Array.isArray(v)) writeList(`${name || 'Set'}(${v.length}) {`, v, '}', out)
  else if (tag === 'instance' && Array.isArray(v)) writeList(`${name}(${v.length}) [`, v, ']', out)
  else if ((tag === 'instance' || tag === 'object') && isJsonObject(v)) writeKeys(tag === 'object' ? '' : name, v, out)
  else if (tag === 'boxed') {
    out.text += 'Object('
    write(v, out)
    out.text += ')'
  } else if (tag === 'truncated' && json.v !== undefined) {
    write(v, out)
    out.text += '…'
  } else out.text += leafText(tag, json, name)
}

function leafText(tag: TagName, json: JsonObject, name: string): string {
  const text = fieldText(json.v)
  switch (tag) {
    case 'undefined':
      return 'undefined'
    case 'hole':
      return 'empty'
    case 'bigint':
      return `${text}n`
    case 'symbol':
      return `Symbol(${text})`
    case 'function':
      return `ƒ ${name || '(anonymous)'}`
    case 'date':
      return text || 'Invalid Date'
    case 'bytes':
      return `${String(json.type)}(${Math.floor((text.replace(/=+$/, '').length * 3) / 4)} bytes)`
    case 'error':
      return `${name}: ${fieldText(json.message)}`
    case 'opaque':
      return name ? `${text} ${name}` : text
    case 'node':
      return `<${text}>`
    case 'cycle':
      return `↑ ${String(json.up)}`
    case 'threw':
      return `threw ${text}`
    case 'redacted':
      return `redacted: ${String(json.by)}${typeof json.as === 'string' ? ` (${json.as})` : ''}`
    case 'pending':
      return '…'
    case 'truncated':
      return cutText(json)
    default:
      return text
  }
}

function cutText({ rest, size, of }: JsonObject): string {
  if (typeof rest === 'number') return `… ${rest} more`
  return `${typeof of === 'string' ? of : 'value'}${typeof size === 'number' ? `(${size})` : ''} …`
}
