import type { Rule } from './rule'

/** What pairs and phrases are made of, beside the stems of the rules: `name="…" value="…"`, `security code: …`. */
const grammar = [
  'name',
  'key',
  'field',
  'header',
  'param',
  'id',
  'type',
  'label',
  'autocomplete',
  'value',
  'code',
  'number',
  'word',
  'phrase',
  'token',
  'pin',
  'string',
]

/** By the first three letters of each stem, case folded; five bits of a character tell enough. */
function tableOf(stems: readonly string[]): Uint8Array {
  const known = new Uint8Array(1 << 15)
  // A name that may be any is ruled out by nothing.
  if (stems.includes('')) return known.fill(1)
  for (const stem of stems) {
    const [first = 0, second = 0, third] = [...stem].map((letter) => letter.charCodeAt(0) & 31)
    // A stem of two letters may be followed by anything.
    const thirds = third === undefined ? Array.from({ length: 32 }, (_, at) => at) : [third]
    for (const last of thirds) known[(first << 10) | (second << 5) | last] = 1
  }
  return known
}

/**
 * A filter over names: true where no rule can know the name, since it holds no
 * stem of any. It lets some names through that hold none.
 */
export function stemFilter(rules: readonly Rule[]): (text: string, start: number, end: number) => boolean {
  const known = tableOf([...grammar, ...rules.flatMap((rule) => rule.names?.stems ?? [])])
  return (text, start, end) => {
    let three = 0
    // One more, so that a stem of two letters at the very end counts.
    for (let at = start; at <= end; at++) {
      const unit = text.charCodeAt(at)
      // A letter behind a percent sign may be any.
      if (unit === PERCENT) return false
      three = ((three << 5) | (unit & 31)) & 0x7fff
      if (known[three] === 1) return false
    }
    return true
  }
}

const PERCENT = 37
