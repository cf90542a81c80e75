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
  /** Thirteen letters, digits, `_`, `-` and `.` in a row. */
  token: 32,
  /** Twenty-four letters, digits, `_`, `-`, `+` and `/` in a row. */
  encoded: 64,
  /** `"` or `'` */
  quote: 128,
  /** A blank, `+` or `%` right after `r`, `c` or `N`: as after `Bearer`, `Basic` and `BEGIN`. */
  keyword: 256,
  /** `~` */
  tilde: 512,
  /** Six digits, each no more than one character from the next. */
  number: 1 << 15,
  /** Three dots, each behind a digit and close to the next: an IPv4 address. */
  dots: 1 << 16,
  /** Two colons (or `=`) close to one another: an IPv6 or hardware address. */
  colons: 1 << 17,
  /** `+` with a digit or a bracket behind it. */
  plus: 1 << 18,
  /** Two digits with no more than five characters between them. */
  pair: 1 << 19,
} as const

export const SHORTEST_TOKEN = 13
export const SHORTEST_ENCODED = 24
const FEWEST_DIGITS = 12
const FEWEST_OF_NUMBER = 6
const CLOSE_DIGITS = 6
const CLOSE_DOTS = 4
const CLOSE_COLONS = 5

// What a character is. Letters are nearly all of any text, so they cost least.
const LETTER = 0
const TOKEN = 1024
const ENCODED = 2048
const JOINT = 4096
const DIGIT = 8192
const OTHER = 16384

const units = new Uint16Array(128).fill(OTHER)
function mark(characters: string, bits: number): void {
  for (const character of characters) units[character.charCodeAt(0)] = bits
}
mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', LETTER)
mark('0123456789', DIGIT)
mark('@', signs.at)
mark(':=', signs.assign)
mark('%', signs.percent)
mark('\\', signs.backslash)
mark('"\'', signs.quote)
mark('~', signs.tilde)
mark('_', TOKEN | ENCODED)
mark('-', TOKEN | ENCODED | JOINT)
mark('.', TOKEN)
mark('/', ENCODED)
mark('+', ENCODED | JOINT)
mark(' ', JOINT)

const BREAK = JOINT | signs.percent
const kinds = signs.at | signs.assign | signs.percent | signs.backslash | signs.quote | signs.tilde
/** `r`, `c` and `N` in both cases. */
const keywordEnds = new Set([...'rRcCnN'].map((letter) => letter.charCodeAt(0)))

/** A run: where it begins and ends. */
interface Run {
  readonly start: number
  readonly end: number
}
type RunFinder = (text: string, from: number) => Run | undefined

/** Runs of at least `shortest` characters out of `members`. A pattern with a count would go over each short one again and again. */
function runFinder(members: number, shortest: number): RunFinder {
  const inside = new Uint8Array(128)
  for (const [unit, bits] of units.entries()) inside[unit] = bits === LETTER || bits === DIGIT || (bits & members) !== 0 ? 1 : 0
  return (text, from) => {
    const length = text.length
    let start = from
    for (let at = from; at < length; at++) {
      const unit = text.charCodeAt(at)
      if (unit < 128 && inside[unit] === 1) continue
      if (at - start >= shortest) return { start, end: at }
      start = at + 1
    }
    return length - start >= shortest ? { start, end: length } : undefined
  }
}

/** Where the next run of token characters (letters, digits, `_`, `-`, `.`) is. */
export const nextTokenRun = runFinder(TOKEN, SHORTEST_TOKEN)
/** Where the next run of characters of base64 (in both alphabets) is. */
export const nextEncodedRun = runFinder(ENCODED, SHORTEST_ENCODED)

/** Where the next run of letters and digits is that may be an address of a wallet. */
export const nextWordRun = runFinder(0, 25)

/** The signs of `text`, as bits. */
export function signsOf(text: string): number {
  const length = text.length
  let seen = 0
  let found = 0
  /** Where the runs of token and encoded characters began; the last character that ends a run of digits; the last digit. */
  let token = 0
  let encoded = 0
  let undigit = -1
  let digit = -1
  let digits = 0
  /** Digits with gaps of one character at most; the last dot behind a digit, how many there were; the last colon. */
  let number = 0
  let dot = -CLOSE_DOTS
  let dots = 0
  let colon = -CLOSE_COLONS - 1
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at)
    const bits = unit < 128 ? (units[unit] ?? OTHER) : OTHER
    if (bits === LETTER) {
      undigit = at
      continue
    }
    if (bits === DIGIT) {
      digits = undigit > digit ? 1 : digits + 1
      number = at - digit > 2 ? 1 : number + 1
      if (number === FEWEST_OF_NUMBER) found |= signs.number
      if (digit >= 0 && at - digit <= CLOSE_DIGITS) found |= signs.pair
      digit = at
      if (digits === FEWEST_DIGITS) found |= signs.digits
      continue
    }
    seen |= bits
    if (bits === TOKEN) {
      if (digit === at - 1) {
        dots = at - dot <= CLOSE_DOTS ? dots + 1 : 1
        dot = at
        if (dots === 3) found |= signs.dots
      }
    } else if (bits === signs.assign) {
      if (at - colon <= CLOSE_COLONS) found |= signs.colons
      colon = at
    } else if (bits === (ENCODED | JOINT) && /[\d(]/.test(text[at + 1] ?? '')) found |= signs.plus
    if ((bits & TOKEN) === 0) {
      if (at - token >= SHORTEST_TOKEN) found |= signs.token
      token = at + 1
    }
    if ((bits & ENCODED) === 0) {
      if (at - encoded >= SHORTEST_ENCODED) found |= signs.encoded
      encoded = at + 1
    }
    if ((bits & JOINT) === 0) undigit = at
    if ((bits & BREAK) !== 0 && undigit >= at - 1 && keywordEnds.has(text.charCodeAt(at - 1))) found |= signs.keyword
  }
  if (length - token >= SHORTEST_TOKEN) found |= signs.token
  if (length - encoded >= SHORTEST_ENCODED) found |= signs.encoded
  return found | (seen & kinds)
}
