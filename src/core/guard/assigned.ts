import { redactedTextSource } from './family'

/** A value inside a text, by the name before it: `name=value`, `"name": "value"`, `Name: value`. Quotes are not part of it. */
export interface Assigned<Found> {
  readonly start: number
  readonly end: number
  readonly found: Found
  /** The name as it stands in the text. */
  readonly name: string
}

export interface AssignedRules<Found> {
  /** What a name says its value is, or undefined when it may stay. `at`: where the name begins; -1 for one that stands elsewhere. */
  classify(name: string, at: number): Found | undefined
  /** False when the value shows that it is not what its name says. */
  accepts?(found: Found, start: number, end: number): boolean
  /** True when the value goes on to the end of the line, as a header's does. */
  wholeLine(found: Found): boolean
  /** Finds what every known name holds; where it finds nothing, nothing is looked at. A `g` regular expression. */
  readonly stems?: RegExp | undefined
  /** True for a stretch of text that certainly is no name to classify: cheaper than classifying it. */
  skips?(text: string, start: number, end: number): boolean
}

const NAME_LENGTH = 80
const PHRASE_LENGTH = 40
const PAIR_LENGTH = 160
const NOT_VALUE_LENGTH = 24
/** JSON in a string, four times over. */
const MOST_SLASHES = 15
const marker = new RegExp(`^${redactedTextSource}`)
const quotes = '"\'`'
/** `Security code: 123`: the word before the colon says little without those before it. */
const phraseEnd = /^(?:codes?|numbers?|values?|words?|phrase|keys?|tokens?|pin|header|string)$/i
const PHRASE_WORDS = 2
/** What follows a name in messages, labels and types and is no value: `password: required`. */
const notValue =
  /^(?:required|optional|missing|empty|(?:in)?valid|incorrect|wrong|expired|changed|updated|reset|too|must|should|cannot|is|was|not|no|yes|true|false|null|undefined|none|string|number|boolean|any|unknown|object|function|\[?object|ok|failed|denied|unauthorized)[.,;!)}\]]*$/i
/** Attributes that name a form part or a pair, so that its value can be told: `name="password" value="…"`. */
const naming = /^(?:name|key|field|header|param|id|type|label|aria-label|autocomplete)$/i
/** These name it anew; the others only add what they know. */
const identity = /^(?:name|key|field|header|param)$/i

/**
 * Finds values whose name a classifier knows, in text of any syntax: form and
 * query parameters, header lines, JSON in pieces (escaped any number of
 * times), object literals, attributes, calls such as `set("name", "value")`.
 * Linear: looks left of a separator a bounded way, and never twice at a value.
 */
export function assignedValues<Found>(text: string, rules: AssignedRules<Found>): Assigned<Found>[] {
  const out: Assigned<Found>[] = []
  let from = 0
  let next = 0
  let until = rules.stems === undefined ? text.length : 0
  let pair: { readonly found: Found | undefined; readonly end: number } = { found: undefined, end: -PAIR_LENGTH }
  for (let at = nextSeparator(text, 0); at < text.length; at = nextSeparator(text, next)) {
    next = pastSeparator(text, at)
    if (isNoSeparator(text, at)) continue
    if (at >= until) {
      const stem = nextStem(text, rules.stems, Math.max(from, at - NAME_LENGTH, until - NAME_LENGTH))
      if (stem < 0) break
      until = stem + PAIR_LENGTH
      if (stem - NAME_LENGTH > at) {
        next = stem - NAME_LENGTH
        continue
      }
    }
    const place = nameBefore(text, at, from)
    if (place === undefined || rules.skips?.(text, place.start, place.end) === true) continue
    const name = text.slice(place.start, place.end)
    let found = rules.classify(name, place.start) ?? classifyPhrase(text, place, from, rules)
    if (found === undefined && at - pair.end < PAIR_LENGTH && /^value$/i.test(name)) found = pair.found
    if (found !== undefined) {
      const value = valueAfter(text, at, place, rules.wholeLine(found))
      if (value === undefined || rules.accepts?.(found, value.start, value.end) === false) continue
      out.push({ ...value, found, name })
      from = value.end
    } else if (naming.test(name)) {
      const named = namedBy(text, at)
      if (named === undefined) continue
      const inPair = rules.classify(named.name, -1)
      if (inPair !== undefined || identity.test(name)) pair = { found: inPair, end: named.end }
      const part = inPair === undefined ? undefined : partAfter(text, named.end)
      if (part === undefined || inPair === undefined || rules.accepts?.(inPair, part.start, part.end) === false) continue
      out.push({ ...part, found: inPair, name: named.name })
      from = part.end
    }
    if (from > at) next = from
  }
  return out
}

const separators = new Uint8Array(128)
for (const separator of '=:(,"\'') separators[separator.charCodeAt(0)] = 1

/** Where the next separator is from there on; the length of the text when there is none. */
function nextSeparator(text: string, from: number): number {
  let at = from
  while (at < text.length && separators[text.charCodeAt(at)] !== 1) at++
  return at
}

/** Behind a separator; behind all of `:=`, `==` and `::`, which have the same name before them. */
function pastSeparator(text: string, at: number): number {
  const isAssigned = (unit: number) => unit === 61 || unit === 58
  let end = at + 1
  if (isAssigned(text.charCodeAt(at))) while (isAssigned(text.charCodeAt(end))) end++
  return end
}

/** `https://`, the line and column in `app.js:10:5`, the minutes in `T10:45:00`. */
function isNoSeparator(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 58) return false
  if (text.charCodeAt(at + 1) === 47 && text.charCodeAt(at + 2) === 47) return true
  let before = at - 1
  while (before > at - 8 && isDigit(text.charCodeAt(before))) before--
  if (before === at - 1) return false
  const unit = text.charCodeAt(before)
  return unit === 58 || (unit === 84 && isDigit(text.charCodeAt(before - 1)))
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

function nextStem(text: string, stems: RegExp | undefined, from: number): number {
  if (stems === undefined) return -1
  stems.lastIndex = from
  return stems.exec(text)?.index ?? -1
}

interface NameBefore {
  readonly start: number
  readonly end: number
  /** True when a quote closes the name: `"name":`. */
  readonly quoted: boolean
}

/** For each ASCII character: 1 a quote, 2 part of a name, 4 what may stand between a name and its separator. */
const classes = new Uint8Array(128)
for (const [at, units] of ['"\'`', '0123456789$_.%-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', ' \t=!:?+'].entries())
  for (const unit of units) classes[unit.charCodeAt(0)] = 1 << at

function nameBefore(text: string, at: number, from: number): NameBefore | undefined {
  const separator = text[at]
  let end = at
  if (separator === '"' || separator === "'") {
    // Only `name "value"`: a quote right after a name closes it.
    if (text[at - 1] !== ' ') return undefined
    end--
  } else if (separator !== '(') {
    while (end > from && at - end < 8 && classes[text.charCodeAt(end - 1)] === 4) end--
  }
  let close = end
  while (close > from && end - close < 20 && (text[close - 1] === '\\' || classes[text.charCodeAt(close - 1)] === 1)) close--
  // `user[password]=`, but not the selector `[name=password]:focus`.
  if (text[close - 1] === ']' && separator === '=') close--
  let start = close
  while (start > from && close - start < NAME_LENGTH && classes[text.charCodeAt(start - 1)] === 2) start--
  if (start === close) return undefined
  // The id in a marker names what was there.
  if (text[start - 1] === ':' && text.startsWith('[redacted:', start - 10)) return undefined
  const quoted = close < end
  // Only `["name", "value"]` and `set("name", "value")`.
  if (separator === ',' && !(quoted && /[[(]\\*["'`]$/.test(text.slice(Math.max(0, start - 20), start)))) return undefined
  // A selector's `#password:focus`.
  if (text[start - 1] === '#' && separator === ':' && text[at + 1] !== ' ') return undefined
  return { start, end: close, quoted }
}

function classifyPhrase<Found>(text: string, { start, end }: NameBefore, from: number, rules: AssignedRules<Found>): Found | undefined {
  if (text[start - 1] !== ' ' || !phraseEnd.test(text.slice(start, end))) return undefined
  const least = Math.max(from, start - PHRASE_LENGTH)
  let begin = start
  for (let words = 0; words < PHRASE_WORDS && begin > least && text[begin - 1] === ' '; words++) {
    let at = begin - 1
    while (at > least && isOfWord(text.charCodeAt(at - 1))) at--
    if (at === begin - 1) break
    begin = at
  }
  return begin === start ? undefined : rules.classify(text.slice(begin, end), -1)
}

/** A letter, a digit, `_` or `-`. */
function isOfWord(unit: number): boolean {
  const folded = unit | 32
  return isDigit(unit) || (folded >= 97 && folded <= 122) || unit === 95 || unit === 45
}

/** What `name="…"` names, where the value is quoted and short. */
function namedBy(text: string, at: number): { readonly name: string; readonly end: number } | undefined {
  const quoted = /^[=:]\s?\\*["'`]([^"'`\\\r\n]+)/.exec(text.slice(at, at + NAME_LENGTH))
  return quoted === null ? undefined : { name: quoted[1] ?? '', end: at + quoted[0].length }
}

interface Range {
  readonly start: number
  readonly end: number
}

function valueAfter(text: string, at: number, name: NameBefore, wholeLine: boolean): Range | undefined {
  const separator = text[at] ?? ''
  const start = valueStart(text, at)
  let slashes = 0
  while (slashes < MOST_SLASHES && text[start + slashes] === '\\') slashes++
  const first = text[start + slashes] ?? ' '
  if (quotes.includes(first)) {
    const begin = start + slashes + 1
    return nonEmpty(text, begin, closingQuote(text, first, slashes, begin))
  }
  if (separator === ',' || separator === '(') return undefined
  const before = text[name.start - 1] ?? ' '
  const parameter = separator === '=' && '?&#;'.includes(before)
  const opener = !name.quoted && quotes.includes(before) ? before : ''
  if (wholeLine && !parameter) return nonEmpty(text, start, endBy(text, start, endingBy('\\r\\n', opener)))
  if (slashes === 0 && (first === '{' || (first === '[' && !text.startsWith('[redacted:', start))))
    return nonEmpty(text, start, closingBracket(text, start))
  // A value without quotes goes on to a blank: too much of it is gone rather than too little.
  const stop = parameter ? '\\s"&#<>' : separator === '=' ? '\\s"&' : '\\s"'
  const value = nonEmpty(text, start, endBy(text, start, endingBy(stop, opener)))
  return value === undefined || (value.end - start <= NOT_VALUE_LENGTH && notValue.test(text.slice(start, value.end))) ? undefined : value
}

function valueStart(text: string, at: number): number {
  let start = at
  if (quotes.includes(text[at] ?? '')) return at
  start++
  if (text[at] === '=' || text[at] === ':') while (start - at < 4 && '=:>'.includes(text[start] ?? '\n')) start++
  while (start - at < 24 && ' \t@'.includes(text[start] ?? '\n')) start++
  return start
}

/** Undefined for an empty value, and for one that a marker has taken the place of. */
function nonEmpty(text: string, start: number, end: number): Range | undefined {
  return end > start && !marker.test(text.slice(start, Math.min(end, start + 300))) ? { start, end } : undefined
}

/** One for each way in which a value may end: there are few. */
const endings = new Map<string, RegExp>(
  ['\\r\\n', '\\s"&#<>', '\\s"&', '\\s"'].flatMap((stops) =>
    ['', ...quotes].map((opener): [string, RegExp] => [stops + opener, new RegExp(`[${stops}${opener}]`, 'g')]),
  ),
)
const noEnding = /[\s"'`]/g

function endingBy(stops: string, opener: string): RegExp {
  return endings.get(stops + opener) ?? noEnding
}

function endBy(text: string, from: number, stop: RegExp): number {
  stop.lastIndex = from
  return stop.exec(text)?.index ?? text.length
}

/** Where a value ends that began after `slashes` backslashes and a quote: JSON inside JSON doubles them and adds one. */
function closingQuote(text: string, quote: string, slashes: number, begin: number): number {
  for (let at = text.indexOf(quote, begin); at >= 0; at = text.indexOf(quote, at + 1)) {
    let count = 0
    while (at - count > begin && text[at - count - 1] === '\\') count++
    if (count % (2 * (slashes + 1)) === slashes) return at - slashes
  }
  return text.length
}

/** The end of a bracketed value, with what is glued to it; unclosed, the end of the text. */
function closingBracket(text: string, start: number): number {
  const close = text[start] === '{' ? '}' : ']'
  const brackets = close === '}' ? /[{}]/g : /[[\]]/g
  brackets.lastIndex = start
  let depth = 0
  for (let match = brackets.exec(text); match !== null; match = brackets.exec(text)) {
    depth += match[0] === close ? -1 : 1
    if (depth === 0) return endBy(text, match.index + 1, /[\s,;"'`}\])&\\]/g)
  }
  return text.length
}

/** The body of a multipart part whose header names it, from after that name. */
function partAfter(text: string, at: number): Range | undefined {
  const blank = /^"?\r?\n\r?\n/.exec(text.slice(at, at + 5))
  if (blank === null) return undefined
  const start = at + blank[0].length
  const boundary = text.indexOf('\n--', start)
  if (boundary < 0) return nonEmpty(text, start, text.length)
  return nonEmpty(text, start, text[boundary - 1] === '\r' ? boundary - 1 : boundary)
}
