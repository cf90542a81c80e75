import type { Pieces } from '../pieces'
import { childAt, isJsonObject, type Json, type JsonObject, setOwn, weigh } from '../value'
import type { Engine } from './context'
import { holdsValues, isEmptyTag, tagIn } from './tags'
import { freeKey, type Treatment, type Walk } from './walk'
import type { Where } from './where'

/** The part of the whole time that something may take. */
interface Share {
  readonly from: number
  readonly until: number
}

const whole: Share = { from: 0, until: 1 }

function shareOf({ from, until }: Share, at: number, of: number): Share {
  const length = (until - from) / of
  return { from: from + at * length, until: from + (at + 1) * length }
}

/** Deeper than this, what is left is cleaned in one go: nobody nests so much and so deep. */
const DEEPEST_PIECE = 200

/**
 * Cleans what a pointer leads to, as it stands in the cleaned whole, a piece of
 * such a weight at a time. Names are looked at on the way down, so that nothing
 * beside the way has to be cleaned; the outcome is that of cleaning all of it.
 */
export function createPieces(
  engine: Engine,
  walk: Walk,
  piece: number,
): (root: Json, keys: readonly string[], where: Where) => Pieces<Json | undefined> {
  const { trail } = engine
  let depth = 0

  const isLight = (value: Json): boolean => depth > DEEPEST_PIECE || weigh(value, piece) <= piece

  function* below<T>(key: string | number, work: () => Pieces<T>): Pieces<T> {
    trail.push(key)
    depth++
    const done = yield* work()
    depth--
    trail.pop()
    return done
  }

  function* container(value: Json, where: Where, plain: boolean, share: Share): Pieces<Json> {
    yield share.from
    if (isLight(value)) return walk.container(value, where, plain)
    if (Array.isArray(value)) return yield* list(value, where, share)
    if (!isJsonObject(value)) return walk.container(value, where, plain)
    if (plain) return yield* object(value, where, share)
    if (isEmptyTag(value)) return value
    const tag = tagIn(value)
    if (tag === undefined) return yield* object(value, where, share)
    return holdsValues(value, tag) ? yield* tagged(value, tag, where, share) : walk.container(value, where, false)
  }

  function* child(treatment: Treatment, value: Json, where: Where, share: Share): Pieces<Json> {
    yield share.from
    const inner = isLight(value) ? undefined : walk.enter(treatment, value, where)
    // What a name hides as a whole is hidden at once, however large it is.
    if (inner === undefined) return walk.child(treatment, value, where)
    return yield* below(treatment.key, () => container(value, inner, false, share))
  }

  function* list(value: readonly Json[], where: Where, share: Share): Pieces<Json> {
    let out: Json[] | undefined
    for (let at = 0; at < value.length; at++) {
      const item = value[at] ?? null
      const cleaned = yield* child(walk.treatment(value, String(at)), item, where, shareOf(share, at, value.length))
      if (out === undefined && cleaned !== item) out = value.slice(0, at)
      out?.push(cleaned)
    }
    return out ?? value
  }

  function* object(value: JsonObject, where: Where, share: Share): Pieces<Json> {
    const keys = Object.keys(value)
    let out: Record<string, Json> | undefined
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? ''
      const item = value[key] ?? null
      const treatment = walk.treatment(value, key)
      const cleaned = yield* child(treatment, item, where, shareOf(share, at, keys.length))
      if (out === undefined && (cleaned !== item || treatment.key !== key)) {
        out = {}
        for (let before = 0; before < at; before++) setOwn(out, keys[before] ?? '', value[keys[before] ?? ''] ?? null)
      }
      if (out !== undefined) setOwn(out, treatment.key === key ? key : freeKey(String(treatment.key), value, out), cleaned)
    }
    return out ?? value
  }

  function* tagged(value: JsonObject, tag: string, where: Where, share: Share): Pieces<Json> {
    const { shell, cleaned } = cleanShell(value, where)
    const v = value.v ?? null
    const inside = yield* contained(v, tag, where, share)
    return inside === v && cleaned === shell ? value : { ...(isJsonObject(cleaned) ? cleaned : shell), v: inside }
  }

  /** What a tag says beside its values. */
  function cleanShell(value: JsonObject, where: Where): { readonly shell: JsonObject; readonly cleaned: Json } {
    const shell = { ...value, v: Array.isArray(value.v) ? [] : {} }
    return { shell, cleaned: walk.container(shell, where, false) }
  }

  function followShell(value: JsonObject, where: Where, keys: readonly string[]): Json | undefined {
    const { shell, cleaned } = cleanShell(value, where)
    return follow(shell, cleaned, keys)
  }

  function contained(v: Json, tag: string, where: Where, share: Share): Pieces<Json> {
    if (tag === 'map' && Array.isArray(v)) return entries(v, where, share)
    return container(v, where, tag === 'object' && isJsonObject(v), share)
  }

  function* entries(v: readonly Json[], where: Where, share: Share): Pieces<Json> {
    const out: Json[] = []
    let changed = false
    for (let at = 0; at < v.length; at++) {
      const item = v[at] ?? null
      const cleaned = yield* below(at, () => entry(item, where, shareOf(share, at, v.length)))
      changed ||= cleaned !== item
      out.push(cleaned)
    }
    return changed ? out : v
  }

  function* entry(pair: Json, where: Where, share: Share): Pieces<Json> {
    const treatment = walk.entryTreatment(pair)
    if (isLight(pair) || treatment === undefined || !Array.isArray(pair)) {
      yield share.from
      return walk.entry(pair, where)
    }
    const [key = null, item = null]: readonly Json[] = pair
    const cleanKey = keyOf(key, where)
    const cleaned = yield* child(treatment, item, where, share)
    return cleanKey === key && cleaned === item ? pair : [cleanKey, cleaned]
  }

  /** The key of an entry of a Map. */
  function keyOf(key: Json, where: Where): Json {
    const bare = walk.entry([key, null], where)
    return (Array.isArray(bare) ? (bare as readonly Json[])[0] : undefined) ?? null
  }

  function* at(value: Json, [key, ...rest]: readonly string[], where: Where, plain: boolean): Pieces<Json | undefined> {
    if (key === undefined) return yield* container(value, where, plain, whole)
    if (isJsonObject(value) && !plain) {
      if (isEmptyTag(value)) return follow(value, value, [key, ...rest])
      const tag = tagIn(value)
      if (tag !== undefined) return yield* atTag(value, tag, [key, ...rest], where)
    }
    const next = childAt(value, key)
    return next === undefined ? undefined : yield* atChild(walk.treatment(value, key), next, rest, where)
  }

  function* atChild(treatment: Treatment, value: Json, rest: readonly string[], where: Where): Pieces<Json | undefined> {
    if (rest.length === 0) return yield* child(treatment, value, where, whole)
    const inner = walk.enter(treatment, value, where)
    // A name that hides all of it hides this, too.
    if (inner === undefined) return follow(value, walk.child(treatment, value, where), rest)
    return yield* below(treatment.key, () => at(value, rest, inner, false))
  }

  function* atTag(value: JsonObject, tag: string, [key = '', ...rest]: readonly string[], where: Where): Pieces<Json | undefined> {
    if (!holdsValues(value, tag)) return follow(value, walk.container(value, where, false), [key, ...rest])
    if (key !== 'v') return followShell(value, where, [key, ...rest])
    const v = value.v ?? null
    if (tag !== 'map' || !Array.isArray(v)) return yield* at(v, rest, where, tag === 'object' && isJsonObject(v))
    const [place, side, ...further] = rest
    if (place === undefined) return yield* entries(v, where, whole)
    const pair = childAt(v, place)
    const treatment = pair === undefined ? undefined : walk.entryTreatment(pair)
    if (pair === undefined || side === undefined) return pair && (yield* entry(pair, where, whole))
    if (treatment === undefined) return yield* at(pair, [side, ...further], where, false)
    const item = childAt(pair, side)
    if (item === undefined) return undefined
    return side === '1' ? yield* atChild(treatment, item, further, where) : follow(item, keyOf(item, where), further)
  }

  return (root, keys, where) => {
    depth = 0
    return at(root, keys, where, false)
  }
}

/** Where keys of a value lead in what became of it; a marker stands for all that was in its place. */
function follow(value: Json, cleaned: Json, [key, ...rest]: readonly string[]): Json | undefined {
  if (key === undefined) return cleaned
  const next = childAt(value, key)
  if (next === undefined) return undefined
  if (typeof cleaned !== 'object' || cleaned === null || isMarkerFor(value, cleaned)) return cleaned
  // A key may have become a token, in the same place.
  const became = childAt(cleaned, key) ?? Object.values(cleaned)[Object.keys(value ?? {}).indexOf(key)]
  return became === undefined ? undefined : follow(next, became, rest)
}

function isMarkerFor(value: Json, cleaned: Json): boolean {
  return isJsonObject(cleaned) && cleaned.$ === 'redacted' && !(isJsonObject(value) && value.$ === 'redacted')
}
