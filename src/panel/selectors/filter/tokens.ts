/** One value of `key:value,value`, and where it stands. */
export interface ValueToken {
  /** What it means: without the quotes around it. */
  readonly value: string
  readonly quoted: boolean
  readonly from: number
  readonly until: number
}

/** A word of a filter as it was typed, and where. */
export interface Token {
  readonly from: number
  readonly until: number
  readonly negated: boolean
  /** The text of it: of a quoted one what is between the quotes. */
  readonly text: string
  readonly form: 'word' | 'quoted' | 'pattern'
  /** What stands before a colon, where that looks like a key, and the values behind it. */
  readonly key?: string | undefined
  readonly values: readonly ValueToken[]
}

const quotedText = /"(?:[^"\\]|\\.)*"?/sy
const slashed = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[])+\/[a-z]*(?=\s|$)/y
const keyed = /([a-z][a-z\d-]*):/iy
const word = /\S+/y
/** Quotes in a value keep spaces and commas in it, wherever they begin. */
const value = /(?:"(?:[^"\\]|\\.)*"?|[^\s",])*/sy

/** The words of a filter, in their order. Whatever is typed is words. */
export function tokensOf(typed: string): readonly Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < typed.length; ) {
    if (/\s/.test(typed[at] ?? '')) {
      at++
      continue
    }
    const token = tokenAt(typed, at)
    tokens.push(token)
    at = token.until
  }
  return tokens
}

function tokenAt(typed: string, from: number): Token {
  const signed = /^[-!]\S/.test(typed.slice(from, from + 2))
  const start = signed ? from + 1 : from
  const base = { from, negated: signed, values: [] }
  if (typed[start] === '"') {
    const found = match(quotedText, typed, start)
    return { ...base, form: 'quoted', text: unquoted(found), until: start + found.length }
  }
  const pattern = match(slashed, typed, start)
  if (pattern !== '') return { ...base, form: 'pattern', text: pattern, until: start + pattern.length }
  const key = match(keyed, typed, start)
  if (key === '') {
    const text = match(word, typed, start)
    return { ...base, form: 'word', text, until: start + text.length }
  }
  const values: ValueToken[] = []
  let at = start + key.length
  for (;;) {
    const raw = match(value, typed, at)
    values.push({ ...meaning(raw), from: at, until: at + raw.length })
    at += raw.length
    if (typed[at] !== ',') break
    at++
  }
  return { ...base, form: 'word', key: key.slice(0, -1), values, text: typed.slice(start, at), until: at }
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

function meaning(raw: string): Pick<ValueToken, 'value' | 'quoted'> {
  return raw.startsWith('"') && wholeQuote.test(raw) ? { value: unquoted(raw), quoted: true } : { value: raw, quoted: false }
}

const wholeQuote = /^"(?:[^"\\]|\\.)*"?$/s

/** What is between quotes; a backslash keeps a quote or a backslash. Nobody has to type the last quote. */
function unquoted(raw: string): string {
  const inner = raw.slice(1, /^"(?:[^"\\]|\\.)*"$/s.test(raw) ? -1 : undefined)
  return inner.replace(/\\(["\\])/g, '$1')
}

/** A value as it has to be typed to mean itself. */
export function quotedIfNeeded(text: string): string {
  return text === '' || /[\s",]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text
}
