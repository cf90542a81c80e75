import { otherNumber } from '../other-numbers'
import type { DigitRule, Rule } from '../rule'

/** Luhn's checksum (ISO/IEC 7812-1, annex B) over `digits`. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = digits.length - 1, double = false; at >= 0; at--, double = !double) {
    const digit = digits.charCodeAt(at) - 48
    const value = double ? digit * 2 : digit
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

/**
 * The beginnings of card numbers by their length, from the public lists of
 * issuers: Visa 4; Mastercard 51–55, 2221–2720; American Express 34, 37; Diners
 * 300–305, 309, 36, 38, 39; Discover and UnionPay and Maestro 6; JCB 3528–3589;
 * Maestro 50, 56–58; UATP 1; Mir 2200–2204; RuPay and UnionPay 81, 82; Troy 9792.
 */
const issuers: Readonly<Record<number, RegExp>> = {
  13: /^4/,
  14: /^(?:30[0-59]|3[689])/,
  15: /^(?:3[47]|1)/,
  16: /^(?:4|5[0-8]|6|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)|220[0-4]|35(?:2[89]|[3-8]\d)|8[12]|9792)/,
  19: /^(?:4|62|6[045]|50|5[6-8]|6[37])/,
}
/** Too common among other numbers to be believed without a word for it. */
const unusual = /^(?:1|4|5[0-8]|6|30|3[689]|2[27]|35|8[12])/

const digits: DigitRule = {
  context: /card|\bpan\b|\bcc\b|visa|master ?card|amex|maestro|payment/i,
  veto: otherNumber,
  matches(number, context) {
    if (/^(\d)\1*$/.test(number)) return false
    const issued = issuers[number.length]?.test(number) === true
    // Under a name for it even a mistyped number is one.
    if (context === 'name' && issued) return true
    return (issued || (context !== undefined && unusual.test(number))) && passesLuhn(number)
  },
  extend: trackEnd,
}

/** The magnetic stripe holds more after the number: `%B4…^NAME^…?` and `;4…=…?`. */
function trackEnd(text: string, start: number, end: number): number {
  const stripe = text[end] === '^' || (text[end] === '=' && text[start - 1] === ';')
  if (!stripe) return end
  const rest = /^[\^=][^?"\r\n]{0,120}\??/.exec(text.slice(end, end + 128))
  return end + (rest?.[0].length ?? 0)
}

export const cardNumberRule: Rule = {
  id: 'card-number',
  title: 'Card numbers',
  hides: 'Numbers of payment cards (12 to 19 digits with a right checksum and issuer), with the rest of the magnetic stripe.',
  confidence: 'strong',
  templates: ['pci'],
  priority: 60,
  digits,
}
