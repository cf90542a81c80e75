import type { Rule } from '../../rule'
import { words } from '../../words'
import { digitsOf } from '../checksums'
import { keyed } from '../keyed'

/** Numbers that advertisements made known; the Social Security Administration lists them as void. */
const advertised = new Set(['078051120', '219099999', '457555462'])

/** Areas are never 000, 666 or 9xx, groups never 00, serials never 0000 (SSA, randomization of 2011). */
export function isSsn(text: string): boolean {
  const digits = digitsOf(text)
  return /^(?!000|666|9)\d{3}(?!00)\d\d(?!0000)\d{4}$/.test(digits) && !advertised.has(digits) && !/^98765432\d$/.test(digits)
}

/** Taxpayer numbers of those who have no SSN: 9xx with groups 50–65, 70–88, 90–92, 94–99 (IRS, publication 1915). */
export function isItin(text: string): boolean {
  return /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/.test(digitsOf(text))
}

const grouped = /\d{3}([-. ])\d\d\1\d{4}/y

export const usRules: readonly Rule[] = [
  {
    id: 'us-ssn',
    title: 'US social security numbers',
    hides: 'Social security numbers in groups, and those of nine digits under a name or beside a word for them.',
    confidence: 'strong',
    templates: ['pii', 'hipaa'],
    priority: 52,
    names: keyed('ssn|social security|social|socialsecurity|social security number|social insurance|ssn last4|ssn4|social sec', {
      looks: /^\d{3}[ .-]?\d\d[ .-]?\d{4}$|^\d{4}$/,
    }),
    shapes: [
      { pattern: grouped, valid: isSsn },
      { pattern: /\d{9}/y, words: words('ssn|social security|social sec|soc sec'), valid: isSsn },
    ],
  },
  {
    id: 'us-itin',
    title: 'US taxpayer numbers',
    hides: 'Individual taxpayer identification numbers in groups, and by name or word.',
    confidence: 'strong',
    templates: ['pii', 'hipaa'],
    priority: 51,
    names: keyed('itin', { looks: /^\d{3}[ -]?\d\d[ -]?\d{4}$/ }),
    shapes: [
      { pattern: grouped, valid: isItin },
      { pattern: /\d{9}/y, words: words('itin|individual taxpayer'), valid: isItin },
    ],
  },
]
