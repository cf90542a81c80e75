import type { Rule } from '../../rule'
import { words } from '../../words'
import { anyOf, keyed } from '../keyed'

const degrees = /^[+-]?(?:[1-9]?\d|1[0-7]\d|180)(?:\.\d{1,20})?$/

export const placeRules: readonly Rule[] = [
  {
    id: 'postal-code',
    title: 'Postal codes',
    hides: 'Postal codes under a name or beside a word for them.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 27,
    names: keyed(
      'zip|zip code|zipcode|postcode|post code|postal code|postalcode|plz|postleitzahl|cap code|codigo postal|code postal|postnummer|pincode|eircode|cep code',
      {
        numbers: 'all',
        looks: /^(?=[^\d]{0,8}\d)[A-Za-z\d][A-Za-z\d -]{2,10}$/,
      },
    ),
    shapes: [
      {
        pattern: /\d{5}(?:-\d{4})?/y,
        words: words(
          'plz|postleitzahl|zip|zip code|zipcode|postal code|postcode|code postal|código postal|codigo postal|cap|kod pocztowy|postnummer|posta kodu',
        ),
      },
      {
        pattern: /\d\d-\d{3}|\d{3} \d\d|\d{4} ?[A-Z]{2}|\d{6}|\d{4}/y,
        words: words('postcode|postal code|postnummer|kod pocztowy|psč|psc|pin code|pincode'),
      },
      { pattern: /[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d/y, words: words('postcode|post code|postal code|zip') },
    ],
  },
  {
    id: 'geo-position',
    title: 'Places on the map',
    hides: 'Degrees under names such as lat and lng.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 26,
    names: anyOf(
      keyed('lat|latitude|lng|lon|long|longitude|geo lat|geo lng|geo lon', { numbers: 'all', looks: degrees }),
      keyed('lat lng|lat lon|latlng|latlong|lat long|coords|coordinates|geo location|geolocation|gps|geo|position gps', {
        numbers: 'none',
        looks: /^\(?[+-]?\d{1,3}\.\d{2,20},? ?[+-]?\d{1,3}\.\d{2,20}\)?$/,
      }),
    ),
  },
]
