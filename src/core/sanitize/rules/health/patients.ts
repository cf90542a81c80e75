import type { Rule } from '../../rule'
import { signs } from '../../signs'
import { words } from '../../words'
import { digitsOf, isUniform, plain, weighted } from '../checksums'
import { anyOf, keyed } from '../keyed'

/** Number of the English health service: weights 10 to 2, modulo 11 (NHS Data Dictionary). */
export function isNhs(text: string): boolean {
  const digits = digitsOf(text)
  if (digits.length !== 10 || isUniform(digits)) return false
  const check = 11 - (weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)
  return check !== 10 && check % 11 === Number(digits[9])
}

/** Number of a German insured person: a letter and nine digits, the last one by weights 1 and 2 with digit sums (GKV, § 290 SGB V). */
export function isKvnr(text: string): boolean {
  const number = plain(text)
  const digits = String(number.charCodeAt(0) - 64).padStart(2, '0') + number.slice(1, 9)
  let sum = 0
  for (const [at, digit] of [...digits].entries()) {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === Number(number[9])
}

/** Medicare Beneficiary Identifier (CMS): places 2, 5, 8 and 9 are letters without B, I, L, O, S, Z. */
const mbi = /[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d(-?)[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d\1[AC-HJKMNP-RT-Y]{2}\d\d/iy
const code = /^(?=[^\d]{0,16}\d)[\w./-]{3,40}$/

export const patientRules: readonly Rule[] = [
  {
    id: 'us-mbi',
    title: 'Medicare numbers',
    hides: 'Medicare Beneficiary Identifiers, and what is called one.',
    confidence: 'strong',
    templates: ['hipaa'],
    priority: 47,
    names: keyed('mbi|medicare id|medicare number|medicare no|medicaid id|hicn', { looks: /^(?=[^\d]{0,4}\d)[A-Za-z\d -]{8,16}$/ }),
    // Under a small chance a random id of small letters looks like one: those only with their dashes.
    shapes: [{ pattern: mbi, needs: signs.pair, valid: (found) => found.includes('-') || !/[a-z]/.test(found) }],
  },
  {
    id: 'uk-nhs',
    title: 'NHS numbers',
    hides: 'Numbers of the English health service by name or word.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 42,
    names: keyed('nhs|nhs number|nhs no', { looks: /^\d{3}[ -]?\d{3}[ -]?\d{4}$/ }),
    shapes: [{ pattern: /\d{3}([ -]?)\d{3}\1\d{4}/y, words: words('nhs|national health|health service'), valid: isNhs }],
  },
  {
    id: 'uk-nhs-number',
    title: 'NHS numbers without a name',
    hides: 'Ten digits by themselves with the check digit of the English health service.',
    confidence: 'medium',
    templates: ['hipaa'],
    priority: 41,
    shapes: [
      { pattern: /\d{3}([ -])\d{3}\1\d{4}/y, valid: isNhs },
      { pattern: /\d{10}/y, alone: true, valid: (found) => isNhs(found) && !/^(?:1[5-9]|20)/.test(found) },
    ],
  },
  {
    id: 'medical-record',
    title: 'Medical record numbers',
    hides: 'Values under names such as mrn or patientId, and the identifiers of FHIR.',
    confidence: 'medium',
    templates: ['hipaa'],
    priority: 35,
    names: anyOf(
      keyed(
        'mrn|medical record|medical record number|medical record no|patient id|patient number|patient no|patient identifier|chart number|chart no|health record|encounter id|case number|fallnummer|patientennummer',
        { looks: code },
      ),
      keyed('identifier|identifiers', { containers: 'within', numbers: 'none', looks: /^\d{5,20}$/ }),
    ),
    shapes: [
      {
        pattern: /(?:[A-Z]{1,4}-?)?\d{5,12}/y,
        words: words(
          'mrn|medical record|patient id|patient no|patient number|chart no|chart number|patientennummer|fallnummer|hospital no|hospital number',
        ),
      },
    ],
  },
  {
    id: 'health-plan',
    title: 'Health insurance numbers',
    hides: 'Values under names such as memberId or policyNumber, and insurance numbers beside a word for them.',
    confidence: 'medium',
    templates: ['hipaa'],
    priority: 34,
    names: keyed(
      'member id|member number|member no|subscriber id|subscriber number|policy number|policy id|policy no|insurance id|insurance number|insurance member id|insurance policy number|health plan id|health plan number|plan member id|group number|beneficiary id|beneficiary number|kvnr|krankenversichertennummer|versichertennummer|health card number|health insurance number|carte vitale',
      { looks: code },
    ),
    shapes: [
      { pattern: /[A-Z]\d{9}/iy, words: words('kvnr|egk|krankenkasse|versicherten|krankenversicher|gesundheitskarte'), valid: isKvnr },
      {
        pattern: /[A-Z]{1,4}-?\d{6,12}|\d{8,12}/y,
        words: words(
          'subscriber|member id|member no|member number|policy number|policy no|insurance id|insurance number|beneficiary|health plan',
        ),
      },
    ],
  },
]
