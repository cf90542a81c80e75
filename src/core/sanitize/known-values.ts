import { knownValueRuleId } from '../model'
import { exactTexts } from './exact-texts'
import type { Rule } from './rule'

/**
 * The values that rules were sure of, so that they can be found wherever else
 * they stand, without a name and without a form: typed a letter at a time, in
 * the text of an error, at the end of an address.
 */
export interface KnownValues {
  add(rule: Rule, text: string): void
  values(): readonly string[]
}

/** By a looser sign, but what they find is a secret and nothing else. */
const named: ReadonlySet<string> = new Set(['secret-name', 'vendor-name', 'curl-user'])
/** Shorter ones may be anything. */
const SHORTEST = 8
const LONGEST = 4096
const MOST = 20_000
const MOST_LENGTH = 4_000_000
/** `Bearer …`, and what a person types before a token. */
const scheme = /^(?:bearer|basic|token|apikey|digest)\s{1,8}/i
/** A word alone, or several, is a value that others may have by chance. */
const word = /^(?:[A-Z]?[a-z]*|[A-Z]*)$/
const LONG_WORD = 20
const isOneThing = /^(.)\1*$/
const FEWEST_DIGITS = 9

function isWords(text: string): boolean {
  return text.split(/[ _.-]/).every((part) => word.test(part))
}

export function createKnownValues(given: readonly string[] = []): KnownValues {
  const known = new Set(given)
  let length = 0

  function addOne(text: string): void {
    if (text.length < SHORTEST || text.length > LONGEST || known.size >= MOST || length > MOST_LENGTH) return
    if (isOneThing.test(text) || (text.length < LONG_WORD && isWords(text))) return
    if (/^[\d\s.,:/+-]*$/.test(text) && text.replace(/\D/g, '').length < FEWEST_DIGITS) return
    if (!known.has(text)) length += text.length
    known.add(text)
  }

  return {
    add({ id, confidence, action }, found) {
      if ((confidence !== 'strong' && !named.has(id)) || action === 'keep') return
      const text = found.trim()
      if (text.includes('[redacted:')) return
      addOne(text)
      const credentials = text.replace(scheme, '')
      if (credentials !== text) addOne(credentials)
      // Names of cookies and users are no secrets, what belongs to them is.
      if (id === 'cookie') for (const pair of text.split(';')) addOne(pair.slice(pair.indexOf('=') + 1).trim())
      else if (id === 'url-user' || id === 'database-url') addOne(text.slice(text.indexOf(':') + 1))
    },
    values: () => [...known],
  }
}

/** Finds known values wherever they stand. Any other rule that finds the same gives it its name. */
export function knownValueRule(values: readonly string[]): Rule {
  return {
    id: knownValueRuleId,
    title: 'Values found elsewhere',
    hides: 'What another rule found in another place of the same recording.',
    confidence: 'strong',
    templates: [],
    priority: 1,
    last: true,
    find: exactTexts(values),
  }
}
