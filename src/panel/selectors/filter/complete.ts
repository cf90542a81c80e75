import { type FilterKey, filterKeys, kindWords, typeWords } from './keys'
import { keyOf } from './parse'
import { traits } from './query'
import { quotedIfNeeded, type Token, tokensOf } from './tokens'

/** What a session holds of what can be asked for. */
export interface Seen {
  readonly types: readonly string[]
  readonly sources: readonly string[]
  readonly actions: readonly string[]
  readonly methods: readonly string[]
  readonly hosts: readonly string[]
  readonly tags: readonly string[]
}

export type Suggestion =
  | { readonly is: 'key'; readonly key: FilterKey }
  | { readonly is: 'value'; readonly key: FilterKey; readonly value: string }
  | { readonly is: 'tag'; readonly tag: string }

export interface Completion {
  /** The part of what is typed that a suggestion takes the place of. */
  readonly from: number
  readonly until: number
  readonly suggestions: readonly Suggestion[]
}

const MOST = 40

const levelWords = ['error', 'warn', 'info', 'debug']
const statusWords = ['2xx', '3xx', '4xx', '5xx', '>=400']
const sizeWords = ['10k', '100k', '1M']
const durationWords = ['16ms', '100ms', '1s']

function valuesOf(key: FilterKey, seen: Seen): readonly string[] {
  switch (key) {
    case 'kind':
      return kindWords
    case 'type':
      return [...new Set([...seen.types, ...typeWords])]
    case 'level':
      return levelWords
    case 'source':
      return seen.sources
    case 'action':
      return seen.actions
    case 'domain':
      return seen.hosts
    case 'method':
      return seen.methods
    case 'status-code':
      return statusWords
    case 'larger-than':
      return sizeWords
    case 'slower-than':
      return durationWords
    case 'is':
      return traits
    case 'url':
    case 'path':
    case 'changed':
      return []
  }
}

/** What could stand at the caret, best first. */
export function completionAt(typed: string, caret: number, seen: Seen): Completion {
  const token = tokensOf(typed).find(({ from, until }) => from <= caret && caret <= until)
  if (token === undefined) return { from: caret, until: caret, suggestions: keysFor('') }
  const key = keyOf(token)
  if (key !== undefined) return completeValue(token, key, caret, seen)
  const from = token.from + (token.negated ? 1 : 0)
  const none = { from, until: token.until, suggestions: [] }
  // Nobody means a key in the middle of a word, or behind a quote.
  if (token.form !== 'word' || token.key !== undefined || caret !== token.until) return none
  if (!token.text.startsWith('@')) return { ...none, suggestions: keysFor(token.text) }
  const tags = matching(seen.tags, token.text.slice(1))
  return { ...none, suggestions: tags.map((tag) => ({ is: 'tag', tag })) }
}

function keysFor(text: string): readonly Suggestion[] {
  const lower = text.toLowerCase()
  return filterKeys.filter((key) => key.startsWith(lower)).map((key) => ({ is: 'key', key }))
}

function completeValue({ values, from: start, until: end }: Token, key: FilterKey, caret: number, seen: Seen): Completion {
  const part = values.find(({ from, until }) => from <= caret && caret <= until)
  // In the key itself.
  if (part === undefined) return { from: start, until: end, suggestions: [] }
  const { from, until, value } = part
  const others = new Set(values.filter((other) => other !== part).map((other) => other.value.toLowerCase()))
  const found = matching(valuesOf(key, seen), value).filter((one) => !others.has(one.toLowerCase()))
  // What stands there already is no suggestion.
  const suggestions = found.length === 1 && found[0] === value ? [] : found
  return { from, until, suggestions: suggestions.map((one) => ({ is: 'value', key, value: one })) }
}

/** Those that begin with what was typed, then those that have it inside. */
function matching(words: readonly string[], typed: string): readonly string[] {
  const lower = typed.toLowerCase().replaceAll('*', '')
  const first: string[] = []
  const later: string[] = []
  for (const word of words) {
    const at = word.toLowerCase().indexOf(lower)
    if (at === 0) first.push(word)
    else if (at > 0 && later.length < MOST) later.push(word)
    if (first.length >= MOST) break
  }
  return [...first, ...later].slice(0, MOST)
}

/** What is typed once a suggestion is taken, and where the caret is then. */
export function accept(
  typed: string,
  { from, until }: Pick<Completion, 'from' | 'until'>,
  suggestion: Suggestion,
): { readonly typed: string; readonly caret: number } {
  const text = insertOf(suggestion)
  const rest = typed.slice(until)
  // A key waits for its value; behind anything else comes the next word.
  const gap = suggestion.is === 'key' || /^[\s,]/.test(rest) ? '' : ' '
  return { typed: typed.slice(0, from) + text + gap + rest, caret: from + text.length + gap.length }
}

function insertOf(suggestion: Suggestion): string {
  if (suggestion.is === 'key') return `${suggestion.key}:`
  return suggestion.is === 'tag' ? `@${suggestion.tag}` : quotedIfNeeded(suggestion.value)
}

/**
 * What is typed with one more value asked for. An entry has one type, one source
 * and one action, so another value of the same key is an alternative, not a
 * second condition that nothing could meet.
 */
export function withTerm(typed: string, key: FilterKey, value: string): string {
  const token = tokensOf(typed).find((other) => !other.negated && keyOf(other) === key)
  const text = quotedIfNeeded(value)
  if (token === undefined) return `${typed.trimEnd()}${typed.trim() === '' ? '' : ' '}${key}:${text}`
  if (token.values.some((known) => known.value.toLowerCase() === value.toLowerCase())) return typed
  const bare = token.values.every((known) => known.value === '')
  return `${typed.slice(0, token.until)}${bare ? '' : ','}${text}${typed.slice(token.until)}`
}
