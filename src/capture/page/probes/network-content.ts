import { guardHeaders } from '../../../core/guard'
import { isObject } from '../callable'
import { accessor } from './accessor'
import type { Page } from './hooks'

type HeaderRecord = Readonly<Record<string, string>>

const MOST_HEADERS = 60
const VALUE_LENGTH = 500
/** Longer text is not counted: a megabyte takes a millisecond. */
const COUNTED = 1_000_000
const { apply } = Reflect
const { isView } = ArrayBuffer
const encoder = new TextEncoder()

/** What of a response's headers explains how it went; the rest is the application's. */
const telling = [
  'content-type',
  'content-length',
  'content-encoding',
  'cache-control',
  'etag',
  'retry-after',
  'server-timing',
  'x-request-id',
]

/** Tells the size in bytes of what a page sends or gets, where that needs no reading. */
export function createSizer(page: Page): (body: unknown) => number | undefined {
  const { toString: paramsText } = page.URLSearchParams.prototype
  const { URLSearchParams } = page
  const blobSize = accessor(page.Blob, 'size')
  return (body) => {
    const text = body instanceof URLSearchParams ? apply(paramsText, body, []) : body
    if (typeof text === 'string') return text.length > COUNTED ? undefined : encoder.encode(text).length
    if (body instanceof ArrayBuffer || isView(body)) return body.byteLength
    const size = isObject(body) ? blobSize(body) : undefined
    return typeof size === 'number' ? size : undefined
  }
}

function guarded(pairs: readonly (readonly [name: string, value: string])[]): HeaderRecord | undefined {
  if (pairs.length === 0) return undefined
  return guardHeaders(Object.fromEntries(pairs.slice(0, MOST_HEADERS).map(([name, value]) => [name, value.slice(0, VALUE_LENGTH)])))
}

/** Request headers as a page gave them: a `Headers`, pairs, or a plain object. */
export function createHeaderReader(page: Page): (given: unknown) => HeaderRecord | undefined {
  const { Headers } = page
  const { forEach } = Headers.prototype
  return (given) => {
    const pairs: [string, string][] = []
    if (!isObject(given)) return undefined
    try {
      apply(forEach, Reflect.construct(Headers, [given]), [(value: string, name: string) => pairs.push([name, value])])
    } catch {
      // What the browser does not take for headers is not sent either.
      return undefined
    }
    return guarded(pairs)
  }
}

/** What a response's headers tell of how it went. */
export function describeResponse(get: (name: string) => string | null | undefined): {
  readonly headers: HeaderRecord | undefined
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
export function headerLines(lines: string): (name: string) => string | undefined {
  return (name) => new RegExp(`^${name}: *(.*?)\\r?$`, 'im').exec(lines)?.[1]
}
