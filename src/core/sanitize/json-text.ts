import type { Json } from '../value'
import { signs } from './signs'

/** An object, a list, or a string literal with escapes in it, each with its end: to be told so by the parser takes as long as all else. */
export function looksLikeJson(text: string, bits: number): boolean {
  let at = 0
  while (text.charCodeAt(at) <= 32) at++
  let end = text.length - 1
  while (text.charCodeAt(end) <= 32) end--
  const last = text[end]
  switch (text[at]) {
    case '{':
      return last === '}'
    case '[':
      return last === ']'
    case '"':
      return last === '"' && (bits & signs.backslash) !== 0
    default:
      return false
  }
}

export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    // Most text that begins with a bracket is no JSON: it is looked at as text.
    return undefined
  }
}

/** Whether a text has more members than the JSON that was read from it. */
export function hasHiddenMembers(text: string, json: Json): boolean {
  let members = 0
  const left: Json[] = [json]
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (typeof value !== 'object' || value === null) continue
    const inner: readonly Json[] = Array.isArray(value) ? value : Object.values(value)
    if (!Array.isArray(value)) members += inner.length
    for (const each of inner) if (typeof each === 'object') left.push(each)
  }
  return writtenMembers(text) > members
}

/** How many names of members stand in the text of JSON: strings with a colon behind them. */
function writtenMembers(text: string): number {
  let members = 0
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', open)) {
    let close = text.indexOf('"', open + 1)
    while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1)
    if (close < 0) break
    let next = close + 1
    while (text.charCodeAt(next) <= 32) next++
    if (text[next] === ':') members++
    open = next
  }
  return members
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote
  while (text[at - 1] === '\\') at--
  return (quote - at) % 2 === 1
}
