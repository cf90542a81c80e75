import { guardHeaders } from '../../../core/guard'
import { isObject } from '../callable'
import { accessor } from './accessor'
import type { Page } from './hooks'

type Headers = Readonly<Record<string, string>>

const MOST_HEADERS = 60
const VALUE_LENGTH = 500
/** Longer text is not counted: a megabyte takes a millisecond. */
const COUNTED = 1_000_000
const { apply } = Reflect
const { isView } = ArrayBuffer

/** What of a response's headers explains how it went; the rest is the application's. */
const telling = new Set([
  'content-type',
  'content-length',
  'content-encoding',
  'cache-control',
  'etag',
  'retry-after',
  'server-timing',
  'x-request-id',
])

/** Bytes of `text` in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    // Each half of a surrogate pair counts two.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}

/** Tells the size in bytes of what a page sends or gets, where that needs no reading. */
export function createSizer(page: Page): (body: unknown) => number | undefined {
  const { Blob, URLSearchParams } = page
  const { toString: paramsText } = URLSearchParams.prototype
  const blobSize = accessor(Blob, 'size')
  return (body) => {
    if (body === undefined || body === null) return undefined
    const text = body instanceof URLSearchParams ? apply(paramsText, body, []) : body
    if (typeof text === 'string') return text.length > COUNTED ? undefined : utf8Length(text)
    if (body instanceof ArrayBuffer || isView(body)) return body.byteLength
    const size = isObject(body) ? blobSize(body) : undefined
    return typeof size === 'number' ? size : undefined
  }
}

function guarded(pairs: readonly (readonly [name: string, value: string])[]): Headers | undefined {
  if (pairs.length === 0) return undefined
  return guardHeaders(
    Object.fromEntries(pairs.slice(0, MOST_HEADERS).map(([name, value]) => [name.toLowerCase(), value.slice(0, VALUE_LENGTH)])),
  )
}

/** Request headers as a page gave them: a `Headers`, pairs, or a plain object. Only what is text already is read. */
export function createHeaderReader(page: Page): (given: unknown) => Headers | undefined {
  const { Headers } = page
  const { forEach } = Headers.prototype
  return (given) => {
    const pairs: [string, string][] = []
    const add = (name: unknown, value: unknown): void => {
      if (typeof name === 'string' && typeof value === 'string') pairs.push([name, value])
    }
    if (given instanceof Headers) apply(forEach, given, [(value: string, name: string) => add(name, value)])
    else if (Array.isArray(given)) for (const pair of given.slice(0, MOST_HEADERS)) add(pair?.[0], pair?.[1])
    else if (isObject(given)) for (const name of Object.keys(given)) add(name, Reflect.get(given, name))
    return guarded(pairs)
  }
}

/** What a response's headers tell of how it went. */
export function describeResponse(get: (name: string) => string | null): {
  readonly headers: Headers | undefined
  readonly mime: string | undefined
  readonly size: number | undefined
} {
  const pairs: [string, string][] = []
  for (const name of telling) {
    const value = get(name)
    if (value) pairs.push([name, value])
  }
  const headers = guarded(pairs)
  const length = Number(headers?.['content-length'] || Number.NaN)
  return {
    headers,
    mime: headers?.['content-type']?.split(';', 1)[0]?.trim() || undefined,
    size: length >= 0 ? length : undefined,
  }
}

/** Header lines as `XMLHttpRequest` gives them, ready to be asked by lower-case name. */
export function headerLines(lines: string): (name: string) => string | null {
  const found = new Map<string, string>()
  for (const line of lines.split('\r\n')) {
    const end = line.indexOf(':')
    if (end > 0) found.set(line.slice(0, end).toLowerCase(), line.slice(end + 1).trim())
  }
  return (name) => found.get(name) ?? null
}
