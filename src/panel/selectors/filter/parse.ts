import { type FilterKey, filterKeys, keySpecs, nearKey } from './keys'
import { compilePattern } from './pattern'
import type { Condition, FilterFault, FilterHint, ParsedQuery, Term } from './query'
import { tagIn } from './tags'
import { type Token, tokensOf } from './tokens'

const patternParts = /^\/(.*)\/([a-z]*)$/s
const knownFlags = /^[imsuv]*$/
const unfinishedPattern = /^\/[^/]*[\\()[\]{}|^$*+][^/]*$/

type Reading = { readonly any: readonly Condition[] } | { readonly fault: FilterFault } | { readonly hint: FilterHint } | undefined

/**
 * Terms separated by spaces, all of which must hold; `-` or `!` in front negates.
 *
 * - `text` and `"quoted text"`, upper and lower case alike; `/regex/flags`. A slash
 *   that begins no complete regex with known flags is plain text, so that paths such
 *   as `/api/cart` can be typed as they are; but one that is followed by what paths
 *   do not hold is a regex still being typed, and asks nothing yet.
 * - `key:value`, `key:one,other` (either of them), `key:"a value"`, with the keys of
 *   `keys.ts`. What stands before a colon and is no key is text, as in `https://…`.
 * - `@tag`: entries with a note or pin of that tag.
 */
export function parseFilter(typed: string): ParsedQuery {
  const terms: Term[] = []
  const hints: FilterHint[] = []
  for (const token of tokensOf(typed)) {
    const term = typed.slice(token.from, token.until)
    const near = nearOf(token)
    if (near !== undefined) hints.push({ why: 'near', term, meant: near })
    const reading = readToken(token, term)
    if (reading === undefined) continue
    if ('fault' in reading) return { ok: false, fault: reading.fault }
    if ('hint' in reading) hints.push(reading.hint)
    else terms.push({ negated: token.negated, any: reading.any })
  }
  return { ok: true, query: { terms }, hints }
}

/** The key of a token, when it is one of ours. */
export function keyOf(token: Token): FilterKey | undefined {
  const lower = token.key?.toLowerCase()
  return filterKeys.find((key) => key === lower)
}

function nearOf(token: Token): string | undefined {
  if (token.key === undefined || keyOf(token) !== undefined) return undefined
  // An address begins with a word and a colon, too.
  return token.values[0]?.value.startsWith('//') ? undefined : nearKey(token.key)
}

/** Undefined for what asks nothing. */
function readToken(token: Token, term: string): Reading {
  const key = keyOf(token)
  if (key !== undefined) return readKey(token, key, term)
  if (token.form === 'pattern') return readPattern(token.text, term)
  if (token.form === 'word') {
    if (unfinishedPattern.test(token.text)) return { hint: { why: 'unfinished', term } }
    if (token.text === '@') return undefined
    const tag = tagIn(token.text)
    if (tag !== undefined) return { any: [{ on: 'tag', tag }] }
  }
  return token.text === '' ? undefined : { any: [{ on: 'text', text: token.text.toLowerCase() }] }
}

function readPattern(text: string, term: string): Reading {
  const [, source = '', flags = ''] = patternParts.exec(text) ?? []
  if (!knownFlags.test(flags)) return { any: [{ on: 'text', text: text.toLowerCase() }] }
  // Label, text, source and type are a line each, so that `^` and `$` are the ends of any of them.
  const compiled = compilePattern(source, flags.includes('m') ? flags : `${flags}m`)
  if (compiled.ok) return { any: [{ on: 'pattern', test: compiled.test }] }
  return { fault: { why: compiled.fault === 'syntax' ? 'pattern' : 'costly', term, detail: compiled.why } }
}

function readKey(token: Token, key: FilterKey, term: string): Reading {
  const { read, fault, choices } = keySpecs[key]
  const any: Condition[] = []
  for (const { value } of token.values) {
    if (value === '') continue
    const answer = read(value)
    if (answer.state === 'whole') any.push(answer.value)
    else if (answer.state === 'bad') return { fault: { why: fault, term, choices } }
    // Half of a list would show what the whole will hide, or the other way round.
    else return { hint: { why: 'unfinished', term } }
  }
  return any.length === 0 ? undefined : { any }
}
