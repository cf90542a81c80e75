import type { Rule } from '../../rule'
import { words } from '../../words'
import { passesLuhn } from '../card-number'
import { digitsOf, plain, weighted } from '../checksums'
import { keyed } from '../keyed'

/** National Provider Identifier: Luhn over the number behind the prefix 80840 (45 CFR 162.406). */
export function isNpi(text: string): boolean {
  const digits = digitsOf(text)
  return /^(?!(\d)\1{8})[12]\d{9}$/.test(digits) && passesLuhn(`80840${digits}`)
}

/** As a number of seconds it would be a time between 2017 and 2033. */
function isRecentTime(text: string): boolean {
  return /^(?:1[5-9]|20)\d{8}$/.test(text)
}

/** Registration number of the DEA (21 CFR 1301.35): the last digit is that of the first, third and fifth plus twice the others. */
export function isDea(text: string): boolean {
  const digits = digitsOf(text)
  return digits.length === 7 && weighted(digits, [1, 2, 1, 2, 1, 2]) % 10 === Number(digits[6])
}

/** Lifelong number of a German doctor: weights 4 and 9 over six digits, then a check digit and two for the field (KBV, LANR). */
export function isLanr(text: string): boolean {
  const digits = digitsOf(text)
  return Number(digits[6]) === (10 - (weighted(digits, [4, 9, 4, 9, 4, 9]) % 10)) % 10
}

/** `1234 567 893` as well. */
const npi = /\d{10}|\d{4}([ -])\d{3}\1\d{3}/y

export const providerRules: readonly Rule[] = [
  {
    id: 'us-npi',
    title: 'US provider numbers',
    hides: 'National Provider Identifiers with a right check digit.',
    confidence: 'medium',
    templates: ['hipaa'],
    priority: 47,
    names: keyed('npi|provider npi|national provider identifier', { looks: /^[12][\d -]{9,11}$/ }),
    shapes: [
      { pattern: npi, words: words('npi|provider'), valid: isNpi },
      { pattern: /\d{4}([ -])\d{3}\1\d{3}/y, valid: isNpi },
      // None that begins with 2 was given out yet.
      { pattern: /1\d{9}/y, alone: true, valid: (found) => isNpi(found) && !isRecentTime(found) },
    ],
  },
  {
    id: 'medical-licence',
    title: 'Licences of prescribers',
    hides: 'DEA numbers with a right check digit, and the numbers of doctors by name or word.',
    confidence: 'strong',
    templates: ['hipaa'],
    priority: 43,
    names: keyed('dea|dea number|lanr|arztnummer|medical license|medical licence|gmc number', {
      looks: /^(?=[^\d]{0,4}\d)[A-Za-z\d -]{6,14}$/,
    }),
    shapes: [
      { pattern: /[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}/iy, valid: (found) => isDea(plain(found).slice(2)) },
      { pattern: /\d{9}/y, words: words('arztnummer|lanr|arzt nr|vertragsarzt'), valid: isLanr },
    ],
  },
]
