/** What a text holds, seen in one pass: detectors run only where their sign is. */
export const signs = {
  /** `@` */
  at: 1,
  /** `:` or `=` */
  assign: 2,
  /** `%` */
  percent: 4,
  /** `\` */
  backslash: 8,
  /** Twelve digits with nothing but blanks, `-` and `+` between them. */
  digits: 16,
  /** Fourteen letters, digits, `_`, `-` and `.` in a row. */
  token: 32,
  /** Twenty-four letters, digits, `_`, `-`, `+` and `/` in a row. */
  encoded: 64,
  /** `"` or `'` */
  quote: 128,
  /** A blank, `+` or `%` right after `r`, `c` or `N`: as after `Bearer`, `Basic` and `BEGIN`. */
  keyword: 65536,
} as const

export const SHORTEST_TOKEN = 14
export const SHORTEST_ENCODED = 24
const FEWEST_DIGITS = 12

const TOKEN = 256
const ENCODED = 512
const DIGIT = 1024
const JOINT = 2048
const KEYWORD_END = 4096

const units = new Uint16Array(128)
function mark(characters: string, bits: number): void {
  for (const character of characters) {
    const unit = character.charCodeAt(0)
    units[unit] = (units[unit] ?? 0) | bits
  }
}
mark('@', signs.at)
mark(':=', signs.assign)
mark('%', signs.percent)
mark('\\', signs.backslash)
mark('"\'', signs.quote)
mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-', TOKEN | ENCODED)
mark('.', TOKEN)
mark('+/', ENCODED)
mark('0123456789', DIGIT)
mark(' -+', JOINT)
mark('rRcCN', KEYWORD_END)

/** True for the characters of tokens: letters, digits, `_`, `-` and `.`. */
export function isTokenUnit(unit: number): boolean {
  return unit < 128 && ((units[unit] ?? 0) & TOKEN) !== 0
}

/** True for the characters of base64 in both its alphabets, without padding. */
export function isEncodedUnit(unit: number): boolean {
  return unit < 128 && ((units[unit] ?? 0) & ENCODED) !== 0
}

const BREAK = JOINT | signs.percent
const kinds = signs.at | signs.assign | signs.percent | signs.backslash | signs.quote

/** The signs of `text`, as bits. */
export function signsOf(text: string): number {
  const length = text.length
  let seen = 0
  let found = 0
  let token = 0
  let encoded = 0
  let digits = 0
  let before = 0
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at)
    const bits = unit < 128 ? (units[unit] ?? 0) : 0
    seen |= bits
    if ((bits & TOKEN) === 0) token = 0
    else if (++token === SHORTEST_TOKEN) found |= signs.token
    if ((bits & ENCODED) === 0) encoded = 0
    else if (++encoded === SHORTEST_ENCODED) found |= signs.encoded
    if ((bits & DIGIT) !== 0) {
      if (++digits === FEWEST_DIGITS) found |= signs.digits
    } else if ((bits & JOINT) === 0) digits = 0
    if ((bits & BREAK) !== 0 && (before & KEYWORD_END) !== 0) found |= signs.keyword
    before = bits
  }
  return found | (seen & kinds)
}
