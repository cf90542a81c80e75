import type { Sanitizer } from '../core/sanitize'
import { isJsonObject, type Json, type JsonObject } from '../core/value'
import { type Body, openBody, openEncoded } from './har-body'
import { changed } from './har-path'

/** An entry with its bodies as what they say, and how it becomes an entry again. */
interface OpenEntry {
  readonly value: Json
  close(cleaned: Json): Json
}

/** An entry, as `parsePlain` gives it, sanitized by what HAR 1.2 says of its parts. Anything may stand where HAR has something else. */
export function cleanEntry(sanitizer: Sanitizer, entry: Json, at: string): Json {
  const { value, close } = openEntry(entry)
  let cleaned = close(sanitizer.sanitizeJson(withoutCookies(value), at))
  for (const part of ['request', 'response'] as const) {
    const cookies = cookiesOf(entry, part)
    if (cookies === undefined) continue
    const clean = cookies.map((cookie, index) => cleanCookie(sanitizer, cookie, `${at} ${part}/cookies/${index}`))
    cleaned = changed(cleaned, [part, 'cookies'], () => clean)
  }
  for (const path of parameters) {
    const clean = (pairs: Json) => cleanParameters(sanitizer, pairs, `${at} ${path.join('/')}`)
    cleaned = changed(cleaned, path, clean)
  }
  return cleaned
}

/** For looking again at what was sanitized. */
export function openEntry(entry: Json): OpenEntry {
  const bodies: { readonly path: readonly string[]; readonly body: Body }[] = []
  let value = entry
  for (const path of bodyPaths) {
    value = changed(value, path, (text, holder) => {
      const body = typeof text === 'string' ? openedText(text, holder) : undefined
      if (body === undefined) return text
      bodies.push({ path, body })
      return body.value
    })
  }
  const messages: (Body | undefined)[] = []
  value = changed(value, [MESSAGES], (list) => (Array.isArray(list) ? list.map((message) => openMessage(message, messages)) : list))
  return {
    value,
    close(cleaned) {
      let closed = cleaned
      for (const { path, body } of bodies) closed = changed(closed, path, body.close)
      return changed(closed, [MESSAGES], (list) =>
        Array.isArray(list) ? list.map((message, at) => closeMessage(message, messages[at])) : list,
      )
    },
  }
}

const MESSAGES = '_webSocketMessages'
const bodyPaths = [
  ['request', 'postData', 'text'],
  ['response', 'content', 'text'],
] as const
const parameters = [
  ['request', 'queryString'],
  ['request', 'postData', 'params'],
] as const
/** Of a frame of a WebSocket; the bytes of such are base64. */
const BINARY = 2

function openedText(text: string, { mimeType, encoding }: JsonObject): Body {
  const mime = typeof mimeType === 'string' ? mimeType.toLowerCase() : ''
  return typeof encoding === 'string' && encoding.toLowerCase() === 'base64' ? openEncoded(text, mime) : openBody(text, mime)
}

function openMessage(message: Json, opened: (Body | undefined)[]): Json {
  let body: Body | undefined
  const open = changed(message, ['data'], (data, { opcode }) => {
    if (typeof data !== 'string') return data
    body = opcode === BINARY ? openEncoded(data, '') : openBody(data, '')
    return body.value
  })
  opened.push(body)
  return open
}

function closeMessage(message: Json, body: Body | undefined): Json {
  return body === undefined ? message : changed(message, ['data'], body.close)
}

/** Cookies are secrets, whatever they are called; the list of them stays one. */
function withoutCookies(value: Json): Json {
  return (['request', 'response'] as const).reduce(
    (open, part) => (cookiesOf(open, part) === undefined ? open : changed(open, [part, 'cookies'], () => [])),
    value,
  )
}

function cookiesOf(entry: Json, part: 'request' | 'response'): readonly JsonObject[] | undefined {
  let found: Json | undefined
  changed(entry, [part, 'cookies'], (cookies) => {
    found = cookies
    return cookies
  })
  return Array.isArray(found) && found.every(isCookie) ? found : undefined
}

function isCookie(value: Json): value is JsonObject {
  return isJsonObject(value) && value.$ === undefined
}

function cleanCookie(sanitizer: Sanitizer, { value, ...rest }: JsonObject, at: string): Json {
  const others = sanitizer.sanitizeJson(rest, at)
  if (value === undefined) return others
  const pair = sanitizer.sanitizeJson({ name: 'Cookie', value }, at)
  return isJsonObject(others) && isJsonObject(pair) ? { ...others, value: pair.value ?? null } : others
}

/** Names that mean something in addresses alone, such as `code`, do so here. */
function cleanParameters(sanitizer: Sanitizer, pairs: Json, at: string): Json {
  if (!Array.isArray(pairs)) return pairs
  return pairs.map((pair, index) => {
    if (!isJsonObject(pair) || typeof pair.name !== 'string' || typeof pair.value !== 'string') return pair
    const before = `https://query.invalid/?${encoded(pair.name)}=`
    const cleaned = sanitizer.sanitizeText(before + encoded(pair.value), 'url', `${at}/${index}/value`)
    if (cleaned === before + encoded(pair.value)) return pair
    return { ...pair, value: cleaned.startsWith(before) ? decoded(cleaned.slice(before.length)) : cleaned }
  })
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%5Bredacted%3A([\w-]+)%5D/g, '[redacted:$1]')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A percent sign that was there before.
    return text
  }
}
