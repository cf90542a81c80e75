import type { Rule } from '../../rule'
import { signs } from '../../signs'
import { words } from '../../words'
import { digitsOf, iso7064Mod11, plain, weighted } from '../checksums'
import { anyOf, keyed } from '../keyed'

const base36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Australia: weights 1, 4, 3, 7, 5, 8, 6, 9, 10, modulo 11 (ATO). */
export function isTfn(text: string): boolean {
  const digits = digitsOf(text)
  return weighted(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10].slice(0, digits.length)) % 11 === 0
}

/** Brazil's companies: two check digits modulo 11. */
export function isCnpj(text: string): boolean {
  const digits = digitsOf(text)
  return [12, 13].every((length) => {
    const weights = Array.from({ length }, (_, at) => ((length - 1 - at) % 8) + 2)
    const rest = weighted(digits, weights) % 11
    return (rest < 2 ? 0 : 11 - rest) === Number(digits[length])
  })
}

/** India's goods and services tax: a state (01–38, 97) before a PAN; beside a word the last character need not be checked. */
const gstin = /(?:0[1-9]|[12]\d|3[0-8]|97)[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]/iy

/** The check character of a GSTIN: values modulo 36 with weights 1 and 2. */
export function isGstin(text: string): boolean {
  const id = text.toUpperCase()
  let sum = 0
  for (let at = 0; at < 14; at++) {
    const product = base36.indexOf(id[at] ?? '') * (at % 2 === 0 ? 1 : 2)
    sum += Math.floor(product / 36) + (product % 36)
  }
  return base36[(36 - (sum % 36)) % 36] === id[14]
}

const taxName =
  'tax id|tax number|tax no|tax identification|taxpayer id|tin|ein|vat|vat id|vat number|vat no|vat reg no|ust id|ust idnr|ustidnr|ust id nr|umsatzsteuer id|steuernummer|steuer id|steueridentifikationsnummer|idnr|codice fiscale|partita iva|p iva|piva|siret|siren|gstin|gst no|gst number|abn|acn|tfn|tax file number|cnpj|cuit|rfc|nip|pan number|pan card|pan no|npwp|utr'

export const taxRules: readonly Rule[] = [
  {
    id: 'gstin',
    title: 'Indian tax numbers',
    hides: 'GSTIN with a right check character.',
    confidence: 'strong',
    templates: ['pii'],
    priority: 40,
    shapes: [{ pattern: gstin, needs: signs.token, valid: isGstin }],
  },
  {
    id: 'tax-id',
    title: 'Tax numbers',
    hides: 'Numbers for taxes of many countries under a name or beside a word for them.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 29,
    names: anyOf(keyed(taxName, { looks: /^(?=(?:[^\d]{0,3}\d){4})[A-Za-z\d][A-Za-z\d ./-]{5,24}$/ })),
    shapes: [
      { pattern: gstin, words: words('gst|gstin|goods and services|tax identification|registration') },
      { pattern: /[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]/iy, words: words('pan|pan no|pan card|pan number|permanent account|income tax') },
      {
        pattern: /\d{11}|\d\d \d{3} \d{3} \d{3}/y,
        words: words('idnr|id nr|steuer id|steueridentifikationsnummer|identifikationsnummer|steuerliche|tin'),
        valid: (found) => /^[1-9]/.test(found) && iso7064Mod11(digitsOf(found)),
      },
      { pattern: /\d{2,3}[/ ]\d{3,4}[/ ]\d{4,5}|\d{10,13}/y, words: words('steuernummer|st.-nr|st nr|steuer nr|steuernr|finanzamt') },
      { pattern: /\d{3}([ -]?)\d{3}\1\d{3}/y, words: words('tfn|tax file'), valid: isTfn },
      {
        pattern: /\d{3}-?\d{3}-?\d{3}(?:-?\d{3})?/y,
        words: words('tin|bir|bir tin|taxpayer identification'),
        valid: (found) => !/0{6}$/.test(plain(found)),
      },
      { pattern: /\d{3}-\d{3}-\d{3}-\d{3}/y, words: words('as your id|taxpayer|tin') },
      { pattern: /\d{2}-\d{7}/y, words: words('ein|employer identification|fein|tax id') },
      {
        pattern: /\d{10}|\d{3}-\d{3}-\d{2}-\d{2}|\d{3}-\d{2}-\d{2}-\d{3}/y,
        words: words('nip|vergi|vergi no|vkn|vergi kimlik'),
        valid: (found) => digitsOf(found).length === 10,
      },
      { pattern: /[A-Z&Ñ]{3,4}\d{6}[A-Z\d]{3}/iy, words: words('rfc') },
      { pattern: /\d\d-?\d{8}-?\d/y, words: words('cuit|cuil') },
      { pattern: /\d{11}/y, words: words('partita iva|piva|codice fiscale') },
      { pattern: /\d{5} ?\d{5}/y, words: words('utr|unique taxpayer') },
      { pattern: /\d\d\.?\d{3}\.?\d{3}\.?\d-?\d{3}\.?\d{3}/y, words: words('npwp') },
    ],
  },
  {
    id: 'vat-id',
    title: 'VAT numbers',
    hides: 'VAT numbers of the European Union beside a word for them.',
    confidence: 'medium',
    templates: ['pii'],
    priority: 28,
    shapes: [
      {
        pattern:
          /(?:AT ?U|BE|BG|CH ?E|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK|XI)[ .-]?[\dA-Z]{2,3}(?:[ .-]?[\dA-Z]{2,6}){1,3}/iy,
        words: words('vat|vat id|vat no|vat number|ust|ust idnr|ust id|ustid|umsatzsteuer|mwst|tva|iva|btw|moms|alv|nip|nif|dph|áfa|pvm'),
        valid: (found) => digitsOf(found).length >= 7,
      },
    ],
  },
]
