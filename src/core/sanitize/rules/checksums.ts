import { passesLuhn } from './card-number'

/** The digits of `text` and nothing else. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** The letters and digits of `text`, upper case. */
export function plain(text: string): string {
  return text.replace(/[^A-Za-z\d]/g, '').toUpperCase()
}

/** The sum of digits times weights, place by place. */
export function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + (digits.charCodeAt(at) - 48) * weight, 0)
}

export function luhn(text: string): boolean {
  return passesLuhn(digitsOf(text))
}

/** ISO 7064 MOD 97-10 over letters and digits, letters counting from 10: 1 when it is right. */
export function mod97(text: string): number {
  let rest = 0
  for (const character of text) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

/** ISO 7064 MOD 11,10, as German and Croatian numbers use it. */
export function iso7064Mod11(digits: string): boolean {
  let product = 10
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === Number(digits.at(-1))
}

/** Verhoeff's dihedral tables (J. Verhoeff, Error detecting decimal codes, 1969). */
const dihedral = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const permutations = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258']

export function verhoeff(digits: string): boolean {
  let check = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    check = Number(dihedral[check]?.[Number(permutations[at % 8]?.[digit])])
  }
  return check === 0
}

/** All digits alike, as in placeholders. */
export function isUniform(digits: string): boolean {
  return /^(\d)\1*$/.test(digits)
}
