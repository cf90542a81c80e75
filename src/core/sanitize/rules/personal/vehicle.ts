import type { Rule } from '../../rule'
import { words } from '../../words'
import { plain } from '../checksums'
import { anyOf, keyed } from '../keyed'

const values: Readonly<Record<string, number>> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  U: 4,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
}
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/** The check digit in the ninth place (49 CFR 565.15, table III to V). */
export function isVin(text: string): boolean {
  const vin = text.toUpperCase()
  const sum = weights.reduce((total, weight, at) => total + weight * (values[vin[at] ?? ''] ?? Number(vin[at])), 0)
  return vin[8] === (sum % 11 === 10 ? 'X' : String(sum % 11))
}

const plateWords = words(
  'plate|license plate|licence plate|number plate|registration|reg|reg no|rego|vehicle|vehicles|car reg|bike|kennzeichen|plaka|plakası|matrícula|matricula|immatriculation|targa|placa|tablica|rejestracyj|rekisteri|registreringsnummer|kenteken|nomor polisi|plat nomor',
)

export const vehicleRules: readonly Rule[] = [
  {
    id: 'vin',
    title: 'Vehicle numbers',
    hides: 'Vehicle identification numbers under a name, or with a right check digit beside a word for them.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 38,
    names: keyed('vin|vehicle identification|vehicle id|chassis|fahrgestellnummer', { looks: /^[A-HJ-NPR-Za-hj-npr-z\d]{11,17}$/ }),
    shapes: [{ pattern: /[A-HJ-NPR-Z\d]{17}/iy, words: words('vin|vehicle|car|chassis|fahrgestell|fahrzeug|truck|auto'), valid: isVin }],
  },
  {
    id: 'vehicle-plate',
    title: 'Vehicle plates',
    hides: 'Registration plates under a name or beside a word for them.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 23,
    names: anyOf(
      keyed(
        'license plate|licence plate|number plate|plate|plate no|vehicle plate|vehicle registration|vehicle reg|car reg|car registration|kennzeichen|plaka|matricula|targa|immatriculation|rego|kenteken',
        {
          numbers: 'none',
          looks: /^(?=[^\d]{0,10}\d)[\p{Lu}\p{Ll}\d][\p{L}\d ·.-]{2,12}$/u,
        },
      ),
    ),
    shapes: [
      // United Kingdom: two letters for the place, two digits for the half-year (02–29, 51–79), three letters.
      { pattern: /[A-HJ-PR-Y][A-HJ-PR-Y](?:0[1-9]|[12]\d|5[1-9]|6\d|7\d)[ -]?[A-HJ-PR-Z]{3}/iy, words: plateWords },
      // Turkey: province 01–81.
      { pattern: /(?:0[1-9]|[1-7]\d|8[01])[ -]?[A-Z]{1,3}[ -]?\d{2,4}/iy, words: plateWords, valid: (found) => plain(found).length <= 9 },
      // India: state, district, series, number.
      { pattern: /[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{0,3}[ -]?\d{4}/iy, words: plateWords },
      // Germany, Italy, France, Spain, Poland, Nigeria and others: letters and digits in up to three groups.
      {
        pattern:
          /[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]?\d{1,4}[EH]?|[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}|\d{4}[ -]?[B-DF-HJ-NP-TV-Z]{3}|[A-Z]{2,3}[ -]?\d{3,5}(?:[ -]?[A-Z]{2})?/y,
        words: plateWords,
      },
      { pattern: /[A-Z]{1,3} [A-Z]{1,3} \d{1,4}[EH]?|[A-Z]{1,2} \d{1,4} [A-Z]{1,3}/y, words: plateWords },
    ],
  },
]
