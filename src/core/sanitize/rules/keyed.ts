import { nameWords } from '../../guard'
import type { NameMatch, NameRule } from '../rule'

/** What a name may end in and still mean the thing itself. */
const endings = '(?: ?(?:numbers?|num|no|nr|nums|code|value|val|text|input|field|raw|full|hash|str|string|id))?'

/**
 * Values under names that end in one of these words (parted by `|`, phrases
 * with blanks): `passport` matches `passportNo` and `user_passport`, and
 * neither `passportExpired` nor `showPassport` of a flag, since flags stay.
 */
export function keyed(list: string, match: Partial<NameMatch> = {}): NameRule {
  const each = list.split('|')
  const pattern = new RegExp(`(?:^| )(?:${each.map((word) => word.replaceAll(' ', ' ?')).join('|')})${endings}\\d{0,20} $`)
  const found: NameMatch = { numbers: 'long', containers: 'plain', words: true, ...match }
  return {
    match: (name) => (pattern.test(nameWords(name)) ? found : undefined),
    stems: each.map((word) => (word.split(' ')[0] ?? word).slice(0, 3)),
  }
}

/** A name rule out of several: the first that knows a name decides. */
export function anyOf(...rules: readonly NameRule[]): NameRule {
  return {
    match(name) {
      for (const rule of rules) {
        const found = rule.match(name)
        if (found !== undefined) return found
      }
      return undefined
    },
    stems: rules.flatMap(({ stems }) => stems),
  }
}
