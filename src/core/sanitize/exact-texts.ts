import type { Finder } from './rule'

const SHORTEST = 3
/** The start of a text as a number, by which nearly every place in a text is ruled out. */
const KEYS = 1 << 15

/**
 * Finds any of many texts wherever they stand, in one pass however many there
 * are: by their first three characters, then by comparing. Case counts but for
 * addresses (`@`), in which it makes no difference. Shorter ones than three
 * characters are found only as a whole text.
 */
export function exactTexts(texts: Iterable<string>): Finder {
  const filter = new Uint8Array(KEYS)
  const lists = new Map<number, string[]>()
  const short = new Set<string>()
  for (const text of texts) {
    if (text.length < SHORTEST) {
      if (text !== '') short.add(text)
      continue
    }
    const folded = text.includes('@') ? text.toLowerCase() : text
    const begins = text.includes('@') ? [text, ...casesOf(folded.slice(0, SHORTEST))] : [text]
    for (const key of new Set(begins.map((each) => keyAt(each, 0)))) {
      filter[key] = 1
      const list = lists.get(key)
      if (list === undefined) lists.set(key, [folded])
      else list.push(folded)
    }
  }
  // Of two that begin alike the longer is found.
  for (const list of lists.values()) list.sort((a, b) => b.length - a.length)

  return {
    needs: 0,
    find(text, hit) {
      if (text.length < SHORTEST) {
        if (short.has(text)) hit(0, text.length)
        return
      }
      const last = text.length - SHORTEST
      for (let at = 0; at <= last; at++) {
        const key = keyAt(text, at)
        if (filter[key] !== 1) continue
        const found = lists.get(key)?.find((each) => stands(text, each, at))
        if (found === undefined) continue
        hit(at, at + found.length)
        at += found.length - 1
      }
    },
  }
}

/** A text in every mix of small and capital letters. */
function casesOf(text: string): readonly string[] {
  return [...text].reduce<readonly string[]>(
    (all, letter) => all.flatMap((begin) => [letter.toLowerCase(), letter.toUpperCase()].map((each) => begin + each)),
    [''],
  )
}

function stands(text: string, each: string, at: number): boolean {
  return text.startsWith(each, at) || (each.includes('@') && text.slice(at, at + each.length).toLowerCase() === each)
}

function keyAt(text: string, at: number): number {
  return (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 4) ^ (text.charCodeAt(at + 2) << 8)) & (KEYS - 1)
}
