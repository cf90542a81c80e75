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
  /** `/`, `\`, or what older Japanese Windows writes for it. */
  slash: 1 << 14,
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

// What a character is, beside the signs that are one character.
const PLAIN = 0
const JOINT = 1024
const DOT = 2048
const DIGIT = 4096
const PLUS = JOINT | 8192

const units = new Uint16Array(128).fill(PLAIN)
function mark(characters: string, bits: number): void {
  for (const character of characters) units[character.charCodeAt(0)] = bits
}
mark('0123456789', DIGIT)
mark('@', signs.at)
mark(':=', signs.assign)
mark('%', signs.percent)
mark('\\', signs.backslash | signs.slash)
mark('/', signs.slash)
mark('"\'', signs.quote)
mark('~', signs.tilde)
mark('.', DOT)
mark(' -', JOINT)
mark('+', PLUS)

/** The signs that one character is. */
const single = signs.at | signs.assign | signs.percent | signs.backslash | signs.quote | signs.tilde | signs.slash
/** What may stand behind a keyword. */
const BREAK = JOINT | signs.percent
/** What tells anything of the text at all. */
const tellingBits = single | signs.number | signs.pair | signs.digits | signs.dots | signs.colons | signs.plus | signs.keyword
const YEN = 165
/** 1 for `r`, `c` and `N` in both cases. */
const keywordEnds = new Uint8Array(128)
for (const letter of 'rRcCnN') keywordEnds[letter.charCodeAt(0)] = 1

/** A run: where it begins and ends. */
interface Run {
  readonly start: number
  readonly end: number
}

interface RunFinder {
  /** The next run from there on. */
  next(text: string, from: number): Run | undefined
  /** Whether there is any. */
  isIn(text: string): boolean
}

/** Runs longer than this are gone over by a pattern, which is faster and takes longer to begin. */
const SHORT_RUN = 64

/** Runs of at least `shortest` characters out of `members`. A pattern with a count would go over each short one again and again. */
function runFinder(members: string, shortest: number): RunFinder {
  const inside = new Uint8Array(128)
  for (let unit = 0; unit < 128; unit++) {
    const character = String.fromCharCode(unit)
    inside[unit] = /[A-Za-z\d]/.test(character) || members.includes(character) ? 1 : 0
  }
  const outside = new RegExp(`[^A-Za-z\\d${members}]`, 'g')
  /** Undefined behind the last of ASCII. */
  const isInside = (text: string, at: number): boolean => inside[text.charCodeAt(at)] === 1

  function startFrom(text: string, from: number): number {
    const length = text.length
    for (let start = from; start + shortest <= length; ) {
      // From the back: one that is no member rules out every run that would hold it.
      let at = start + shortest - 1
      while (at >= start && isInside(text, at)) at--
      if (at < start) return start
      start = at + 1
    }
    return -1
  }

  function endFrom(text: string, from: number): number {
    const short = Math.min(text.length, from + SHORT_RUN)
    let end = from
    while (end < short && isInside(text, end)) end++
    if (end < short || end === text.length) return end
    outside.lastIndex = end
    return outside.test(text) ? outside.lastIndex - 1 : text.length
  }

  return {
    next(text, from) {
      const start = startFrom(text, from)
      return start < 0 ? undefined : { start, end: endFrom(text, start + shortest) }
    },
    isIn: (text) => startFrom(text, 0) >= 0,
  }
}

/** Runs of token characters: letters, digits, `_`, `-`, `.`. */
export const tokenRuns = runFinder('_.-', SHORTEST_TOKEN)
/** Runs of characters of base64, in both alphabets. */
export const encodedRuns = runFinder('_+/-', SHORTEST_ENCODED)
/** Runs of letters and digits that may be an address of a wallet. */
export const wordRuns = runFinder('', 25)

/** The signs of `text`, as bits. */
export function signsOf(text: string): number {
  const length = text.length
  let found = 0
  /** The last character that ends a run of digits; the last digit. */
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
    const bits = unit < 128 ? (units[unit] ?? PLAIN) : unit === YEN ? signs.slash : PLAIN
    if (bits === PLAIN) {
      // Letters and what is no sign of anything, nearly all of any text.
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
    if (bits === JOINT) {
      if (keywordEnds[text.charCodeAt(at - 1)] === 1) found |= signs.keyword
      continue
    }
    found |= bits
    if (bits === DOT) {
      if (digit === at - 1) {
        dots = at - dot <= CLOSE_DOTS ? dots + 1 : 1
        dot = at
        if (dots === 3) found |= signs.dots
      }
    } else if (bits === signs.assign) {
      if (at - colon <= CLOSE_COLONS) found |= signs.colons
      colon = at
    } else if (bits === PLUS && /[\d(]/.test(text[at + 1] ?? '')) found |= signs.plus
    if ((bits & BREAK) !== 0 && keywordEnds[text.charCodeAt(at - 1)] === 1) found |= signs.keyword
    if ((bits & JOINT) === 0) undigit = at
  }
  found &= tellingBits
  if (tokenRuns.isIn(text)) found |= signs.token
  if (encodedRuns.isIn(text)) found |= signs.encoded
  return found
}
