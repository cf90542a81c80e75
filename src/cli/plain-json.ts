import { redactedText } from '../core/guard'
import { isJsonObject as isObject, type Json, type JsonObject, setOwn } from '../core/value'
import { jsonText } from './json-text'

/**
 * JSON of anybody's, as the engine takes it and back. The engine reads tagged JSON,
 * where a member `$` means something; here it is a name like any other. Numbers
 * that JavaScript cannot hold, such as ids of 64 bits, keep every digit.
 */
const exact = JSON as unknown as {
  parse(text: string, revive: (key: string, value: Json, context?: { readonly source?: string }) => Json): Json
  rawJSON?(text: string): unknown
}

/** A member `$`, however it is written, or a number that may be too long or too large. */
const special = /\$|\\u0024|[\d.]{17}|\d[eE]\+?\d{3}/

/** Parses a text into tagged JSON. Throws as `JSON.parse` does, and a `RangeError` for what is nested too deep. */
export function parsePlain(text: string): Json {
  return special.test(text) ? exact.parse(text, (_, value, context) => tagged(value, context?.source)) : JSON.parse(text)
}

function tagged(value: Json, source: string | undefined): Json {
  if (typeof value === 'number') return source === undefined || isExact(value, source) ? value : { $: 'bigint', v: source }
  return isObject(value) && Object.hasOwn(value, '$') ? { $: 'object', v: value } : value
}

/** Up to 15 digits, every decimal number is one of JavaScript's. */
function isExact(value: number, source: string): boolean {
  if (String(value) === source || Number.isSafeInteger(value)) return true
  return Number.isFinite(value) && source.replace(/[eE].*|\D/g, '').length <= 15
}

/** The JSON that tagged JSON of `parsePlain` stands for once it is sanitized. A value that was removed is the text `[redacted:RULE]`. */
export function plainText(json: Json): string {
  return jsonText(plain(json))
}

function plain(json: Json): unknown {
  if (Array.isArray(json)) return json.map(plain)
  if (!isObject(json)) return json
  switch (json.$) {
    case undefined:
      return withPlain(json)
    case 'object':
      return isObject(json.v) ? withPlain(json.v) : null
    case 'bigint':
      return exact.rawJSON?.(String(json.v)) ?? Number(json.v)
    default:
      // Of all other tags the engine makes this one alone.
      return redactedText(String(json.by), typeof json.as === 'string' ? json.as : undefined)
  }
}

function withPlain(object: JsonObject): Readonly<Record<string, unknown>> {
  const out: Record<string, unknown> = {}
  for (const key of Object.keys(object)) setOwn(out, key, plain(object[key] ?? null))
  return out
}
