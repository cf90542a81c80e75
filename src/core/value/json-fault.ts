/**
 * Where a text stops being JSON (RFC 8259). `JSON.parse` decides; this only
 * finds the place afterwards, as engines word theirs differently or not at all.
 */
export interface JsonFault {
  /** Index into the text. */
  readonly at: number
  readonly why: string
}

const whitespace = /[ \t\n\r]*/y
const plainPattern = /[^"\\\u0000-\u001f]*/y
const escapePattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const wordPattern = /true|false|null/y

type Expect = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'end'

/** The first fault of `text`, or undefined when it is JSON. Never recurses, so any depth is fine. */
export function jsonFault(text: string): JsonFault | undefined {
  const open: ('[' | '{')[] = []
  let at = 0
  let expect: Expect = 'value'
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    if (!pattern.test(text)) return false
    at = pattern.lastIndex
    return true
  }
  /** Not one pattern: engines keep a stack while they repeat a choice, and strings may be megabytes. */
  const takeString = (): boolean => {
    if (text[at] !== '"') return false
    at++
    do take(plainPattern)
    while (take(escapePattern))
    if (text[at] !== '"') return false
    at++
    return true
  }
  const closed = (): Expect => (open.length === 0 ? 'end' : ', or end')

  for (;;) {
    take(whitespace)
    if (at >= text.length) return expect === 'end' ? undefined : { at, why: 'it ends too early' }
    const char = text[at]
    switch (expect) {
      case 'end':
        return { at, why: 'something follows the end' }
      case ':':
        if (char !== ':') return { at, why: 'a colon is missing' }
        at++
        expect = 'value'
        break
      case ', or end': {
        const close = open.at(-1) === '[' ? ']' : '}'
        if (char === ',') expect = close === ']' ? 'value' : 'key'
        else if (char === close) {
          open.pop()
          expect = closed()
        } else return { at, why: `a comma or ${close} is missing` }
        at++
        break
      }
      case 'key or }':
      case 'key':
        if (char === '}' && expect === 'key or }') {
          at++
          open.pop()
          expect = closed()
        } else if (takeString()) expect = ':'
        else return { at, why: char === '"' ? 'a string is not right' : 'a name in quotes is missing' }
        break
      case 'value or ]':
      case 'value':
        if (char === ']' && expect === 'value or ]') {
          at++
          open.pop()
          expect = closed()
        } else if (char === '[' || char === '{') {
          at++
          open.push(char)
          expect = char === '[' ? 'value or ]' : 'key or }'
        } else if (takeString() || take(numberPattern) || take(wordPattern)) expect = closed()
        else return { at, why: char === '"' ? 'a string is not right' : 'a value is missing' }
        break
    }
  }
}
