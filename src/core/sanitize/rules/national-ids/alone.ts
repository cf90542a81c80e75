import type { Rule } from '../../rule'
import { digitsOf, iso7064Mod11, isUniform, verhoeff } from '../checksums'
import { isLanr } from '../health/providers'
import { isCpf, isRrnWithCheck, isSouthAfricanId, isThaiId } from './elsewhere'
import { isPesel, isTckn } from './europe'

/** As a number of milliseconds it would be a time between 2020 and 2039. */
function isRecentTime(text: string): boolean {
  return /^(?:1[6-9]|2[01])\d{11}$/.test(text)
}

/** Germany: ISO 7064; of the first ten digits exactly one is there twice or three times (BZSt). */
function isSteuerId(text: string): boolean {
  const first = [...text.slice(0, 10)]
  const most = Math.max(...first.map((digit) => first.filter((other) => other === digit).length))
  const different = new Set(first).size
  return /^[1-9]/.test(text) && iso7064Mod11(text) && most <= 3 && different === 11 - most
}

/** Numbers of eleven digits of several countries. */
function isOfEleven(text: string): boolean {
  return !isUniform(text) && (isPesel(text) || isTckn(text) || isCpf(text) || isSteuerId(text))
}

/** Numbers of thirteen digits of several countries. */
function isOfThirteen(text: string): boolean {
  const digits = digitsOf(text)
  if (digits !== text) return isRrnWithCheck(digits)
  return !isRecentTime(text) && (isRrnWithCheck(digits) || isSouthAfricanId(digits) || (/^[1-8]/.test(digits) && isThaiId(digits)))
}

/**
 * Numbers of persons and firms that are all of a value, with nothing that says what
 * they are but their form and, mostly, a checksum. One number in ten passes some of
 * these, so it belongs to the template that removes every unique number it can tell.
 */
export const idNumberRule: Rule = {
  id: 'id-number',
  title: 'Identity numbers without a name',
  hides:
    'Values that are nothing but a number in the form of an identity, tax, doctor or telephone number, with its checksum where it has one.',
  confidence: 'medium',
  templates: ['hipaa'],
  priority: 20,
  shapes: [
    { pattern: /\d{9}/y, alone: true, valid: (found) => !isUniform(found) && isLanr(found) },
    { pattern: /\d{11}/y, alone: true, valid: isOfEleven },
    { pattern: /[2-9]\d{3}([ -]?)\d{4}\1\d{4}/y, alone: true, valid: (found) => verhoeff(digitsOf(found)) },
    { pattern: /\d{6}-?\d{7}/y, alone: true, valid: isOfThirteen },
    // India's PAN, alone or within a GSTIN.
    { pattern: /[A-Z]{5}\d{4}[A-Z]|(?:0[1-9]|[12]\d|3[0-7]|97)[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]/y, alone: true },
    // Telephones without their plus: North America, and codes of countries with as many digits as theirs have.
    {
      pattern: /1[2-9]\d{2}[2-9]\d{6}|44[127]\d{8,9}|49[1-9]\d{9,10}|33[1-9]\d{8}|91[6-9]\d{9}|861\d{10}|9[67]\d{10}/y,
      alone: true,
      valid: (found) => !found.includes('12345678'),
    },
  ],
}
