import type { Shape } from '../../rule'
import { words } from '../../words'
import { digitsOf, iso7064Mod11, luhn, mod97, plain, weighted } from '../checksums'

const dniLetters = 'TRWAGMYFPDXBNJZSQVHLCKE'

/** Spain: the letter is the number modulo 23; NIE begin with X, Y or Z for 0, 1, 2 (Orden INT/2058/2008). */
export function isSpanishId(text: string): boolean {
  const id = plain(text)
  const number = Number(id.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))))
  return dniLetters[number % 23] === id.at(-1)
}

const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

/** Italy: values by odd and even place, modulo 26 (D.M. 23/12/1976). */
export function isFiscalCode(text: string): boolean {
  const code = plain(text)
  let sum = 0
  for (let at = 0; at < 15; at++) {
    const value = Number.parseInt(code[at] ?? '', 36)
    const place = value > 9 ? value - 10 : value
    sum += at % 2 === 0 ? (oddValues[place] ?? 0) : place
  }
  return String.fromCharCode(65 + (sum % 26)) === code[15]
}

/** Poland: weights 1, 3, 7, 9 (PESEL act of 2010). */
export function isPesel(text: string): boolean {
  return weighted(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0
}

/** Sweden: Luhn over the last ten digits; days above 60 for coordination numbers. */
export function isPersonnummer(text: string): boolean {
  const digits = digitsOf(text).slice(-10)
  return /^\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])/.test(digits) && luhn(digits)
}

const hetuMarks = '0123456789ABCDEFHJKLMNPRSTUVWXY'

/** Finland: nine digits modulo 31 (Digital and Population Data Services Agency). */
export function isHetu(text: string): boolean {
  return hetuMarks[Number(digitsOf(text.slice(0, 10))) % 31] === text.at(-1)?.toUpperCase()
}

/** France: the last two digits are 97 less the rest; Corsica's departments count as 19 and 18. */
function isNir(text: string): boolean {
  const id = plain(text).replace('2A', '19').replace('2B', '18')
  return 97 - (mod97(id.slice(0, 13)) % 97) === Number(id.slice(13))
}

/** Turkey: tenth digit from odd and even places, eleventh from the sum of ten. */
export function isTckn(text: string): boolean {
  const d = [...text].map(Number)
  const odd = weighted(text, [1, 0, 1, 0, 1, 0, 1, 0, 1])
  const even = weighted(text, [0, 1, 0, 1, 0, 1, 0, 1])
  return (((odd * 7 - even) % 10) + 10) % 10 === d[9] && (odd + even + (d[9] ?? 0)) % 10 === d[10]
}

/** Netherlands: weights 9 to 2 and -1, modulo 11. */
function isBsn(text: string): boolean {
  return weighted(text, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0
}

/** Belgium: 97 less the rest of nine digits, with a 2 before them for those born since 2000. */
function isBelgianId(text: string): boolean {
  const digits = digitsOf(text)
  const check = Number(digits.slice(9))
  return [digits.slice(0, 9), `2${digits.slice(0, 9)}`].some((number) => 97 - (Number(number) % 97) === check)
}

export const europeanIds: readonly Shape[] = [
  {
    pattern: /(?:\d{7,8}|[XYZ][ -]?\d{7})[ -]?[A-HJ-NP-TV-Z]/iy,
    words: words('nif|nie|dni|documento nacional|número de identidad|identidad|extranjero'),
    valid: isSpanishId,
  },
  {
    pattern: /[CFGHJKLMNPRTVWXYZ\d][CFGHJKLMNPRTVWXYZ\d]{8}\d?|T\d{8}/iy,
    words: words('personalausweis|ausweis|ausweisnummer|ausweis nr|perso|identity card|id card|aufenthaltstitel'),
    valid: (found) => /\d/.test(found),
  },
  { pattern: /[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPR-T][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]/iy, valid: isFiscalCode },
  {
    pattern: /[A-Z]{2}\d{5}[A-Z]{2}|[A-Z]{2}\d{7}|\d{7}[A-Z]{2}/iy,
    words: words("carta d'identità|carta identita|carta d'identita|identity card"),
  },
  { pattern: /\d{11}/y, words: words('pesel'), valid: isPesel },
  {
    pattern: /(?:18|19|20)?\d{6}[-+]?\d{4}/y,
    words: words('personnummer|pnr|samordningsnummer|person nr|personal identity|swedish personal|svenskt'),
    valid: isPersonnummer,
  },
  { pattern: /\d{6}[-+A-FYXWVU]\d{3}[\dA-FHJ-NPR-Y]/iy, valid: isHetu },
  {
    pattern: /[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d\d|2[AB])\d{8}|[12] \d\d \d\d (?:\d\d|2[AB]) \d{3} \d{3} \d\d/iy,
    words: words('nir|insee|sécurité sociale|securite sociale|carte vitale|numéro de sécu'),
    valid: isNir,
  },
  { pattern: /[1-9]\d{10}/y, words: words('tckn|tc kimlik|kimlik|tc no|turkish id|türk kimlik|vatandaşlık'), valid: isTckn },
  { pattern: /\d{9}/y, words: words('bsn|burgerservicenummer|sofinummer|sofi nummer'), valid: isBsn },
  {
    pattern: /\d{2}\.?\d{2}\.?\d{2}-?\d{3}\.?\d{2}/y,
    words: words('rijksregister|registre national|insz|niss|numéro national|belgian national'),
    valid: isBelgianId,
  },
  {
    pattern: /\d{11}/y,
    words: words('oib|fødselsnummer|fodselsnummer|personnummer|codice personale|isikukood|asmens kodas|egn'),
    valid: (found) => iso7064Mod11(found) || /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])/.test(found),
  },
  { pattern: /\d{6}-?\d{4}/y, words: words('cpr|cpr nr|cpr nummer|personnummer dk|kennitala') },
  { pattern: /\d{6}\/?\d{3,4}/y, words: words('rodné číslo|rodne cislo|rodné|birth number') },
  { pattern: /[1-8]\d{12}/y, words: words('cnp|cod numeric personal') },
  { pattern: /756\.?\d{4}\.?\d{4}\.?\d\d/y, words: words('ahv|avs|ahv nr|sozialversicherung') },
  {
    pattern: /\d{2} ?\d{6} ?[A-Z] ?\d{3}/iy,
    words: words('rvnr|rentenversicherung|sozialversicherungsnummer|svnr|rentenversicherungsnummer'),
  },
]
