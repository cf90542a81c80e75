import { hexValue } from './hex'

/** The references that stand for what values are made of (HTML, 13.5), and those by number. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  commat: '@',
  colon: ':',
  semi: ';',
  comma: ',',
  period: '.',
  equals: '=',
  num: '#',
  percnt: '%',
  plus: '+',
  sol: '/',
  bsol: '\\',
  quest: '?',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  lpar: '(',
  rpar: ')',
  lcub: '{',
  rcub: '}',
  lsqb: '[',
  rsqb: ']',
  vert: '|',
  Tab: '\t',
  NewLine: '\n',
  nbsp: ' ',
}
const anyReference = /&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z]{2,8});/
const LONGEST = 8
/** What divides markup: tags, and the values of attributes. */
const betweenParts = /([<>"]+)/
const LARGEST = 0x10ffff

/** Whether `text` has a character reference in it. */
export function holdsEntities(text: string): boolean {
  return text.includes('&') && anyReference.test(text)
}

/** `text` with what its character references stand for cleaned, part by part; a part that changes is written with as few of them as can be. */
export function cleanEntities(text: string, clean: (decoded: string) => string): string {
  const parts = text.split(betweenParts)
  let changed = false
  for (let at = 0; at < parts.length; at += 2) {
    const part = parts[at] ?? ''
    if (!part.includes('&')) continue
    const decoded = withoutReferences(part)
    if (decoded === part) continue
    const cleaned = clean(decoded)
    if (cleaned === decoded) continue
    parts[at] = cleaned.replace(/[&<>"']/g, (unit) => `&#${unit.charCodeAt(0)};`)
    changed = true
  }
  return changed ? parts.join('') : text
}

/** By hand: a pattern with a function makes five objects of each. */
function withoutReferences(text: string): string {
  let out = ''
  let done = 0
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const end = referenceEnd(text, at + 1)
    const character = end < 0 ? undefined : characterOf(text, at + 1, end)
    if (character === undefined) continue
    out += text.slice(done, at) + character
    done = end + 1
    at = end
  }
  return out + text.slice(done)
}

/** Where the semicolon of a reference is that begins at `from`, behind its `&`; -1 when there is none. */
function referenceEnd(text: string, from: number): number {
  const last = from + LONGEST
  for (let at = from; at <= last; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 59) return at
    if (!isAlphanumeric(unit) && (unit !== 35 || at > from)) return -1
  }
  return -1
}

function characterOf(text: string, from: number, end: number): string | undefined {
  if (text.charCodeAt(from) !== 35) {
    const name = text.slice(from, end)
    return Object.hasOwn(named, name) ? named[name] : undefined
  }
  const isHex = (text.charCodeAt(from + 1) | 32) === 120
  const code = isHex ? hexValue(text, from + 2, end - from - 2) : decimalValue(text, from + 1, end)
  return end === from + (isHex ? 2 : 1) || code < 0 || code > LARGEST ? undefined : String.fromCodePoint(code)
}

function decimalValue(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

function isAlphanumeric(unit: number): boolean {
  const folded = unit | 32
  return (unit >= 48 && unit <= 57) || (folded >= 97 && folded <= 122)
}
