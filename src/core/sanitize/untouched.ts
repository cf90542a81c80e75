/** Longer texts are rarely seen twice, and comparing them costs as much as little else. */
const LONGEST = 2048
const SHORTEST = 2
const SLOTS = 1 << 13

/**
 * Remembers texts that were looked at and are as they were: a recording says
 * the same again and again. One place for each hash, whoever comes last has
 * it: bounded, nothing grows, and a text that comes once costs next to nothing.
 */
export interface Untouched {
  /** Whether `text` stood under `name` before and nothing was found in it. */
  has(text: string, name: string | undefined): boolean
  add(text: string, name: string | undefined): void
}

export function createUntouched(): Untouched {
  const texts = new Array<string>(SLOTS).fill('')
  const names = new Array<string | undefined>(SLOTS).fill(undefined)
  return {
    has(text, name) {
      if (text.length > LONGEST || text.length < SHORTEST) return false
      const slot = slotOf(text)
      return names[slot] === name && texts[slot] === text
    },
    add(text, name) {
      if (text.length > LONGEST || text.length < SHORTEST) return
      const slot = slotOf(text)
      texts[slot] = text
      names[slot] = name
    },
  }
}

/** A few characters from all over it: texts of one place in an app differ at their ends, or in the middle. */
function slotOf(text: string): number {
  const { length } = text
  let hash = length
  hash = Math.imul(hash ^ text.charCodeAt(length - 1), 0x9e3779b1)
  hash = Math.imul(hash ^ text.charCodeAt(length - 2), 0x85ebca6b)
  hash = Math.imul(hash ^ text.charCodeAt(length - 1 - (length >> 3)), 0x9e3779b1)
  hash = Math.imul(hash ^ text.charCodeAt((length * 5) >> 3), 0x85ebca6b)
  hash = Math.imul(hash ^ text.charCodeAt(length >> 1), 0x9e3779b1)
  hash = Math.imul(hash ^ text.charCodeAt(length >> 2), 0x85ebca6b)
  return ((hash >>> 16) ^ hash) & (SLOTS - 1)
}
