import type { Rule } from '../../rule'
import { signs } from '../../signs'
import { words } from '../../words'
import { keyed } from '../keyed'

const month =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)'
const day = '(?:0?[1-9]|[12]\\d|3[01])'
const monthNumber = '(?:0?[1-9]|1[0-2])'
const year = '(?:19|20)\\d\\d'
const dayWords = words(
  'today|date|born|birth|dob|birthday|geburtsdatum|geboren|admitted|admission|discharged|discharge|visit|seen on|appointment|deceased|died|death|service date|fecha|nacimiento|naissance|nascita|data|datum|doğum|syntymä|född|urodzenia|since|until|on|am|dated',
)
const dated = words('today|born|birth|dob|birthday|geboren|geburtsdatum|admitted|discharged|deceased|died|appointment|visit')

/** Dates of a life (45 CFR 164.514(b)(2)(i)(C)), as people write them. What a log writes, in the order of ISO 8601, stays. */
export const dateRules: readonly Rule[] = [
  {
    id: 'birth-date',
    title: 'Dates of birth',
    hides: 'Values under names such as dob or birthDate.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 37,
    names: keyed(
      'dob|birth date|birthdate|birthday|date of birth|birth day|born|born on|birth year|year of birth|geburtsdatum|geburtstag|fecha nacimiento|fecha de nacimiento|date naissance|date de naissance|data nascita|data di nascita|data nascimento|death date|date of death|deceased date|deceased date time',
      { numbers: 'all', looks: /^(?=[^\d]{0,20}\d)[\p{L}\d ,.:/+-]{2,40}$/u },
    ),
    shapes: [
      {
        pattern: /(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})/y,
        words: words('dob|birth|born|birthday|birthdate|geburtsdatum|geboren|nacimiento|naissance|nascita|doğum|syntymä|född|urodzenia'),
      },
    ],
  },
  {
    id: 'written-date',
    title: 'Written dates',
    hides: 'Dates as people write them, and values under names for the dates of a treatment.',
    confidence: 'medium',
    templates: ['hipaa'],
    priority: 22,
    names: keyed(
      'admission date|admit date|discharge date|visit date|service date|date of service|appointment date|procedure date|onset date|onset date time|recorded date|encounter date|effective date time',
      {
        numbers: 'all',
        looks: /^(?=[^\d]{0,20}\d)[\p{L}\d ,.:/+-]{4,40}$/u,
      },
    ),
    shapes: [
      { pattern: new RegExp(`${day}[ -]${month}[ ,-]{1,2}(?:${year}|\\d\\d)`, 'iy'), needs: signs.pair },
      { pattern: new RegExp(`${month} ${day}(?:st|nd|rd|th)?,? ${year}`, 'iy'), needs: signs.pair },
      {
        pattern: new RegExp(
          `${monthNumber}/${day}/${year}|${day}/${monthNumber}/${year}|${day}\\.${monthNumber}\\.${year}|${monthNumber}-${day}-${year}|${day}-${monthNumber}-${year}`,
          'y',
        ),
      },
      {
        pattern: new RegExp(
          `${monthNumber}([./-])${day}\\1\\d\\d|${day}([./-])${monthNumber}\\2\\d\\d|${month}[ -](?:${year}|${day})|${day}[ -]${month}|${monthNumber}/${day}|${year}([./-])${monthNumber}\\3${day}`,
          'iy',
        ),
        words: dayWords,
      },
      {
        pattern: new RegExp(`${year}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?`, 'y'),
        words: dated,
      },
    ],
  },
]
