import { describingKeys } from '../guard'
import { ITEM, type Step } from '../model'
import { isJsonObject, type Json, type JsonObject, setOwn } from '../value'
import { DEEPEST, type Engine, type KeyFacts } from './context'
import { digitsRule, isSecretText } from './detect'
import type { Named, NameMatch } from './rule'
import { holdsValues, isEmptyTag, isRuleName, tagIn } from './tags'
import { noPath, nowhere, type PathState, type Where, whereWith } from './where'

/** Deeper JSON than this is not looked into, and not let out. */
const MOST_LEVELS = 1000
const FEWEST_DIGITS = 1e11
/** Of what is hidden as a whole: how many of its parts are looked at. */
const MOST_LEARNED = 200
/** A count under a name for a secret has fewer digits. */
const LONG_NUMBER = 100_000

export interface Walk {
  /** Cleans JSON. Gives back the identical value where nothing changes. */
  json(value: Json, depth: number, name: string | undefined, where: Where): Json
  /** The same for a container; `plain`: its `$` is a key like any other. */
  container(value: Json, where: Where, plain: boolean): Json
  /** How `container` treats what it holds under `key`, or at that index. */
  treatment(container: Json, key: string): Treatment
  /** Cleans a child as its container treats it. */
  child(treatment: Treatment, value: Json, where: Where): Json
  /** What holds within that child, or undefined where cleaning leaves nothing of it to go into. */
  enter(treatment: Treatment, value: Json, where: Where): Where | undefined
  /** How an entry of a Map treats its value; undefined when it is none. */
  entryTreatment(entry: Json): Treatment | undefined
  entry(entry: Json, where: Where): Json
}

/** What a container makes of one of its children before it looks at it. */
export interface Treatment {
  /** The key or index as it may be shown. */
  readonly key: string | number
  /** The key as it is, for paths. */
  readonly step: Step
  readonly named: Named | undefined
}

/** Facts in a container of secrets that are none themselves: `{ access: …, type: 'bearer', expires: … }`. */
const besideSecret =
  /(?:type|kind|scope|scopes|name|id|label|description|status|state|url|uri|host|email|user|expir\w{0,12}|issued?|created|updated|at|date|time|alg|algorithm|version)$/i
/** Tags that are no values: what they say are texts. */
const textTags: ReadonlySet<string> = new Set(['function', 'redacted'])
/** The names that name a pair, and the one whose value they name. */
const pairNames = ['name', 'key', 'field', 'header', 'id', 'type'] as const
const pairValues = new Set(['value', 'payload', 'val'])

/** The walk through JSON: names decide over their values, the rest is decided by what a value is. */
export function createWalk(engine: Engine): Walk {
  const { trail } = engine
  let levels = 0

  function json(value: Json, depth: number, name: string | undefined, where: Where): Json {
    if (typeof value === 'string') return string(value, depth, name, where)
    if (typeof value === 'number') return number(value, name)
    if (typeof value !== 'object' || value === null) return value
    if (levels >= MOST_LEVELS) {
      engine.found(engine.compiled.tooDeep)
      return engine.mark(engine.compiled.tooDeep)
    }
    levels++
    const cleaned = Array.isArray(value) ? list(value, depth, where) : isJsonObject(value) ? object(value, depth, where) : value
    levels--
    return cleaned
  }

  function string(value: string, depth: number, name: string | undefined, where: Where): Json {
    if (where.within >= 0 && value !== '' && !engine.isMarker(value) && !engine.isKept(value)) return redact(where.within, value)
    return engine.string(value, depth, name, where.path)
  }

  /** `text`: what was there, where that can be told in a text. */
  function redact(rule: number, text?: string): Json {
    engine.found(rule, text)
    return engine.mark(rule, text)
  }

  /** The texts in it go with it; what they are may stand elsewhere by itself. */
  function redactAll(rule: number, value: Json): Json {
    let left = MOST_LEARNED
    const some: Json[] = [value]
    for (let one = some.pop(); one !== undefined && left > 0; one = some.pop(), left--) {
      if (typeof one === 'string') engine.learn(rule, one)
      else if (typeof one === 'object' && one !== null) some.push(...Object.values(one).slice(0, MOST_LEARNED))
    }
    return redact(rule)
  }

  function number(value: number, name: string | undefined): Json {
    if (value < FEWEST_DIGITS || !Number.isInteger(value)) return value
    for (const { rule, digits } of engine.compiled.digits) {
      engine.running(rule)
      const text = String(value)
      if (digitsRule(digits, text, name) && !engine.isKept(text)) return redact(rule, text)
    }
    return value
  }

  /** A value under a key, an item of a list (`key` is its index), the second of a pair. */
  function child({ key, step, named }: Treatment, value: Json, depth: number, where: Where): Json {
    trail.push(key)
    const path = where.path === noPath ? noPath : where.path.next(step)
    const said = path.named ?? named
    const cleaned = path.keeps || said?.keeps === true ? kept(value, depth) : treated({ key, said, path }, value, depth, where)
    trail.pop()
    return cleaned
  }

  interface Said {
    readonly key: string | number
    readonly said: Named | undefined
    readonly path: PathState
  }

  function treated({ key, said, path }: Said, value: Json, depth: number, where: Where): Json {
    const decided = said === undefined || engine.isKeeping ? undefined : byName(said, value, depth, path)
    return decided ?? json(value, depth, typeof key === 'string' ? key : undefined, whereWith(where, inner(key, where.within), path))
  }

  /** As it is, whatever is in it; what would have been found is remembered, so that nobody stumbles over it. */
  function kept(value: Json, depth: number): Json {
    engine.keeping(() => json(value, depth, undefined, nowhere))
    return value
  }

  function inner(key: string | number, within: number): number {
    return within >= 0 && typeof key === 'string' && besideSecret.test(key) ? -1 : within
  }

  /** What a name makes of its value; undefined when it says nothing of this one. */
  function byName(named: Named, value: Json, depth: number, path: PathState): Json | undefined {
    if (typeof value === 'string')
      return isSecretText(named, value) && !engine.isMarker(value) && !engine.isKept(value) ? redact(named.rule, value) : undefined
    if (typeof value === 'number') {
      const text = String(value)
      const may = named.numbers === 'all' || (named.numbers === 'long' && Number.isInteger(value) && Math.abs(value) >= LONG_NUMBER)
      return may && named.looks?.test(text) !== false && !engine.isKept(text) ? redact(named.rule, text) : undefined
    }
    if (typeof value === 'boolean' && named.always === true) return redact(named.rule)
    if (typeof value !== 'object' || value === null) return value
    if (isJsonObject(value) && isEmptyTag(value)) return value
    // A function is no secret, nor is a marker; what it is called is a text like any other.
    if (isJsonObject(value) && textTags.has(tagIn(value) ?? '')) return undefined
    const fate = containerFate(named, value)
    if (fate === 'whole') return redactAll(named.rule, value)
    return fate === 'within' ? json(value, depth, undefined, { within: named.rule, path }) : fate === 'plain' ? undefined : value
  }

  /** What of an object or list goes under a name: all of it, the texts within, nothing by the name alone; `none` when it is empty. */
  function containerFate(named: Named, value: readonly Json[] | JsonObject): NameMatch['containers'] | 'none' {
    const open = !isJsonObject(value) || typeof value.$ !== 'string' || holdsValues(value, tagIn(value) ?? '')
    if (named.containers === 'plain' && open) return 'plain'
    if (Object.keys(value).length === 0) return 'none'
    return named.containers === 'within' && open ? 'within' : 'whole'
  }

  function list(value: readonly Json[], depth: number, where: Where): Json {
    const named = secondOf(value)
    let out: Json[] | undefined
    for (let at = 0; at < value.length; at++) {
      const item = value[at] ?? null
      const cleaned = child({ key: at, step: ITEM, named: at === 1 ? named : undefined }, item, depth, where)
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

  function object(value: JsonObject, depth: number, where: Where): Json {
    if (isEmptyTag(value)) return value
    const tag = tagIn(value)
    return tag === undefined ? plainObject(value, depth, where) : tagged(value, tag, depth, where)
  }

  function plainObject(value: JsonObject, depth: number, where: Where): Json {
    const keys = Object.keys(value)
    const pair = pairOf(value)
    let out: Record<string, Json> | undefined
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? ''
      const item = value[key] ?? null
      const facts = engine.key(key)
      const named = facts.named ?? (pairValues.has(key) ? pair : undefined)
      const cleaned = child({ key: facts.clean, step: key, named }, item, depth, where)
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

  function tagged(value: JsonObject, tag: string, depth: number, where: Where): Json {
    if (value.v !== undefined && holdsValues(value, tag))
      return withV(taggedTexts(value, tag, depth, where, 'v'), contained(value.v, tag, depth, where))
    if (where.within >= 0 && !textTags.has(tag)) return redact(where.within)
    if (tag === 'bigint' && typeof value.v === 'string') {
      for (const { rule, digits } of engine.compiled.digits)
        if (digitsRule(digits, value.v, undefined) && !engine.isKept(value.v)) return redact(rule, value.v)
      return value
    }
    return taggedTexts(value, tag, depth, where)
  }

  function contained(v: Json, tag: string, depth: number, where: Where): Json {
    if (tag === 'map' && Array.isArray(v)) return mapEntries(v, depth, where)
    // What the tag `object` wraps is the page's own, its `$` too.
    if (tag === 'object' && isJsonObject(v)) return plainObject(v, depth, where)
    return json(v, depth, undefined, where)
  }

  function withV(value: Json, v: Json): Json {
    return !isJsonObject(value) || v === value.v ? value : { ...value, v }
  }

  /** Entries of a Map: keys that are texts are like keys of an object. */
  function mapEntries(entries: readonly Json[], depth: number, where: Where): Json {
    const out = entries.map((entry, at) => {
      trail.push(at)
      const cleaned = mapEntry(entry, depth, where)
      trail.pop()
      return cleaned
    })
    return out.some((entry, at) => entry !== entries[at]) ? out : entries
  }

  function mapEntry(entry: Json, depth: number, where: Where): Json {
    if (!Array.isArray(entry) || entry.length !== 2) return json(entry, depth, undefined, where)
    const [key = null, item = null]: readonly Json[] = entry
    const facts = typeof key === 'string' ? engine.key(key) : undefined
    const cleanKey = facts?.clean ?? child({ key: 0, step: ITEM, named: undefined }, key, depth, whereWith(where, where.within, noPath))
    const cleaned = child(entryTreatmentOf(key, facts), item, depth, where)
    return cleanKey === key && cleaned === item ? entry : [cleanKey, cleaned]
  }

  /** Errors, functions, cut values and the like: their texts stay texts. */
  function taggedTexts(value: JsonObject, tag: string, depth: number, where: Where, except?: string): Json {
    let out: Record<string, Json> | undefined
    for (const [key, item] of Object.entries(value)) {
      if (key === '$' || key === except || (tag === 'redacted' && isMarkers(key, item))) continue
      trail.push(key)
      const cleaned = typeof item === 'string' ? engine.text(item, depth, key) : json(item, depth, key, where)
      trail.pop()
      if (cleaned === item) continue
      // What is no longer base64 cannot be read back as bytes.
      if (tag === 'bytes' && key === 'v' && typeof cleaned === 'string' && !/^[A-Za-z0-9+/]*={0,2}$/.test(cleaned))
        return { $: 'redacted', by: /\[redacted:([\w-]+)/.exec(cleaned)?.[1] ?? 'too-deep' }
      out ??= { ...value }
      setOwn(out, key, cleaned)
    }
    return out ?? value
  }

  /** Whether a field of a marker is as markers have it. */
  function isMarkers(field: string, value: Json): boolean {
    return typeof value === 'string' && (field === 'by' ? isRuleName(value) : field === 'as' && engine.tells(value))
  }

  return {
    json,
    container: (value, where, plain) =>
      plain && isJsonObject(value) ? plainObject(value, DEEPEST, where) : json(value, DEEPEST, undefined, where),
    treatment(container, key) {
      if (Array.isArray(container)) return { key: Number(key), step: ITEM, named: key === '1' ? secondOf(container) : undefined }
      const facts = engine.key(key)
      const pair = pairValues.has(key) && isJsonObject(container) ? pairOf(container) : undefined
      return { key: facts.clean, step: key, named: facts.named ?? pair }
    },
    child: (treatment, value, where) => child(treatment, value, DEEPEST, where),
    enter({ key, step, named }, value, where) {
      if (typeof value !== 'object' || value === null) return undefined
      const path = where.path === noPath ? noPath : where.path.next(step)
      const said = path.named ?? named
      if (path.keeps || said?.keeps === true) return undefined
      const fate = said === undefined ? 'plain' : containerFate(said, value)
      if (fate === 'plain') return whereWith(where, inner(key, where.within), path)
      return fate === 'within' && said !== undefined ? { within: said.rule, path } : undefined
    },
    entryTreatment(entry) {
      if (!Array.isArray(entry) || entry.length !== 2) return undefined
      const [key = null]: readonly Json[] = entry
      return entryTreatmentOf(key, typeof key === 'string' ? engine.key(key) : undefined)
    },
    entry: (entry, where) => mapEntry(entry, DEEPEST, where),
  }
}

/** How an entry of a Map treats what stands under `key`. */
function entryTreatmentOf(key: Json, facts: KeyFacts | undefined): Treatment {
  return { key: facts?.clean ?? 1, step: typeof key === 'object' ? ITEM : String(key), named: facts?.named }
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
