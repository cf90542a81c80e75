const SHORTEST = 16
const LONGEST = 80
/** Letters of several cases change with nearly every character of a random id, with every fourth or fifth of a name. */
const MIXED_WORD = 3
const LETTERS_WORD = 2
const words = /[A-Z]?[a-z]+|[A-Z]+|\d+/g

/**
 * True for a name that is a random id (nanoid, cuid, base62): one run in which
 * letters of both cases and digits follow each other without making words. What
 * it happens to hold (`PWd`, `CVV`) is no word of a name.
 */
export function isRandomId(name: string): boolean {
  if (name.length < SHORTEST || name.length > LONGEST || !/^[\w-]+$/.test(name)) return false
  const hasDigit = /\d/.test(name)
  const isMixed = /[a-z]/.test(name) && /[A-Z]/.test(name)
  // Snake case may have short words too, but it says where they begin.
  if (!isMixed && (!hasDigit || /[_-]/.test(name))) return false
  const parts = name.match(words) ?? []
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return parts.length * (hasDigit ? MIXED_WORD : LETTERS_WORD) >= length
}
