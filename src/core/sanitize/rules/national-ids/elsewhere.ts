import type { Shape } from '../../rule'
import { words } from '../../words'
import { digitsOf, isUniform, luhn, verhoeff, weighted } from '../checksums'

/** Canada: Luhn; no number begins with 0 or 8 (Employment and Social Development Canada). */
export function isSin(text: string): boolean {
  return /^[1-79]/.test(text) && !isUniform(digitsOf(text)) && luhn(text)
}

/** India: Verhoeff, never from 0 or 1, no palindrome (UIDAI). */
export function isAadhaar(text: string): boolean {
  const digits = digitsOf(text)
  return /^[2-9]/.test(digits) && [...digits].reverse().join('') !== digits && verhoeff(digits)
}

/** Korea: numbers given out since October 2020 have no check digit, so a date is enough beside a word. */
export function isRrn(text: string): boolean {
  return /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[1-8]/.test(digitsOf(text))
}

/** The same of a number from before that, with its check digit: weights 2 to 9 and 2 to 5. */
export function isRrnWithCheck(digits: string): boolean {
  return isRrn(digits) && (11 - (weighted(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === Number(digits[12])
}

/** Singapore: weights 2, 7, 6, 5, 4, 3, 2 with an offset for T, G (4) and M (3); letters by series. */
export function isNric(text: string): boolean {
  const id = text.toUpperCase()
  const series = id[0] ?? ''
  const sum = weighted(id.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]) + ('TG'.includes(series) ? 4 : series === 'M' ? 3 : 0)
  const letters = 'ST'.includes(series) ? 'JZIHGFEDCBA' : series === 'M' ? 'KLJNPQRTUWX' : 'XWUTRQPNMLK'
  const place = series === 'M' ? 10 - (sum % 11) : sum % 11
  return letters[place] === id[8]
}

/** Thailand: weights 13 to 2, modulo 11. */
export function isThaiId(text: string): boolean {
  const digits = digitsOf(text)
  return (11 - (weighted(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === Number(digits[12])
}

/** South Africa: date of birth, Luhn. */
export function isSouthAfricanId(text: string): boolean {
  const digits = digitsOf(text)
  return /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}[012]\d\d$/.test(digits) && luhn(digits)
}

/** Brazil: two check digits modulo 11 (Receita Federal). */
export function isCpf(text: string): boolean {
  const digits = digitsOf(text)
  if (isUniform(digits)) return false
  return [9, 10].every((length) => {
    const sum = weighted(
      digits.slice(0, length),
      Array.from({ length }, (_, at) => length + 1 - at),
    )
    return ((sum * 10) % 11) % 10 === Number(digits[length])
  })
}

/** China: weights 2^17 … modulo 11, the last may be X (GB 11643-1999). */
function isChineseId(text: string): boolean {
  const sum = weighted(text, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase()
}

/** Australia's Medicare: weights 1, 3, 7, 9 (National Health Data Dictionary). */
export function isAustralianMedicare(text: string): boolean {
  const digits = digitsOf(text)
  return weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8])
}

export const otherIds: readonly Shape[] = [
  { pattern: /\d{3}([ -]?)\d{3}\1\d{3}/y, words: words('sin|nas|social insurance|assurance sociale|canadian sin'), valid: isSin },
  { pattern: /\d{4}([ :-]?)\d{4}\1\d{4}/y, words: words('aadhaar|aadhar|uidai|आधार|uid no'), valid: isAadhaar },
  {
    pattern: /\d{6}-?\d{7}/y,
    words: words('rrn|frn|resident registration|korean|foreigner registration|주민|주민등록번호|외국인'),
    valid: isRrn,
  },
  { pattern: /[STFGM]\d{7}[A-Z]/iy, words: words('nric|fin|uin|singapore|ic no|identity card'), valid: isNric },
  {
    pattern: /[1-8](?:\d{12}|([ -])\d{4}\1\d{5}\1\d{2}\1\d)/y,
    words: words('เลขประจำตัวประชาชน|บัตรประชาชน|ประชาชน|thai id|thai national|national id|citizen id'),
    valid: isThaiId,
  },
  {
    pattern: /\d{13}|\d{6} \d{4} \d{3}/y,
    words: words('south african|south africa|sa id|rsa id|permanent resident|identity number|id number'),
    valid: isSouthAfricanId,
  },
  { pattern: /\d{3}\.\d{3}\.\d{3}-\d{2}/y, valid: isCpf },
  { pattern: /\d{11}/y, words: words('cpf|cadastro de pessoas'), valid: isCpf },
  {
    pattern: /[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]/iy,
    words: words('身份证|身份證|居民身份|chinese id|resident identity|identity card|id card|id number'),
    valid: isChineseId,
  },
  { pattern: /[2-6]\d{3}([ -]?)\d{5}\1\d(?:[ -]?\d)?/y, words: words('medicare|medicare no|medicare card'), valid: isAustralianMedicare },
  { pattern: /\d{8}([ -]?)\d\1?[\dK]?|\d{1,2}\.\d{3}\.\d{3}-[\dK]/iy, words: words('rut|run|cédula|cedula|rol único') },
  { pattern: /[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d/y },
  { pattern: /[A-Z]{3}\d{7}/iy, words: words('voter|voter id|epic no|elector') },
  { pattern: /\d{11}/y, words: words('nin|national identification|nigerian') },
  { pattern: /[A-Z][12]\d{8}/iy, words: words('taiwan|身分證|統一編號') },
  { pattern: /\d{4}([ -]?)\d{4}\1\d{4}/y, words: words('マイナンバー|my number|個人番号') },
  { pattern: /\d{9}/y, words: words('תעודת זהות|teudat zehut|israeli id'), valid: luhn },
  {
    pattern: /\d{3}-?\d{9}|\d{6}-?\d{2}-?\d{4}|\d{16}|\d{12}/y,
    words: words('nik|ktp|mykad|nomor induk|cccd|cmnd|số căn cước|philsys|national identity'),
  },
]
