import { describe, expect, it } from 'vitest'
import { createSanitizer } from '../../../src/core/sanitize'
import { isKvnr, isNhs } from '../../../src/core/sanitize/rules/health/patients'
import { isDea, isNpi } from '../../../src/core/sanitize/rules/health/providers'
import { isAbn } from '../../../src/core/sanitize/rules/national-ids/companies'
import { isAadhaar, isCpf, isNric, isSin } from '../../../src/core/sanitize/rules/national-ids/elsewhere'
import { isFiscalCode, isHetu, isPersonnummer, isPesel, isSpanishId } from '../../../src/core/sanitize/rules/national-ids/europe'
import { isCnpj, isGstin, isTfn } from '../../../src/core/sanitize/rules/national-ids/tax'
import { isItin, isSsn } from '../../../src/core/sanitize/rules/national-ids/us'
import { isRoutingNumber } from '../../../src/core/sanitize/rules/payment/bank-account'
import { ibanEnd } from '../../../src/core/sanitize/rules/payment/iban'
import { isWallet } from '../../../src/core/sanitize/rules/payment/wallet'
import { isV6 } from '../../../src/core/sanitize/rules/personal/ip'
import { isVin } from '../../../src/core/sanitize/rules/personal/vehicle'
import { rulesOf } from '../../../src/core/sanitize/templates'

/** Published examples, and the same with one character changed. */
const cases: readonly (readonly [string, (text: string) => boolean, string, string])[] = [
  ['IBAN', (text) => ibanEnd(text, 0) === text.length, 'GB82 WEST 1234 5698 7654 32', 'GB82 WEST 1234 5698 7654 33'],
  ['Bitcoin', isWallet, '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb'],
  ['segregated witness', isWallet, 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'],
  ['routing number', isRoutingNumber, '021000021', '021000022'],
  ['SSN', isSsn, '123-45-6789', '666-45-6789'],
  ['ITIN', isItin, '911-64-1234', '911-89-1234'],
  ['NHS', isNhs, '401-023-2137', '401-023-2138'],
  ['NPI', isNpi, '1234567893', '1234567890'],
  ['DEA', (text) => isDea(text), '1234563', '1234564'],
  ['KVNR', isKvnr, 'A123456780', 'A123456781'],
  ['VIN', isVin, '1M8GDM9AXKP042788', '1M8GDM9A1KP042788'],
  ['DNI', isSpanishId, '12345678Z', '12345678A'],
  ['fiscal code', isFiscalCode, 'RSSMRA85T10A562S', 'RSSMRA85T10A562T'],
  ['PESEL', isPesel, '44051401458', '44051401459'],
  ['personnummer', isPersonnummer, '811218-9876', '811218-9875'],
  ['henkilötunnus', isHetu, '131052-308T', '131052-308U'],
  ['Aadhaar', isAadhaar, '312345678909', '312345678908'],
  ['CPF', isCpf, '529.982.247-25', '529.982.247-24'],
  ['CNPJ', isCnpj, '11.222.333/0001-81', '11.222.333/0001-82'],
  ['SIN', isSin, '130-692-544', '130-692-545'],
  ['NRIC', isNric, 'S1234567D', 'S1234567E'],
  ['GSTIN', isGstin, '27AAPFU0939F1ZV', '27AAPFU0939F1ZW'],
  ['ABN', isAbn, '51824753556', '51824753557'],
  ['TFN', isTfn, '876543210', '876543211'],
  ['IPv6', isV6, '2001:db8::10.0.0.1', '2001::db8::1'],
]

describe('a checksum', () => {
  it.each(cases)('of %s tells right from wrong', (_, check, right, wrong) => {
    expect(check(right)).toBe(true)
    expect(check(wrong)).toBe(false)
  })
})

describe('what must stay', () => {
  const sanitizer = createSanitizer({ rules: rulesOf(['secrets', 'pii', 'pci', 'hipaa']) })

  it.each([
    'Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0 Safari/537.36',
    'v1.2.3.4',
    'std::cout << MyClass::toString',
    'at 12:34:56 of app.js:63:49872',
    'AB12 CDE and 1234567 and 12345-678',
    'https://example.com/home/settings/profile',
    'exp: 1718645653',
    '2024-03-15T14:30:00Z started',
    'tokens +12 and 3.5 + 1234567.25',
  ])('%s', (text) => {
    expect(sanitizer.sanitizeJson(text, '')).toBe(text)
  })
})
