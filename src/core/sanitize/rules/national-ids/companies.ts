import type { Rule } from '../../rule'
import { words } from '../../words'
import { digitsOf, luhn, weighted } from '../checksums'
import { keyed } from '../keyed'
import { isCnpj } from './tax'

/** Australia: one less in the first place, weights 10, 1, 3 … 19, modulo 89 (ABR). */
export function isAbn(text: string): boolean {
  const digits = digitsOf(text)
  const lowered = `${Number(digits[0]) - 1}${digits.slice(1)}`
  return digits[0] !== '0' && weighted(lowered, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0
}

/** Australian company number: weights 8 to 1, modulo 10 (ASIC). */
export function isAcn(text: string): boolean {
  const digits = digitsOf(text)
  return (10 - (weighted(digits, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === Number(digits[8])
}

export const companyRule: Rule = {
  id: 'company-id',
  title: 'Company numbers',
  hides: 'Numbers of companies in registers, under a name or beside a word for them.',
  confidence: 'medium',
  templates: ['pii'],
  priority: 19,
  names: keyed(
    'abn|acn|cnpj|siret|siren|company number|company registration|company registration number|org nr|orgnr|organisationsnummer|organization number|hrb|handelsregisternummer|brn|business registration number|kvk|ytunnus|uen|crn',
    {
      looks: /^(?=(?:[^\d]{0,4}\d){4})[A-Za-z\d][A-Za-z\d ./-]{4,24}$/,
    },
  ),
  shapes: [
    { pattern: /\d{2} ?\d{3} ?\d{3} ?\d{3}/y, words: words('abn|business number|australian business'), valid: isAbn },
    { pattern: /\d{3} ?\d{3} ?\d{3}/y, words: words('acn|australian company'), valid: isAcn },
    {
      pattern: /\d{6}-?\d{4}/y,
      words: words('orgnummer|organisationsnummer|org nr|orgnr|företag|company|company identity'),
      valid: (found) => /^\d\d[2-9]/.test(found) && luhn(found),
    },
    { pattern: /\d{2}\.?\d{3}\.?\d{3}\/?\d{4}-?\d{2}/y, words: words('cnpj'), valid: isCnpj },
    { pattern: /\d{3} ?\d{3} ?\d{3}(?: ?\d{5})?/y, words: words('siret|siren|rcs'), valid: luhn },
    { pattern: /HR[AB] ?\d{1,6}(?: ?[A-Z])?/iy, words: words('handelsregister|amtsgericht|registergericht|eingetragen|register') },
    { pattern: /\d{3}-?\d{2}-?\d{5}/y, words: words('brn|business registration|사업자|사업자등록번호') },
    { pattern: /\d{7}-\d|\d{8}/y, words: words('tunnus|kvk|cvr|company number|companies house|crn|company no|ico') },
    { pattern: /(?:\d{8,9}|[TSR]\d{2}[A-Z]{2}\d{4})[A-Z]/iy, words: words('uen|acra|unique entity') },
  ],
}
