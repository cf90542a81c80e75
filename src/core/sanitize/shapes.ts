import { nameBefore } from './name-before'
import { isOtherNumber } from './other-numbers'
import type { Rule, Shape } from './rule'
import { signs } from './signs'
import { wordFilter } from './words'

/** Finds the shapes of all rules in a text. `running` is told which rule judges. */
export type ShapeFinder = (seen: SeenText, running: (rule: number) => void, hit: (start: number, end: number, rule: number) => void) => void

interface SeenText {
  readonly text: string
  /** Its signs. */
  readonly bits: number
  /** What the whole of it stands under, where it has a name. */
  readonly name: string | undefined
}

/** How far words count that stand before a number, and behind it. */
const BEFORE = 56
const BEHIND = 36
const LONGEST_TOKEN = 34
/** In longer texts words are looked for around each number again. */
const SHORT = 300
const LONGEST_ALONE = 64
/** What is shorter, and all of a value, is known by a word beside it, or not at all. */
const SHORTEST_SURE = 6
const SHORTEST_NEAR = 3
/** Letters in a group of their own before the first digits: `AB 12 34 56 C`. */
const LONGEST_PREFIX = 5

interface Numbered extends Shape {
  readonly rule: number
}

const WORD = 1
const DIGIT = 2
/** For each ASCII character: 1 letters, digits and `_`; 3 digits. */
const kinds = new Uint8Array(128)
for (let unit = 0; unit < 128; unit++) {
  const character = String.fromCharCode(unit)
  kinds[unit] = /\d/.test(character) ? WORD | DIGIT : /\w/.test(character) ? WORD : 0
}

export function compileShapes(rules: readonly { readonly rule: Rule; readonly at: number }[]): ShapeFinder | undefined {
  const all = rules.flatMap(({ rule, at }) =>
    (rule.shapes ?? []).map((shape): Numbered => ({ ...shape, pattern: whole(shape.pattern), rule: at })),
  )
  if (all.length === 0) return undefined
  const sure = all.filter(({ words, alone }) => words === undefined && alone !== true)
  const alone = all.filter((shape) => shape.alone === true)
  const near = all.filter(({ words }) => words !== undefined)
  const mayBeNear = wordFilter(near.flatMap(({ words }) => words?.stems ?? []))
  const sureWith = byBits(sure)
  const mayBeAlone = anyOf(alone)
  return ({ text: given, bits, name }, running, hit) => {
    const length = given.length
    const some = sureWith(bits)
    const mayBeAloneHere = alone.length > 0 && (length <= LONGEST_ALONE || (bits & (signs.assign | signs.quote)) !== 0)
    const isAnyNear = mayBeNear(given, 0, length)
    if (!isAnyNear && !mayBeAloneHere && some.shapes.length === 0) return
    // In an address and in a form `+` is a blank.
    const text = given.includes('+') && !given.includes(' ') ? given.replaceAll('+', ' ') : given
    const shortest = isAnyNear || mayBeAloneHere ? SHORTEST_NEAR : SHORTEST_SURE
    let from = 0
    /** The last place of which is known that nothing begins there, unless beside a word, and where the group ends that begins there. */
    let known = -1
    let knownEnd = -1

    function judged(start: number, end: number): Found | undefined {
      const isKnown = start === known
      if (isKnown && !isAnyNear) return undefined
      known = start
      knownEnd = end
      if (!isFreeBefore(text, start)) return undefined
      const isNear = isAnyNear && (length <= SHORT || mayBeNear(text, Math.max(0, start - BEFORE), Math.min(length, end + BEHIND * 2)))
      return (
        (!isKnown && some.mayBe(text, start) ? judge(text, start, some.shapes, running) : undefined) ??
        (isNear ? judge(text, start, near, running) : undefined) ??
        (!isKnown && mayBeAloneHere && mayBeAlone(text, start) ? judgeAlone({ text, bits, name }, start, alone, running) : undefined)
      )
    }

    for (let at = 0; at < length; at++) {
      if (((kinds[text.charCodeAt(at)] ?? 0) & DIGIT) === 0) continue
      let start = at
      while (start > from && isWord(text, start - 1)) start--
      let end = at + 1
      while (end < length && isWord(text, end)) end++
      at = end - 1
      if (end - start > LONGEST_TOKEN || (end - start < shortest && isClosed(text, end))) continue
      // The group before is no prefix of this one: all that may begin there was looked at.
      const first = !isAnyNear && start - 1 === knownEnd ? start : prefixStart(text, start, from)
      // `(555) 014-2368`
      const isInBrackets = text.charCodeAt(start - 1) === OPEN && start - 1 >= from
      const found =
        (isInBrackets ? judged(start - 1, end) : undefined) ?? judged(first, end) ?? (first < start ? judged(start, end) : undefined)
      if (found === undefined) continue
      hit(found.start, found.end, found.rule)
      from = found.end
      at = found.end - 1
    }
  }
}

/** Whether a value ends there, in JSON. */
function isClosed(text: string, end: number): boolean {
  const unit = text.charCodeAt(end)
  return unit === QUOTE || unit === BRACE || unit === BRACKET || (unit === COMMA && text.charCodeAt(end + 1) === QUOTE)
}

const QUOTE = 34
const OPEN = 40
const COMMA = 44
const BRACKET = 93
const BRACE = 125

interface Some {
  readonly shapes: readonly Numbered[]
  mayBe(text: string, start: number): boolean
}

/** Those shapes for which a text with these signs has what they need. */
function byBits(all: readonly Numbered[]): (bits: number) => Some {
  const needs = all.reduce((sum, shape) => sum | (shape.needs ?? signs.number), 0)
  const memo = new Map<number, Some>()
  return (bits) => {
    const known = memo.get(bits & needs)
    if (known !== undefined) return known
    const shapes = all.filter((shape) => (bits & (shape.needs ?? signs.number)) !== 0)
    const some = { shapes, mayBe: anyOf(shapes) }
    memo.set(bits & needs, some)
    return some
  }
}

/** Whether any of these shapes may begin there, by one look: what a group must repeat may be anything. */
function anyOf(shapes: readonly Numbered[]): (text: string, start: number) => boolean {
  if (shapes.length === 0) return () => false
  const any = new RegExp(shapes.map(({ pattern }) => pattern.source.replace(/\\[1-9]/g, '[ .:/-]?')).join('|'), 'iy')
  return (text, start) => {
    any.lastIndex = start
    return any.test(text)
  }
}

/** Ends where a word does, so that of two ways to match the longer is found. */
function whole({ source, flags }: RegExp): RegExp {
  return new RegExp(`(?:${source})(?![A-Za-z0-9_])`, flags)
}

function isWord(text: string, at: number): boolean {
  return ((kinds[text.charCodeAt(at)] ?? 0) & WORD) !== 0
}

/** Where a short group of letters begins that stands just before a number. */
function prefixStart(text: string, start: number, from: number): number {
  const joint = text.charCodeAt(start - 1)
  if (start - 1 <= from || (joint !== BLANK && joint !== DASH && joint !== DOT)) return start
  let at = start - 1
  while (at > from && start - at <= LONGEST_PREFIX + 1 && isWord(text, at - 1)) at--
  return start - 1 - at > LONGEST_PREFIX || at === start - 1 ? start : at
}

interface Found {
  readonly start: number
  readonly end: number
  readonly rule: number
}

function judge(text: string, start: number, shapes: readonly Numbered[], running: (rule: number) => void): Found | undefined {
  let before: string | undefined
  for (const { pattern, words, valid, rule } of shapes) {
    pattern.lastIndex = start
    if (!pattern.test(text)) continue
    const end = pattern.lastIndex
    if (!isFreeBehind(text, end)) continue
    if (words !== undefined) {
      before ??= text.slice(Math.max(0, start - BEFORE), start)
      if (!words.pattern.test(before) && !words.pattern.test(text.slice(end, end + BEHIND))) continue
    }
    if (words === undefined && isPartOfDigits(text, start, end)) continue
    running(rule)
    if (valid?.(text.slice(start, end)) !== false) return { start, end, rule }
  }
  return undefined
}

/** What is all of a text, or all of a value in a form, an address or markup, unless its name says that it is something else. */
function judgeAlone(
  { text, name }: SeenText,
  start: number,
  shapes: readonly Numbered[],
  running: (rule: number) => void,
): Found | undefined {
  const isAtBegin = text.slice(0, start).trim() === ''
  const before = isAtBegin ? '' : text.slice(Math.max(0, start - BEFORE), start)
  if (!isAtBegin && !valueBegin.test(before)) return undefined
  const found = judge(text, start, shapes, running)
  if (found === undefined || !valueEnd.test(text.slice(found.end, found.end + 4))) return undefined
  const its = isAtBegin ? name : nameBefore(before)
  return its !== undefined && isOtherNumber(its) ? undefined : found
}

/** Of a form, an address or markup, a header, a part of a form. */
const valueBegin = /[="']$|(?:^|\n)[\w-]{1,40}: $|\r\n\r\n$/
const valueEnd = /^(?:$|[&"'#;\s])/

/** No letter or digit touches it, and no path, decimal, time or identifier goes on into it. */
function isFreeBefore(text: string, start: number): boolean {
  if (start === 0) return true
  const before = text.charCodeAt(start - 1)
  if (before > 127) return before < 0xc0 || before >= 0x2e80
  const joint = joints[before] ?? 0
  if (joint === 0) return true
  if (joint === NEVER) return false
  const second = text.charCodeAt(start - 2)
  if (second > 127) return joint === BEHIND_DIGIT || !/\p{L}/u.test(text[start - 2] ?? '')
  const kind = kinds[second] ?? 0
  return joint === BEHIND_DIGIT ? (kind & DIGIT) === 0 : kind === 0 || second === UNDERSCORE
}

const BLANK = 32
const DASH = 45
const DOT = 46
const UNDERSCORE = 95

const NEVER = 1
const BEHIND_DIGIT = 2
const BEHIND_WORD = 3
/** What a number that stands behind such a character belongs to: something else in any case, or where a digit stands before it, or a letter, too. */
const joints = new Uint8Array(128)
for (const [characters, joint] of [
  ['%\\$@~_', NEVER],
  [':,+', BEHIND_DIGIT],
  ['-./', BEHIND_WORD],
] as const)
  for (const character of characters) joints[character.charCodeAt(0)] = joint

/** A group of digits of a longer row of them. */
function isPartOfDigits(text: string, start: number, end: number): boolean {
  return (
    /^\d+ /.test(text.slice(start, end)) &&
    (/\d $/.test(text.slice(Math.max(0, start - 2), start)) || /^ \d/.test(text.slice(end, end + 2)))
  )
}

function isFreeBehind(text: string, end: number): boolean {
  if (isWord(text, end)) return false
  const unit = text.charCodeAt(end)
  if (unit >= 0xc0 && unit < 0x2e80) return false
  return !('-./@%'.includes(text[end] ?? ' ') && isWord(text, end + 1))
}
