import { type Entry, type EntryScope, type Format, specOf } from '../model'
import type { Patch } from '../timeline'
import { isJsonObject, type Json, recordedJson } from '../value'
import type { Place, Sanitizer } from './sanitizer'
import { createStateSanitizer } from './state'

/**
 * Sanitizes entries by the formats of their fields, never by the names of kinds.
 * Entries of each document come in order. `before`: the state of the source of
 * the first one before it, where that is no beginning.
 */
export function createEntrySanitizer(sanitizer: Sanitizer, before?: Json): (entry: Entry) => Entry {
  const states = createStateSanitizer(sanitizer)
  const fieldsOf = createFieldTable()
  /** The sources whose value is held, by document: a gap of a document concerns them all. */
  const held = new Map<string, Set<string>>()

  function field({ format, name }: Field, value: Json, entry: Entry, at: Place): Json {
    switch (format) {
      case 'safe':
        return value
      case 'text':
      case 'url':
      case 'stack':
      case 'name':
        return typeof value === 'string' ? sanitizer.sanitizeText(value, format, at) : sanitizer.sanitizeJson(value, at, name)
      case 'headers':
        return isHeaders(value) ? sanitizer.sanitizeHeaders(value, at, name) : sanitizer.sanitizeJson(value, at, name)
      case 'value':
        return sanitizer.sanitizeJson(value, at, name)
      case 'state':
        return states.keyframe(sourceOf(entry), value, at)
      case 'patch':
        return isPatch(value) ? recordedJson(states.patch(sourceOf(entry), value, at)) : sanitizer.sanitizeJson(value, at, name)
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
    if (entry.kind !== 'state' || (entry.type !== 'open' && entry.type !== 'close' && entry.type !== 'gap')) return
    const sources = entry.source === undefined ? [...(held.get(entry.document) ?? [])] : [sourceOf(entry)]
    for (const source of sources) {
      states.forget(source)
      held.get(entry.document)?.delete(source)
    }
  }

  let known = before
  return (entry) => {
    forget(entry)
    if (known !== undefined) states.hold(sourceOf(entry), known)
    known = undefined
    const fields = fieldsOf(entry)
    const data = recordedJson(entry.data)
    if (!isJsonObject(data)) return entry
    let changed: Record<string, Json> | undefined
    sanitizer.concern(scopeOf(entry))
    for (const one of fields ?? unknownFields(data)) {
      const { name, title } = one
      const value = data[name]
      if (value === undefined) continue
      sanitizer.countAs(title)
      const clean = field(one, value, entry, () => `${entry.kind}/${entry.type} ${entry.seq} ${name}`)
      if (clean === value) continue
      changed ??= {}
      changed[name] = clean
    }
    sanitizer.concern(undefined)
    const source = entry.source === undefined ? undefined : sanitizer.sanitizeKey(entry.source, () => `source of ${entry.seq}`)
    if (changed === undefined && source === entry.source) return entry
    return withData(entry, changed ?? {}, source)
  }
}

/** What a source holds is one value over time, whichever entries tell of it. */
function scopeOf({ kind, type, source }: Entry): EntryScope {
  return { kind, type: kind === 'state' ? '' : type, source }
}

function withData<AnyEntry extends Entry>(entry: AnyEntry, changed: Readonly<Record<string, Json>>, source: string | undefined): AnyEntry {
  const made: AnyEntry = { ...entry, data: { ...entry.data, ...changed } }
  return source === undefined ? made : { ...made, source }
}

interface Field {
  readonly name: string
  readonly format: Format
  /** For the report. */
  readonly title: string
}

/** The fields of each type that hold anything of the page's; undefined for a type this version does not know. */
function createFieldTable(): (entry: Entry) => readonly Field[] | undefined {
  const known = new Map<unknown, readonly Field[]>()
  return ({ kind, type }) => {
    const spec = specOf(kind, type)
    if (spec === undefined) return undefined
    let fields = known.get(spec)
    if (fields === undefined) {
      fields = Object.entries(spec.fields)
        .filter(([, format]) => format !== 'safe')
        .map(([name, format]) => ({ name, format, title: `${kind}/${type} ${name}` }))
      known.set(spec, fields)
    }
    return fields
  }
}

/** Of a type that a later version added, every field may hold anything. */
function unknownFields(data: { readonly [name: string]: Json }): readonly Field[] {
  return Object.keys(data).map((name) => ({ name, format: 'value', title: `unknown ${name}` }))
}

function isHeaders(value: Json): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((header) => typeof header === 'string')
}

function isPatch(value: Json): value is Patch & Json {
  return Array.isArray(value)
}
