import { isJsonObject, type Json, type JsonObject, setOwn } from '../value'
import type { Named } from './compile'
import { DEEPEST, type Engine } from './context'
import { digitsRule, isSecretText } from './detect'
import { containerTags, isEmptyTag, textTags } from './tags'

/** Deeper JSON than this is not looked into, and not let out. */
const MOST_LEVELS = 1000
const FEWEST_DIGITS = 1e11
/** A count under a name for a secret has fewer digits. */
const LONG_NUMBER = 100_000

export interface Walk {
  /** Cleans JSON. Gives back the identical value where nothing changes. */
  json(value: Json, depth: number, name?: string): Json
  /** The same, remembered by object as long as the object lives: an unchanged part is never walked twice. */
  remembered(value: Json): Json
}

/** Facts in a container of secrets that are none themselves: `{ access: …, type: 'bearer', expires: … }`. */
const besideSecret =
  /(?:type|kind|scope|scopes|name|id|label|description|status|state|url|uri|host|email|user|expir\w*|issued?|created|updated|at|date|time|alg|algorithm|version)$/i
/** The names that name a pair, and the one whose value they name. */
const pairNames = ['name', 'key', 'field', 'header', 'id', 'type'] as const
const pairValues = new Set(['value', 'payload', 'val'])

/** The walk through JSON: names decide over their values, the rest is decided by what a value is. */
export function createWalk(engine: Engine): Walk {
  const { trail, compiled } = engine
  /** For each rule whose secrets are within a container (and -1 outside of any): what its objects became. */
  const memos = new Map<number, WeakMap<object, Json>>()
  let memo = false
  let levels = 0

  function json(value: Json, depth: number, name: string | undefined, within: number): Json {
    if (typeof value === 'string') return string(value, depth, name, within)
    if (typeof value === 'number') return number(value, name)
    if (typeof value !== 'object' || value === null) return value
    if (levels >= MOST_LEVELS) {
      engine.found(compiled.tooDeep)
      return engine.mark(compiled.tooDeep)
    }
    const known = memo && depth === DEEPEST ? memos.get(within)?.get(value) : undefined
    if (known !== undefined) return known
    levels++
    const cleaned = Array.isArray(value) ? list(value, depth, within) : isJsonObject(value) ? object(value, depth, within) : value
    levels--
    if (memo && depth === DEEPEST) remember(value, within, cleaned)
    return cleaned
  }

  function remember(value: object, within: number, cleaned: Json): void {
    let known = memos.get(within)
    if (known === undefined) {
      known = new WeakMap()
      memos.set(within, known)
    }
    known.set(value, cleaned)
  }

  function string(value: string, depth: number, name: string | undefined, within: number): Json {
    if (within >= 0 && value !== '' && !/^\[redacted:[\w-]+\]$/.test(value)) return redact(within)
    return engine.string(value, depth, name)
  }

  function redact(rule: number): Json {
    engine.found(rule)
    return engine.mark(rule)
  }

  function number(value: number, name: string | undefined): Json {
    if (value < FEWEST_DIGITS || !Number.isInteger(value)) return value
    for (const { rule, digits } of compiled.digits) {
      engine.running(rule)
      if (digitsRule(digits, String(value), name)) return redact(rule)
    }
    return value
  }

  /** A value under a key, an item of a list (`key` is its index), the second of a pair. */
  function child(key: string | number, named: Named | undefined, value: Json, depth: number, within: number): Json {
    trail.push(key)
    const name = typeof key === 'string' ? key : undefined
    const decided = named === undefined ? undefined : byName(named, value, depth)
    const inner = within >= 0 && name !== undefined && besideSecret.test(name) ? -1 : within
    const cleaned = decided ?? json(value, depth, name, inner)
    trail.pop()
    return cleaned
  }

  /** What a name makes of its value; undefined when it says nothing of this one. */
  function byName(named: Named, value: Json, depth: number): Json | undefined {
    if (typeof value === 'string') return isSecretText(named, value) ? redact(named.rule) : undefined
    if (typeof value === 'number') {
      const may = named.numbers === 'all' || (named.numbers === 'long' && Number.isInteger(value) && Math.abs(value) >= LONG_NUMBER)
      return may && named.looks?.test(String(value)) !== false ? redact(named.rule) : undefined
    }
    if (typeof value !== 'object' || value === null) return value
    const tag = isJsonObject(value) && typeof value.$ === 'string' ? value.$ : undefined
    if (tag === 'function' || (isJsonObject(value) && isEmptyTag(value))) return value
    if (named.containers === 'plain' && (tag === undefined || containerTags.has(tag))) return undefined
    if (Object.keys(value).length === 0) return value
    if (named.containers === 'within' && (tag === undefined || containerTags.has(tag))) return json(value, depth, undefined, named.rule)
    return redact(named.rule)
  }

  function list(value: readonly Json[], depth: number, within: number): Json {
    const [first] = value
    const named = value.length === 2 && typeof first === 'string' ? engine.key(first).named : undefined
    let out: Json[] | undefined
    for (let at = 0; at < value.length; at++) {
      const item = value[at] ?? null
      const cleaned = child(at, at === 1 ? named : undefined, item, depth, within)
      if (out === undefined && cleaned !== item) out = value.slice(0, at)
      out?.push(cleaned)
    }
    return out ?? value
  }

  function object(value: JsonObject, depth: number, within: number): Json {
    if (typeof value.$ === 'string') {
      if (isEmptyTag(value)) return value
      if (containerTags.has(value.$) || textTags.has(value.$)) return tagged(value, value.$, depth, within)
    }
    return plainObject(value, depth, within)
  }

  function plainObject(value: JsonObject, depth: number, within: number): Json {
    const keys = Object.keys(value)
    const pair = pairOf(value)
    let out: Record<string, Json> | undefined
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? ''
      const item = value[key] ?? null
      const facts = engine.key(key)
      const named = facts.named ?? (pair !== undefined && pairValues.has(key) ? pair : undefined)
      const cleaned = child(facts.clean, named, item, depth, within)
      if (out === undefined && (cleaned !== item || facts.clean !== key)) {
        out = {}
        for (let before = 0; before < at; before++) setOwn(out, keys[before] ?? '', value[keys[before] ?? ''] ?? null)
      }
      if (out !== undefined) setOwn(out, facts.clean === key ? key : freeKey(facts.clean, value, out), cleaned)
    }
    return out ?? value
  }

  /** A page's own key may look like a token. */
  function freeKey(token: string, value: JsonObject, out: Readonly<Record<string, Json>>): string {
    let key = token
    while (Object.hasOwn(value, key) || Object.hasOwn(out, key)) key += '+'
    return key
  }

  /** `{ name: 'token', value: … }`: what the name says of the value. A mere `type` or `id` tells of a text alone. */
  function pairOf(value: JsonObject): Named | undefined {
    if (value.value === undefined && value.payload === undefined && value.val === undefined) return undefined
    for (const name of pairNames) {
      const text = value[name]
      const named = typeof text === 'string' && text.length <= 200 ? engine.key(text).named : undefined
      if (named !== undefined) return name === 'type' || name === 'id' ? { ...named, containers: 'plain' } : named
    }
    return undefined
  }

  function tagged(value: JsonObject, tag: string, depth: number, within: number): Json {
    if (tag === 'map' && Array.isArray(value.v)) return withV(value, mapEntries(value.v, depth, within))
    // What the tag `object` wraps is the page's own, its `$` too.
    if (tag === 'object' && isJsonObject(value.v)) return withV(value, plainObject(value.v, depth, within))
    if (containerTags.has(tag) && value.v !== undefined)
      return withV(taggedTexts(value, tag, depth, within, 'v'), json(value.v, depth, undefined, within))
    if (within >= 0 && tag !== 'function') return redact(within)
    if (tag === 'bigint' && typeof value.v === 'string') {
      for (const { rule, digits } of compiled.digits) if (digitsRule(digits, value.v, undefined)) return redact(rule)
      return value
    }
    return taggedTexts(value, tag, depth, within)
  }

  function withV(value: Json, v: Json): Json {
    return !isJsonObject(value) || v === value.v ? value : { ...value, v }
  }

  /** Entries of a Map: keys that are texts are like keys of an object. */
  function mapEntries(entries: readonly Json[], depth: number, within: number): Json {
    let changed = false
    const out = entries.map((entry, at) => {
      if (!Array.isArray(entry) || entry.length !== 2) return child(at, undefined, entry, depth, within)
      const [key, item]: readonly Json[] = entry
      const facts = typeof key === 'string' ? engine.key(key) : undefined
      const cleanKey = facts?.clean ?? child(at, undefined, key ?? null, depth, within)
      const cleaned = child(facts?.clean ?? at, facts?.named, item ?? null, depth, within)
      if (cleanKey === key && cleaned === item) return entry
      changed = true
      return [cleanKey, cleaned]
    })
    return changed || out.some((entry, at) => entry !== entries[at]) ? out : entries
  }

  /** Errors, functions, cut values and the like: their texts stay texts. */
  function taggedTexts(value: JsonObject, tag: string, depth: number, within: number, except?: string): Json {
    let out: Record<string, Json> | undefined
    for (const [key, item] of Object.entries(value)) {
      if (key === '$' || key === except) continue
      trail.push(key)
      const cleaned = typeof item === 'string' ? engine.text(item, depth, key) : json(item, depth, key, within)
      trail.pop()
      if (cleaned === item) continue
      // What is no longer base64 cannot be read back as bytes.
      if (tag === 'bytes' && key === 'v' && typeof cleaned === 'string' && !/^[A-Za-z0-9+/]*={0,2}$/.test(cleaned))
        return { $: 'redacted', by: /\[redacted:([\w-]+)\]/.exec(cleaned)?.[1] ?? 'too-deep' }
      out ??= { ...value }
      setOwn(out, key, cleaned)
    }
    return out ?? value
  }

  return {
    json: (value, depth, name) => json(value, depth, name, -1),
    remembered(value) {
      memo = true
      try {
        return json(value, DEEPEST, undefined, -1)
      } finally {
        memo = false
      }
    },
  }
}
