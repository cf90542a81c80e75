import type { Rule } from '../../rule'
import { anyOf, keyed } from '../keyed'

/** No markup and no code; in text it may be the rest of a line. */
const name = /^[^<>{}();\\[\]_]{2,120}$/

/** Names and places of people: nothing about them can be told by their look, so a name must say it. */
export const personRules: readonly Rule[] = [
  {
    id: 'person-name',
    title: 'Names of people',
    hides: 'Texts under names such as fullName, first_name or surname.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 30,
    names: anyOf(
      keyed(
        'full name|first name|last name|middle name|given name|family name|maiden name|surname|patient name|customer name|contact name|legal name|recipient name|beneficiary name|guardian name|doctor name|physician name|vorname|nachname|familienname|nombre completo|apellido|apellidos|prenom|nom de famille|cognome|nome completo|sobrenome|forename|fullname|firstname|lastname|mothers maiden name',
        { numbers: 'none', looks: name, wholeLine: true },
      ),
      // Components and commands have one too, in one word.
      keyed('display name|screen name|real name|nick name', {
        numbers: 'none',
        looks: /^(?=.{0,60}(?:[^\x21-\x7e]))[^\d<>{}()=:;/\\[\]_]{2,80}$/,
      }),
    ),
  },
  {
    id: 'street-address',
    title: 'Street addresses',
    hides: 'Texts under names such as street, address1 or billingAddress that look like one.',
    confidence: 'medium',
    templates: ['pii', 'hipaa'],
    priority: 31,
    names: anyOf(
      keyed(
        'street|street address|street name|address line|line1|line2|address|addr|home address|billing address|shipping address|mailing address|postal address|residential address|work address|delivery address|strasse|straße|calle|direccion|adresse|rue|indirizzo|endereco|adres|house number',
        {
          numbers: 'none',
          wholeLine: true,
          looks: /^(?=[^<>{}]{0,100}\d)(?=[^<>{}]{0,100}[ ,])(?=[^<>{}]{0,100}\p{L}{2})[^<>{}=]{5,200}$/u,
        },
      ),
      keyed(
        'street|street address|street name|home address|billing address|shipping address|mailing address|postal address|residential address|address line|address line 1|address line 2|strasse|calle',
        {
          numbers: 'none',
          looks: /^(?=[^<>{}]{0,100} )(?=[^<>{}]{0,100}\p{L}{2})[^<>{}=/]{4,200}$/u,
        },
      ),
    ),
  },
  {
    id: 'city',
    title: 'Towns and counties',
    hides: 'Texts under names such as city, town or county.',
    confidence: 'medium',
    templates: ['hipaa'],
    priority: 28,
    names: keyed('city|town|county|suburb|municipality|locality|neighborhood|birth place|place of birth|ciudad|ville|stadt|wohnort', {
      numbers: 'none',
      looks: name,
    }),
  },
]
