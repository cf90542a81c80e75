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

/** Letters of any script as 1 to 31, case folded; everything else as 0. */
function letter(unit: number): number {
  if (unit > 127) return (unit & 31) | 1
  const folded = unit | 32
  return folded >= 97 && folded <= 122 ? folded - 96 : 0
}

/**
 * False where a stretch of text certainly holds none of these words. By their
 * first four letters; shorter words by these and the edge before them.
 */
export function wordFilter(stems: readonly string[]): (text: string, start: number, end: number) => boolean {
  /** A bit for each four letters: small enough to stay near the processor. */
  const known = new Uint32Array((MASK + 1) >> 5)
  for (const stem of stems) {
    // A short word stands by itself: what is before it is no letter.
    const key = stem.length < LETTERS ? ` ${stem}` : stem
    let four = 0
    for (let at = 0; at < LETTERS; at++) four = (four << BITS) | letter(at < key.length ? key.charCodeAt(at) : 0)
    known[four >> 5] = (known[four >> 5] ?? 0) | (1 << (four & 31))
  }
  return (text, start, end) => {
    let four = 0
    // One more than there is, for the edge behind a word of two letters.
    for (let at = start; at <= end; at++) {
      four = ((four << BITS) | (at < end ? letter(text.charCodeAt(at)) : 0)) & MASK
      if ((((known[four >> 5] ?? 0) >>> (four & 31)) & 1) === 1) return true
    }
    return false
  }
}
