import type { Finder, Rule } from '../../rule'
import { signs } from '../../signs'
import { mod97 } from '../checksums'
import { keyed } from '../keyed'

/** How long an account number is in each country, from the SWIFT registry of IBANs and the lists of countries that use the form without it. */
const lengths: ReadonlyMap<string, number> = new Map(
  Object.entries({
    15: 'NO',
    16: 'BE',
    18: 'DK FI FK FO GL NL SD',
    19: 'MK SI',
    20: 'AT BA EE KZ LT LU MN XK',
    21: 'CH HR LI LV',
    22: 'BG BH CR DE GB GE IE ME RS VA',
    23: 'AE GI IL IQ OM SO TL',
    24: 'AD CZ ES MD PK RO SA SE SK TN VG',
    25: 'AO CV LY MZ PT ST',
    26: 'DZ IR IS TR',
    27: 'BI CF CG CM DJ FR GA GQ GR IT KM MC MG MR SM TD',
    28: 'AL AZ BF BJ BY CI CY DO GT GW HN HU LB MA ML NE NI PL SN SV TG',
    29: 'BR EG PS QA UA',
    30: 'JO KW MU YE',
    31: 'MT SC',
    32: 'LC',
    33: 'RU',
  }).flatMap(([length, countries]) => countries.split(' ').map((country): [string, number] => [country, Number(length)])),
)

/** Places where two letters and two digits begin a word. */
const begin = /(?<![A-Za-z0-9_])[A-Za-z]{2}\d\d(?=[ -]?[A-Za-z0-9])/g

const iban: Finder = {
  needs: signs.number,
  find(text, hit) {
    begin.lastIndex = 0
    for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
      const end = ibanEnd(text, match.index)
      if (end === undefined) continue
      hit(match.index, end)
      begin.lastIndex = end
    }
  },
}

/** Where the account number that begins at `start` ends, or undefined when there is none. */
export function ibanEnd(text: string, start: number): number | undefined {
  const length = lengths.get(text.slice(start, start + 2).toUpperCase())
  if (length === undefined) return undefined
  const separator = text[start + 4] ?? ''
  let digits = ''
  let at = start
  for (; digits.length < length; at++) {
    const character = text[at] ?? ''
    if (/[A-Za-z\d]/.test(character)) digits += character
    else if (character === '' || character !== separator || text[at - 1] === separator) return undefined
  }
  // A currency may follow right behind.
  if (/^[A-Za-z]{3}(?![A-Za-z\d_])/.test(text.slice(at, at + 4))) at += 3
  else if (/[A-Za-z\d_]/.test(text[at] ?? '')) return undefined
  // Real numbers are all upper or all lower case.
  if (/[a-z]/.test(digits) && /[A-Z]/.test(digits)) return undefined
  return mod97(digits.slice(4) + digits.slice(0, 4)) === 1 ? at : undefined
}

export const ibanRule: Rule = {
  id: 'iban',
  title: 'International bank accounts',
  hides: 'IBANs with the length of their country and a right checksum, and what is called one.',
  confidence: 'strong',
  templates: ['pii', 'pci', 'hipaa'],
  priority: 58,
  names: keyed('iban', { looks: /^[A-Za-z]{2}\d\d[A-Za-z\d -]{11,40}$/ }),
  find: iban,
}
