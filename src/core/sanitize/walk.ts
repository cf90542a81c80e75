import { describingKeys } from '../guard'
import { isJsonObject, type Json, type JsonObject, setOwn } from '../value'
import type { Named } from './compile'
import { DEEPEST, type Engine } from './context'
import { digitsRule, isSecretText } from './detect'
import type { NameMatch } from './rule'
import { holdsValues, isEmptyTag, tagIn } from './tags'

/** Deeper JSON than this is not looked into, and not let out. */
const MOST_LEVELS = 1000
const FEWEST_DIGITS = 1e11
/** A count under a name for a secret has fewer digits. */
const LONG_NUMBER = 100_000

export interface Walk {
  /** Cleans JSON. Gives back the identical value where nothing changes. */
  json(value: Json, depth: number, name?: string): Json
  /** The same for a container that was reached with `within`; `plain`: its `$` is a key like any other. */
  container(value: Json, within: number, plain: boolean): Json
  /** How `container` treats what it holds under `key`, or at that index. */
  treatment(container: Json, key: string): Treatment
  /** Cleans a child as its container treats it. */
  child(treatment: Treatment, value: Json, within: number): Json
  /** The rule whose secrets are within that child (-1: none), or undefined where cleaning leaves nothing of it to go into. */
  enter(treatment: Treatment, value: Json, within: number): number | undefined
  /** How an entry of a Map treats its value; undefined when it is none. */
  entryTreatment(entry: Json): Treatment | undefined
  entry(entry: Json, within: number): Json
}

/** What a container makes of one of its children before it looks at it. */
export interface Treatment {
  /** The key or index as it may be shown. */
  readonly key: string | number
  readonly named: Named | undefined
}

/** Facts in a container of secrets that are none themselves: `{ access: …, type: 'bearer', expires: … }`. */
const besideSecret =
  /(?:type|kind|scope|scopes|name|id|label|description|status|state|url|uri|host|email|user|expir\w{0,12}|issued?|created|updated|at|date|time|alg|algorithm|version)$/i
/** The names that name a pair, and the one whose value they name. */
const pairNames = ['name', 'key', 'field', 'header', 'id', 'type'] as const
const pairValues = new Set(['value', 'payload', 'val'])

/** The walk through JSON: names decide over their values, the rest is decided by what a value is. */
export function createWalk(engine: Engine): Walk {
  const { trail, compiled } = engine
  let levels = 0

  function json(value: Json, depth: number, name: string | undefined, within: number): Json {
    if (typeof value === 'string') return string(value, depth, name, within)
    if (typeof value === 'number') return number(value, name)
    if (typeof value !== 'object' || value === null) return value
    if (levels >= MOST_LEVELS) {
      engine.found(compiled.tooDeep)
      return engine.mark(compiled.tooDeep)
    }
    levels++
    const cleaned = Array.isArray(value) ? list(value, depth, within) : isJsonObject(value) ? object(value, depth, within) : value
    levels--
    return cleaned
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
    const decided = named === undefined ? undefined : byName(named, value, depth)
    const cleaned = decided ?? json(value, depth, typeof key === 'string' ? key : undefined, inner(key, within))
    trail.pop()
    return cleaned
  }

  function inner(key: string | number, within: number): number {
    return within >= 0 && typeof key === 'string' && besideSecret.test(key) ? -1 : within
  }

  /** What a name makes of its value; undefined when it says nothing of this one. */
  function byName(named: Named, value: Json, depth: number): Json | undefined {
    if (typeof value === 'string') return isSecretText(named, value) ? redact(named.rule) : undefined
    if (typeof value === 'number') {
      const may = named.numbers === 'all' || (named.numbers === 'long' && Number.isInteger(value) && Math.abs(value) >= LONG_NUMBER)
      return may && named.looks?.test(String(value)) !== false ? redact(named.rule) : undefined
    }
    if (typeof value !== 'object' || value === null) return value
    if (isJsonObject(value) && isEmptyTag(value)) return value
    // A function is no secret; what it is called is a text like any other.
    if (isJsonObject(value) && tagIn(value) === 'function') return undefined
    const fate = containerFate(named, value)
    if (fate === 'whole') return redact(named.rule)
    return fate === 'within' ? json(value, depth, undefined, named.rule) : fate === 'plain' ? undefined : value
  }

  /** What of an object or list goes under a name: all of it, the texts within, nothing by the name alone; `none` when it is empty. */
  function containerFate(named: Named, value: readonly Json[] | JsonObject): NameMatch['containers'] | 'none' {
    const open = !isJsonObject(value) || typeof value.$ !== 'string' || holdsValues(value, tagIn(value) ?? '')
    if (named.containers === 'plain' && open) return 'plain'
    if (Object.keys(value).length === 0) return 'none'
    return named.containers === 'within' && open ? 'within' : 'whole'
  }

  function list(value: readonly Json[], depth: number, within: number): Json {
    const named = secondOf(value)
    let out: Json[] | undefined
    for (let at = 0; at < value.length; at++) {
      const item = value[at] ?? null
      const cleaned = child(at, at === 1 ? named : undefined, item, depth, within)
      if (out === undefined && cleaned !== item) out = value.slice(0, at)
      out?.push(cleaned)
    }
    return out ?? value
  }

  /** `['token', …]`: what the first of two says of the second. */
  function secondOf(value: readonly Json[]): Named | undefined {
    const [first] = value
    return value.length === 2 && typeof first === 'string' ? engine.nameOf(first) : undefined
  }

  function object(value: JsonObject, depth: number, within: number): Json {
    if (isEmptyTag(value)) return value
    const tag = tagIn(value)
    return tag === undefined ? plainObject(value, depth, within) : tagged(value, tag, depth, within)
  }

  function plainObject(value: JsonObject, depth: number, within: number): Json {
    const keys = Object.keys(value)
    const pair = pairOf(value)
    let out: Record<string, Json> | undefined
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? ''
      const item = value[key] ?? null
      const facts = engine.key(key)
      const cleaned = child(facts.clean, facts.named ?? (pairValues.has(key) ? pair : undefined), item, depth, within)
      if (out === undefined && (cleaned !== item || facts.clean !== key)) {
        out = {}
        for (let before = 0; before < at; before++) setOwn(out, keys[before] ?? '', value[keys[before] ?? ''] ?? null)
      }
      if (out !== undefined) setOwn(out, facts.clean === key ? key : freeKey(facts.clean, value, out), cleaned)
    }
    return out ?? value
  }

  /** `{ name: 'token', value: … }`: what the name says of the value. A mere `type` or `id` tells of a text alone. */
  function pairOf(value: JsonObject): Named | undefined {
    if (value.value === undefined && value.payload === undefined && value.val === undefined) return undefined
    for (const name of pairNames) {
      const text = value[name]
      const named = typeof text === 'string' ? engine.nameOf(text) : undefined
      if (named !== undefined) return name === 'type' || name === 'id' ? { ...named, containers: 'plain' } : named
    }
    for (const key of describingKeys) {
      const named = describedBy(value[key])
      if (named !== undefined) return { ...named, containers: 'plain' }
    }
    return undefined
  }

  /** What the name in a description says: in an object, or in what was a Map. */
  function describedBy(value: Json | undefined): Named | undefined {
    if (value === undefined || !isJsonObject(value)) return undefined
    const inside = typeof value.$ === 'string' ? value.v : value
    const entries = Array.isArray(inside) ? inside : isJsonObject(inside ?? null) ? Object.entries(inside ?? {}) : []
    for (const entry of entries) {
      if (!Array.isArray(entry) || entry.length !== 2) continue
      const [key, text]: readonly unknown[] = entry
      const isName = pairNames.some((name) => name === key && name !== 'type')
      const named = isName && typeof text === 'string' ? engine.nameOf(text) : undefined
      if (named !== undefined) return named
    }
    return undefined
  }

  function tagged(value: JsonObject, tag: string, depth: number, within: number): Json {
    if (value.v !== undefined && holdsValues(value, tag))
      return withV(taggedTexts(value, tag, depth, within, 'v'), contained(value.v, tag, depth, within))
    if (within >= 0 && tag !== 'function') return redact(within)
    if (tag === 'bigint' && typeof value.v === 'string') {
      for (const { rule, digits } of compiled.digits) if (digitsRule(digits, value.v, undefined)) return redact(rule)
      return value
    }
    return taggedTexts(value, tag, depth, within)
  }

  function contained(v: Json, tag: string, depth: number, within: number): Json {
    if (tag === 'map' && Array.isArray(v)) return mapEntries(v, depth, within)
    // What the tag `object` wraps is the page's own, its `$` too.
    if (tag === 'object' && isJsonObject(v)) return plainObject(v, depth, within)
    return json(v, depth, undefined, within)
  }

  function withV(value: Json, v: Json): Json {
    return !isJsonObject(value) || v === value.v ? value : { ...value, v }
  }

  /** Entries of a Map: keys that are texts are like keys of an object. */
  function mapEntries(entries: readonly Json[], depth: number, within: number): Json {
    const out = entries.map((entry, at) => {
      trail.push(at)
      const cleaned = mapEntry(entry, depth, within)
      trail.pop()
      return cleaned
    })
    return out.some((entry, at) => entry !== entries[at]) ? out : entries
  }

  function mapEntry(entry: Json, depth: number, within: number): Json {
    if (!Array.isArray(entry) || entry.length !== 2) return json(entry, depth, undefined, within)
    const [key = null, item = null]: readonly Json[] = entry
    const facts = typeof key === 'string' ? engine.key(key) : undefined
    const cleanKey = facts?.clean ?? child(0, undefined, key, depth, within)
    const cleaned = child(facts?.clean ?? 1, facts?.named, item, depth, within)
    return cleanKey === key && cleaned === item ? entry : [cleanKey, cleaned]
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
    container: (value, within, plain) =>
      plain && isJsonObject(value) ? plainObject(value, DEEPEST, within) : json(value, DEEPEST, undefined, within),
    treatment(container, key) {
      if (Array.isArray(container)) return { key: Number(key), named: key === '1' ? secondOf(container) : undefined }
      const facts = engine.key(key)
      const pair = pairValues.has(key) && isJsonObject(container) ? pairOf(container) : undefined
      return { key: facts.clean, named: facts.named ?? pair }
    },
    child: ({ key, named }, value, within) => child(key, named, value, DEEPEST, within),
    enter({ key, named }, value, within) {
      if (typeof value !== 'object' || value === null) return undefined
      const fate = named === undefined ? 'plain' : containerFate(named, value)
      return fate === 'plain' ? inner(key, within) : fate === 'within' ? named?.rule : undefined
    },
    entryTreatment(entry) {
      if (!Array.isArray(entry) || entry.length !== 2) return undefined
      const facts = typeof entry[0] === 'string' ? engine.key(entry[0]) : undefined
      return { key: facts?.clean ?? 1, named: facts?.named }
    },
    entry: (entry, within) => mapEntry(entry, DEEPEST, within),
  }
}

/** The name under which `out` gets what `value` holds under a key that became a token: a page's own key may look like one. */
export function freeKey(token: string, value: JsonObject, out: Readonly<Record<string, Json>>): string {
  let key = token
  while (Object.hasOwn(value, key) || Object.hasOwn(out, key)) key += '+'
  return key
}

/** True when a change of what `object` holds under `key` may change how it treats its other children. `plain`: its `$` is a key like any other. */
export function concernsSiblings(object: JsonObject, key: string, plain: boolean): boolean {
  // With a field more or less it may be a tag, or no longer one.
  if (!plain && (key === '$' || typeof object.$ === 'string')) return true
  const values = [...pairValues].filter((name) => Object.hasOwn(object, name)).length
  return ((pairNames.some((name) => name === key) || describingKeys.has(key)) && values > 0) || (pairValues.has(key) && values > 1)
}

/** The same for a change deep in what lies under `key`. */
export function describesSiblings(object: JsonObject, key: string): boolean {
  return describingKeys.has(key) && [...pairValues].some((name) => Object.hasOwn(object, name))
}
