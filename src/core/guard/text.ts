import { isJsonObject, type Json } from '../value/json'
import { type AssignedRules, assignedValues } from './assigned'
import { type Family, redactedMark, redactedText } from './family'
import { describingKeys, namingKeys } from './fields'
import { secretName } from './names'

/** Text longer than this is cut before it is looked at: recorded values are capped far below. */
export const guardLength = 1 << 20

const DEEPEST_TEXT = 4
const MOST_ROUNDS = 8
const DEEPEST_JSON = 200

/** Without one of these there is neither a name with a value nor an address, credentials or an escape. */
const gate = /[=:"'%]|(?:earer|asic) /
/** The stems of every name the classifier knows. */
const stems =
  /pass|pwd|pin(?![a-z])|pin(?:code|num|blo|ent|val|conf|dig|fie|inp|rep|has|tex)|cv[vcn]|csc|cookie|otp|[2mt]fa|(?:security|fication|factor|time|sms|ticator|recovery|backup)\W?(?:c|p|t|v|auth)|card\W?c|cid\W?[cn]|authori[zs]ation|auth\W?header|kennwort|wachtwoord|contrase/gi
const others = /:\/\/[^\s/?#@]{0,256}:|(?:earer|asic) |%[4-7][\dA-Fa-f]|\\u00[4-7]/
const inAddress = /:\/\/[^\s/?#:@"'<>\\]{0,256}:([^\s/?#"'<>\\]{1,1024}(?=@)|(?!\d+$)[^\s/?#"'<>\\@]{1,1024}$)/g
const credentials = /\b(?:[bB]earer|[bB]asic) {1,3}([\w.~+/-]{8,}={0,3})/g

const names: AssignedRules<Family> = {
  classify: secretName,
  wholeLine: (family) => family === 'cookie' || family === 'authorization',
  stems,
}

interface Hidden {
  readonly start: number
  readonly end: number
  readonly found: Family
}

/**
 * `text` without what the guard's names say is secret: in JSON (also inside
 * strings, four levels deep), parameters, header lines, assignments, the
 * password of an address, `Bearer` and `Basic` credentials. The identical
 * string when there is nothing. Longer text than `guardLength` is cut there:
 * guard before capping, so that a cut never hides what a value is.
 */
export function guardText(text: string): string {
  let before = text.length > guardLength ? text.slice(0, guardLength) : text
  // A marker may end what kept a neighbour from being seen: on until nothing changes, which is at once for nearly all.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const after = guard(before, DEEPEST_TEXT)
    if (after === before) break
    before = after
  }
  return before
}

function guard(text: string, depth: number): string {
  if (text.length < 5 || !gate.test(text)) return text
  const named = text.search(stems) >= 0
  if (!named && !others.test(text)) return text
  if (depth > 0 && /^\s*[[{]/.test(text)) {
    const json = parseJson(text)
    if (json !== undefined) {
      const guarded = guardJson(json, depth - 1, DEEPEST_JSON)
      return guarded === json ? text : JSON.stringify(guarded)
    }
  }
  const hidden: Hidden[] = named ? assignedValues(text, names) : []
  for (const match of text.matchAll(inAddress)) hidden.push(rangeOf(match, 'password'))
  for (const match of text.matchAll(credentials)) if (/\d|=$/.test(match[1] ?? '')) hidden.push(rangeOf(match, 'authorization'))
  const plain = hidden.length === 0 ? text : replaceRanges(text, hidden)
  return depth > 0 && plain.includes('%') ? guardEncoded(plain, depth - 1) : plain
}

/** Where the first group of `match` stands, when it ends the match. */
function rangeOf(match: RegExpExecArray, found: Family): Hidden {
  const end = match.index + match[0].length
  return { start: end - (match[1]?.length ?? 0), end, found }
}

function replaceRanges(text: string, hidden: Hidden[]): string {
  let out = ''
  let done = 0
  for (const { start, end, found } of hidden.sort((a, b) => a.start - b.start)) {
    if (end <= done) continue
    if (start >= done) out += text.slice(done, start) + redactedText(found)
    done = end
  }
  return out + text.slice(done)
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    // Most text that begins with a bracket is no JSON: it is guarded as text.
    return undefined
  }
}

/** True for what under a secret's name tells nothing, or was left out already. */
function tellsNothing(value: Json): boolean {
  return value === null || typeof value === 'boolean' || value === '' || (isJsonObject(value) && value.$ === 'redacted')
}

function guardJson(json: Json, depth: number, levels: number): Json {
  if (typeof json === 'string') return guard(json, depth)
  if (typeof json !== 'object' || json === null) return json
  if (levels === 0) return { $: 'truncated', why: 'depth', size: 0 }
  if (Array.isArray(json)) return guardArray(json, depth, levels)
  return isJsonObject(json) ? guardObject(json, depth, levels) : json
}

function guardArray(json: readonly Json[], depth: number, levels: number): Json {
  const [name] = json
  const family = json.length === 2 && typeof name === 'string' ? secretName(name) : undefined
  const out = json.map((item, at) =>
    family !== undefined && at === 1 && !tellsNothing(item) ? redactedMark(family) : guardJson(item, depth, levels - 1),
  )
  return out.some((item, at) => item !== json[at]) ? out : json
}

function guardObject(json: { readonly [key: string]: Json }, depth: number, levels: number): Json {
  let changed = false
  const pairName = json.name ?? json.key ?? json.field ?? json.id
  const named = typeof pairName === 'string' ? secretName(pairName) : describedName(json)
  const out = Object.entries(json).map(([key, value]): [string, Json] => {
    const family = secretName(key) ?? (key === 'value' || (key === 'payload' && typeof value === 'string') ? named : undefined)
    const guarded = family === undefined ? guardJson(value, depth, levels - 1) : tellsNothing(value) ? value : redactedMark(family)
    if (guarded !== value) changed = true
    return [key, guarded]
  })
  return changed ? Object.fromEntries(out) : json
}

/** What is said of the field a value belongs to: `{ "field": { "name": "password" }, "value": … }`. */
function describedName(json: { readonly [key: string]: Json }): Family | undefined {
  for (const key of describingKeys) {
    const described = json[key]
    if (!isJsonObject(described)) continue
    for (const name of namingKeys) {
      const text = described[name]
      const family = typeof text === 'string' ? secretName(text) : undefined
      if (family !== undefined) return family
    }
  }
  return undefined
}

/** Percent-encoded parts: names in disguise, and values that are JSON, addresses or parameters once decoded. */
function guardEncoded(text: string, depth: number): string {
  const parts = text.split(/([?&#=;\s"'<>]+)/)
  let changed = false
  let hiding: Family | undefined
  for (let at = 0; at < parts.length; at += 2) {
    const part = parts[at] ?? ''
    const before = parts[at - 1] ?? ''
    if (hiding !== undefined && /^=+$/.test(before)) {
      if (part === '' || part.startsWith('[redacted:')) continue
      parts[at] = redactedText(hiding)
      changed = true
      continue
    }
    hiding = undefined
    if (!part.includes('%')) continue
    const decoded = decodePercent(part)
    if (decoded === part) continue
    hiding = parts[at + 1]?.startsWith('=') ? secretName(decoded) : undefined
    const guarded = hiding === undefined ? guard(decoded, depth) : decoded
    if (guarded === decoded) continue
    // A lone surrogate, which pages may hold, has no encoding.
    parts[at] = encodeURIComponent(guarded.toWellFormed())
    changed = true
  }
  return changed ? parts.join('') : text
}

/** `+` is a blank in forms, and where it is none nothing is lost by the look. */
function decodePercent(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    // Not UTF-8, or cut in the middle: the letters of names are still told.
    return spaced.replace(/%([0-7][\dA-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
}
