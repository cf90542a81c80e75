/** A regular expression, taken apart as far as it matters how it is run. */
export type Node =
  /** One character: the source of what it may be, a class for example. */
  | { readonly is: 'one'; readonly source: string }
  | { readonly is: 'edge'; readonly at: '^' | '$' | 'b' | 'B' }
  | { readonly is: 'all'; readonly parts: readonly Node[] }
  | { readonly is: 'any'; readonly parts: readonly Node[] }
  | { readonly is: 'repeat'; readonly part: Node; readonly least: number; readonly most: number }
  /** Looking around, back references, modifiers: what only the browser's own engine runs. */
  | { readonly is: 'own'; readonly part: Node }

const counts = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/
const groupStart = /^\((?:\?(?::|<(?![=!])[^>]*>|(<?[=!]|[a-z]*-?[a-z]*:)))?/
/** What a backslash makes of what follows it, all of it one character. */
const escapes = /^\\(?:x[\da-f]{2}|u\{[\da-f]+\}|u[\da-f]{4}|c[a-z]|[pP]\{[^}]*\}|.)/is

/** The tree of a pattern that the browser's engine has accepted. */
export function parsePattern(source: string, unicode: boolean): Node {
  let at = 0

  function alternatives(): Node {
    const parts = [sequence()]
    while (source[at] === '|') {
      at++
      parts.push(sequence())
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { is: 'any', parts }
  }

  function sequence(): Node {
    const parts: Node[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(atom()))
    return { is: 'all', parts }
  }

  function repeated(part: Node): Node {
    const found = counts.exec(source.slice(at))
    if (found === null) return part
    at += found[0].length
    const sign = found[0][0]
    if (sign === '*') return { is: 'repeat', part, least: 0, most: Infinity }
    if (sign === '+') return { is: 'repeat', part, least: 1, most: Infinity }
    if (sign === '?') return { is: 'repeat', part, least: 0, most: 1 }
    const least = Number(found[1])
    const most = found[2] === '' ? least : found[3] === '' ? Infinity : Number(found[3])
    return { is: 'repeat', part, least, most }
  }

  function atom(): Node {
    const char = source[at]
    if (char === '(') return group()
    if (char === '[') return one(classEnd())
    if (char === '\\') return escaped()
    if (char === '^' || char === '$') {
      at++
      return { is: 'edge', at: char }
    }
    const code = source.codePointAt(at) ?? 0
    return one(at + (unicode && code > 0xffff ? 2 : 1))
  }

  function one(end: number): Node {
    const part = source.slice(at, end)
    at = end
    return { is: 'one', source: part }
  }

  function group(): Node {
    const start = groupStart.exec(source.slice(at))
    at += start?.[0].length ?? 1
    const part = alternatives()
    at++
    return start?.[1] === undefined ? part : { is: 'own', part }
  }

  function escaped(): Node {
    const next = source[at + 1] ?? ''
    if (next === 'b' || next === 'B') {
      at += 2
      return { is: 'edge', at: next }
    }
    if (/[1-9]/.test(next) || next === 'k') {
      at += /^\\(?:\d+|k<[^>]*>|k)/.exec(source.slice(at))?.[0].length ?? 2
      return { is: 'own', part: { is: 'all', parts: [] } }
    }
    return one(at + (escapes.exec(source.slice(at))?.[0].length ?? 2))
  }

  /** Classes may lie in classes, with the flag `v`; elsewhere the inner bracket is a character, and closes nothing. */
  function classEnd(): number {
    for (let end = at + 1; end < source.length; end++) {
      if (source[end] === '\\') end++
      else if (source[end] === ']') return end + 1
    }
    return source.length
  }

  return alternatives()
}
