import type { Rule } from '../../rule'
import { words } from '../../words'
import { plain } from '../checksums'
import { keyed } from '../keyed'
import { otherIds } from './elsewhere'
import { europeanIds } from './europe'

const code = /^(?=(?:[^\d]{0,5}\d){3})[A-Za-z\d][A-Za-z\d ./-]{4,24}$/

/** Documents and numbers of persons. The checksums are with the countries. */
export const documentRules: readonly Rule[] = [
  {
    id: 'national-id',
    title: 'National identity numbers',
    hides: 'Numbers of persons of many countries, by checksum beside a word for them, or under a name.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 39,
    names: keyed(
      'national id|national identity|national identification|national insurance|identity number|identity card|id card|id card number|government id|personal id|personal number|personal code|nric|fin number|cpf|pesel|nif|nie|dni|personnummer|pnr|henkilotunnus|hetu|aadhaar|aadhar|aadhaar number|sin|social insurance number|rrn|resident registration|tckn|tc kimlik|kimlik|curp|cnp|bsn|burgerservicenummer|egn|oib|cedula|rut|nik|mykad|personalausweis|ausweisnummer|sozialversicherungsnummer|rentenversicherungsnummer|svnr|nir|insee|voter id|numero identidad|ghana card|emirates id|citizen id',
      { looks: code },
    ),
    shapes: [...europeanIds, ...otherIds],
  },
  {
    id: 'passport',
    title: 'Passports',
    hides: 'Passport numbers under a name or beside a word for them.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 38,
    names: keyed(
      'passport|passport number|passport no|pasaporte|passeport|reisepass|reisepassnummer|passnummer|passaporto|passeport no|pass nr|travel document|paszport|pasaport',
      { looks: code },
    ),
    shapes: [
      {
        pattern: /[A-Z]{1,3}\d{6,8}[A-Z]?|[A-Z]\d{3}[A-Z]\d{4}|[CFGHJK][CFGHJKLMNPRTVWXYZ\d]{7,8}\d?|\d{2}[A-Z]{2}\d{5}|\d{8,9}/iy,
        words: words(
          'passport|pasaporte|passeport|reisepass|passaporto|passnummer|pasaport|paszport|passinumero|여권|护照|パスポート|หนังสือเดินทาง|travel document|passaporte',
        ),
        // A word follows a number as often as it stands before it: a digit at least tells them apart.
        valid: (found) => /\d/.test(found) && plain(found).length >= 8,
      },
    ],
  },
  {
    id: 'driver-licence',
    title: "Drivers' licences",
    hides: "Numbers of drivers' licences under a name or beside a word for them.",
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 36,
    names: keyed(
      'driver license|drivers license|driver licence|drivers licence|driving license|driving licence|license number|licence number|driver license number|dl number|dl no|fuhrerscheinnummer|führerschein|fuhrerschein|permis de conduire|patente|permiso de conducir|ehliyet',
      { looks: code },
    ),
    shapes: [
      {
        // United Kingdom: five letters of the name, date of birth, initials; Korea: region, year, number; elsewhere letters and digits.
        pattern:
          /[A-Z9]{5}\d[0156]\d[0-3]\d{2}[A-Z9]{2}[A-Z\d]{3}|(?:1[1-9]|2[0-68])[ -]?\d\d[ -]?\d{6}[ -]?\d\d|[A-Z]{2}\d{7,8}[A-Z\d]|[A-Z]\d[A-Z\d]{8,10}|[A-Z]\d{7,14}|[A-Z]\d{3}-\d{4}-\d{4}/iy,
        words: words(
          'license|licence|driver|driving|führerschein|fuhrerschein|führerscheinnummer|permis|patente|permiso de conducir|ehliyet|prawo jazdy|körkort|ajokortti|운전면허|面許|免許',
        ),
        valid: (found) => /\d{2}/.test(found),
      },
    ],
  },
]
