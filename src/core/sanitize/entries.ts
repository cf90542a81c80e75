import { AppError } from '../errors'
import { type Entry, type Format, faultOf, specOf } from '../model'
import type { Patch } from '../timeline'
import { isJsonObject, type Json } from '../value'
import type { Sanitizer } from './sanitizer'
import { createStateSanitizer } from './state'

/** Sanitizes entries by the formats of their fields, never by the names of kinds. Entries of each document come in order. */
export function createEntrySanitizer(sanitizer: Sanitizer): (entry: Entry) => Entry {
  const states = createStateSanitizer(sanitizer)
  /** The sources whose value is held, by document: a gap of a document concerns them all. */
  const held = new Map<string, Set<string>>()

  function field(format: Format, value: Json, entry: Entry, at: string): Json {
    switch (format) {
      case 'safe':
        return value
      case 'text':
      case 'url':
      case 'stack':
      case 'name':
        return typeof value === 'string' ? sanitizer.sanitizeText(value, format, at) : sanitizer.sanitizeJson(value, at)
      case 'headers':
        return isHeaders(value) ? sanitizer.sanitizeHeaders(value, at) : sanitizer.sanitizeJson(value, at)
      case 'value':
        return sanitizer.sanitizeJson(value, at)
      case 'state':
        return states.keyframe(sourceOf(entry), value, at)
      case 'patch':
        return isPatch(value) ? jsonOf(states.patch(sourceOf(entry), value, at)) : sanitizer.sanitizeJson(value, at)
    }
  }

  function sourceOf({ document, source = '' }: Entry): string {
    const key = `${document}\n${source}`
    const known = held.get(document)
    if (known === undefined) held.set(document, new Set([key]))
    else known.add(key)
    return key
  }

  function forget(entry: Entry): void {
    if (entry.kind !== 'state' || !['open', 'close', 'gap'].includes(entry.type)) return
    const sources = entry.source === undefined ? [...(held.get(entry.document) ?? [])] : [sourceOf(entry)]
    for (const source of sources) {
      states.forget(source)
      held.get(entry.document)?.delete(source)
    }
  }

  return (entry) => {
    forget(entry)
    const what = `${entry.kind}/${entry.type}`
    const place = `${what} ${entry.seq}`
    const formats = specOf(entry.kind, entry.type)?.fields ?? {}
    const data: Json = jsonOf(entry.data)
    const changed: Record<string, Json> = {}
    for (const [name, value] of Object.entries(isJsonObject(data) ? data : {})) {
      if (value === undefined) continue
      sanitizer.countAs(`${what} ${name}`)
      const clean = field(formats[name] ?? 'value', value, entry, `${place} ${name}`)
      if (clean !== value) changed[name] = clean
    }
    sanitizer.countAs('source')
    const source = entry.source === undefined ? undefined : sanitizer.sanitizeKey(entry.source, `${place} source`)
    if (Object.keys(changed).length === 0 && source === entry.source) return entry
    return asEntry({ ...entry, ...(source === undefined ? {} : { source }), data: { ...entry.data, ...changed } }, place)
  }
}

/** Recorded data is JSON by construction; the types of the model only say it more closely. */
function jsonOf(data: unknown): Json {
  return isJson(data) ? data : null
}

function isJson(data: unknown): data is Json {
  return data !== undefined && typeof data !== 'function'
}

function isHeaders(value: Json): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((header) => typeof header === 'string')
}

function isPatch(value: Json): value is Patch & Json {
  return Array.isArray(value)
}

/** Sanitizing keeps the shape of an entry: what it made of one must still be one. */
function asEntry(made: unknown, at: string): Entry {
  if (isEntry(made)) return made
  throw new AppError('sanitize/rule-failed', { rule: 'shape', at })
}

function isEntry(made: unknown): made is Entry {
  return faultOf(made) === undefined
}
