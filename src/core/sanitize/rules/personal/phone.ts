import type { Finder, Rule } from '../../rule'
import { signs } from '../../signs'
import { words } from '../../words'
import { keyed } from '../keyed'

/** Country codes (ITU-T E.164, list of assigned codes): one digit, two, and the first two of those with three. */
const countryCode =
  /^(?:1|7|2(?:0|7|[1-689]\d)|3(?:[0-469]|[578]\d)|4(?:[013-9]|2\d)|5(?:[1-8]|[09]\d)|6(?:[0-6]|[7-9]\d)|8(?:[1246]|[0578]\d)|9(?:[0-58]|[679]\d))/
const number = /\+(?:\d|\(\d{1,4}\))[\d ().-]{5,24}\d/y
const FEWEST = 7
const MOST = 17

/** International numbers by their `+`. */
const international: Finder = {
  needs: signs.plus,
  find(text, hit) {
    for (let at = text.indexOf('+'); at >= 0; at = text.indexOf('+', at + 1)) {
      if (/[\w%)\]+]/.test(text[at - 1] ?? ' ') && !/\\[nrt]$|%(?:20|22|3A|3D)$/i.test(text.slice(Math.max(0, at - 3), at))) continue
      number.lastIndex = at
      const match = number.exec(text)
      if (match === null) continue
      const end = at + phoneLength(match[0])
      if (end === at || /^(?:\w|[.,-]\d|-[A-Za-z])/.test(text.slice(end, end + 2))) continue
      hit(at, end)
      at = end - 1
    }
  },
}

/** How much of what begins with `+` is one number: groups until there are too many digits, or two separators in a row that no number has. */
function phoneLength(text: string): number {
  let digits = ''
  let length = 0
  let dots = 0
  for (let at = 1; at < text.length; at++) {
    const character = text[at] ?? ''
    if (/\d/.test(character)) {
      if (digits.length === MOST) return 0
      digits += character
      length = at + 1
    } else if (character === '.') dots++
    else if (/[ .-]/.test(character) && /[ .-]/.test(text[at - 1] ?? '')) break
    else if (character === ' ' && digits.length >= 13) break
  }
  // One dot makes it a decimal number.
  return digits.length < FEWEST || dots === 1 || !countryCode.test(digits) ? 0 : length
}

const nationalNumber = /(?:\(0?\d{2,4}\) ?|0|1[ .-]|\d)\d{0,14}(?:[ ./-]\d{2,7}){0,5}/y

export const phoneRule: Rule = {
  id: 'phone',
  title: 'Phone numbers',
  hides: 'International numbers with their `+`, wherever they stand.',
  confidence: 'strong',
  templates: ['pii', 'hipaa'],
  priority: 46,
  find: international,
}

export const phoneNameRule: Rule = {
  id: 'phone-name',
  title: 'Phone numbers by name',
  hides: 'Numbers under a name such as phone, mobile or fax, or beside a word for them.',
  confidence: 'medium',
  templates: ['pii', 'hipaa'],
  priority: 36,
  names: keyed(
    'phone|telephone|tel|mobile|mobile phone|cell|cellphone|cell phone|fax|faxnumber|msisdn|whatsapp|telefon|telefono|teléfono|telefonnummer|handy|handynummer|mobil|mobilnummer|celular|movil|gsm|cep no|sms to|contact number|contact no|home phone|work phone|phone home|phone work|phone e164|puhelin|puhelinnumero|telefone|portable|e164',
    { looks: /^(?=(?:\D?\D?\d){6})[+(]?[\d ().+x/-]{6,28}$/, words: false },
  ),
  shapes: [
    {
      pattern: nationalNumber,
      words: words(
        'phone|telephone|tel|mobile|mobil|cell|call|call me|fax|whatsapp|sms|telefon|telefono|teléfono|téléphone|portable|handy|rufnummer|celular|móvil|cellulare|gsm|cep no|cep tel|cep|puhelin|puh|nomor|handphone|电话|手机|電話|携帯|전화|휴대폰|โทร',
      ),
      valid(found) {
        const digits = found.replace(/\D/g, '')
        return digits.length >= 7 && digits.length <= 15 && !/^20[12]\d[./-]?[01]\d/.test(found)
      },
    },
  ],
}
