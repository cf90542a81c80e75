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
  return { pattern: new RegExp(parts.join('|'), 'iu'), stems: each.map((word) => (word.split(' ')[0] ?? word).slice(0, 3)) }
}
