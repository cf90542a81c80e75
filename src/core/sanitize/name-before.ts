const LONGEST = 40

/**
 * The name that the end of a text gives to what follows it: `name=`, `name: "`,
 * `\\"name\\":\\"`. Backwards by hand: a pattern would try the whole of a long name
 * from each of its letters.
 */
export function nameBefore(before: string): string | undefined {
  let at = back(before, before.length, 1, isQuote)
  at = back(before, at, before.length, isBackslash)
  at = back(before, at, 1, isBlank)
  at = back(before, at, 1, (character) => character === '>')
  const separator = before[at - 1]
  if (separator !== ':' && separator !== '=') return undefined
  at = back(before, at - 1, 1, isBlank)
  at = back(before, at, 1, isQuote)
  at = back(before, at, before.length, isBackslash)
  const end = back(before, at, before.length, (character) => isQuote(character) || character === ']')
  const start = back(before, end, LONGEST, (character) => /[\w.-]/.test(character))
  return start === end ? undefined : before.slice(start, end)
}

/** Where what stands before `end` begins: characters that belong to it, `most` of them. */
function back(text: string, end: number, most: number, belongs: (character: string) => boolean): number {
  let at = end
  while (end - at < most && at > 0 && belongs(text[at - 1] ?? '')) at--
  return at
}

const isQuote = (character: string): boolean => character === '"' || character === "'"
const isBackslash = (character: string): boolean => character === '\\'
const isBlank = (character: string): boolean => /\s/.test(character)
