import type { Words } from './rule'

/** Shorter words stand by themselves only: `tin` is no part of `setting`. */
const LONGEST_WHOLE = 5

/**
 * Words of any language, parted by `|`, as they stand before or behind a
 * number: `passport no.`, `Reisepass`, `pasaporte`. Case makes no difference,
 * and between the parts of a phrase may stand a blank, `-`, `_` or nothing.
 */
export function words(list: string): Words {
  const each = list.split('|')
  const parts = each.map((word) => {
    const pattern = word.replaceAll(' ', "[ _.'-]?")
    return word.length > LONGEST_WHOLE || !/^[\w ]+$/.test(word) ? pattern : `(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`
  })
  return { pattern: new RegExp(parts.join('|'), 'iu'), stems: each.map((word) => /^\p{L}{2,}/u.exec(word)?.[0] ?? word) }
}

/** How many letters of a word tell it from most other text. */
const LETTERS = 4
const BITS = 5
const MASK = (1 << (BITS * LETTERS)) - 1
/** What a first look tells by: so few that all of it stays next to the processor. */
const FIRST = 1 << 13

/** Letters of any script as 1 to 31, case folded; everything else as 0. */
function letter(unit: number): number {
  if (unit > 127) return (unit & 31) | 1
  const folded = unit | 32
  return folded >= 97 && folded <= 122 ? folded - 96 : 0
}

const letters = Uint8Array.from({ length: 128 }, (_, unit) => letter(unit))

/**
 * False where a stretch of text certainly holds none of these words. By their
 * first four letters; shorter words by these and the edge before them.
 */
export function wordFilter(stems: readonly string[]): (text: string, start: number, end: number) => boolean {
  const known = new Set<number>()
  const first = new Uint8Array(FIRST)
  for (const stem of stems) {
    // A short word stands by itself: what is before it is no letter.
    const key = stem.length < LETTERS ? ` ${stem}` : stem
    let four = 0
    for (let at = 0; at < LETTERS; at++) four = (four << BITS) | letter(at < key.length ? key.charCodeAt(at) : 0)
    known.add(four)
    first[firstOf(four)] = 1
  }
  return (text, start, end) => {
    let four = 0
    // One more than there is, for the edge behind a word of two letters.
    for (let at = start; at <= end; at++) {
      const unit = at < end ? text.charCodeAt(at) : 0
      four = ((four << BITS) | (unit < 128 ? (letters[unit] ?? 0) : letter(unit))) & MASK
      if (first[firstOf(four)] === 1 && known.has(four)) return true
    }
    return false
  }
}

/** 13 bits of the 20: the last two letters whole, the other two folded over them. */
function firstOf(four: number): number {
  return (four ^ (four >>> 7)) & (FIRST - 1)
}
