import { isJsonObject, type Json, type JsonObject, tagOf } from '../../../core/value'

const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** A text as a JavaScript string literal, fit for any place in a script or a page. */
export function jsString(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]|<(?=[!/])/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A key of an object literal. In quotes, `__proto__` would still be the prototype. */
function jsKey(key: string): string {
  if (key === '__proto__') return '["__proto__"]'
  return name.test(key) ? key : jsString(key)
}

/** What stands for a value that cannot be written down. */
export const anything = 'expect.anything()'

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
  const isFlat = list.every((item) => typeof item !== 'object' || item === null || isHole(item))
  const items = list.map((item) => (isHole(item) ? '' : jsLiteral(item, isFlat ? indent : deeper)))
  const short = items.join(', ')
  // A hole at the end needs a comma of its own.
  if (isFlat && short.length <= 80) return `[${short}${items.at(-1) === '' ? ',' : ''}]`
  return `[\n${items.map((item) => `${deeper}${item},\n`).join('')}${indent}]`
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
