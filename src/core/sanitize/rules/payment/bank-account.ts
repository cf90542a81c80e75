import type { Rule } from '../../rule'
import { words } from '../../words'
import { digitsOf, weighted } from '../checksums'
import { anyOf, keyed } from '../keyed'

/** American Bankers Association: weights 3, 7, 1 over nine digits; the first two are a Federal Reserve district. */
export function isRoutingNumber(text: string): boolean {
  const digits = digitsOf(text)
  return (
    digits.length === 9 &&
    /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(digits) &&
    weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0
  )
}

export const bankAccountRule: Rule = {
  id: 'bank-account',
  title: 'Bank accounts and routing numbers',
  hides: 'Numbers of accounts and banks (ABA, BIC, sort code) under a name or beside a word for them.',
  confidence: 'medium',
  templates: ['pii', 'pci', 'hipaa'],
  priority: 34,
  names: anyOf(
    keyed(
      'bank account|account number|account no|acct|acct no|acct num|accountnumber|routing|routing number|aba|aba routing|sort code|bsb|iban or account|kontonummer|kontonr|numero cuenta|clabe|transit number',
      {
        looks: /^(?=(?:\D?\d){5})[\d -]{5,34}$/,
      },
    ),
    keyed('bic|swift|swift bic|bic swift', { looks: /^[A-Za-z]{6}[A-Za-z\d]{2}(?:[A-Za-z\d]{3})?$/ }),
  ),
  shapes: [
    { pattern: /\d{9}|\d{4}-\d{4}-\d/y, words: words('aba|routing|rtn|transit number'), valid: isRoutingNumber },
    { pattern: /\d{8,17}/y, words: words('bank account|account number|account no|acct|kontonummer|konto nr|checking|savings') },
    { pattern: /\d\d-\d\d-\d\d|\d{6}/y, words: words('bank sort') },
  ],
}
