import type { Json } from './json'

/** What a value costs beside its characters. */
const NODE = 8

/**
 * Roughly how many characters of text a value is, for deciding whether work on
 * it has to pause. Stops counting beyond `most`: then it is some number above that.
 */
export function weigh(json: Json, most: number): number {
  let weight = 0
  const waiting: Json[] = [json]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    weight += typeof next === 'string' ? NODE + next.length : NODE
    if (typeof next === 'object' && next !== null) {
      const keys = Array.isArray(next) ? undefined : Object.keys(next)
      const inside: readonly Json[] = Array.isArray(next) ? next : Object.values(next)
      weight += keys?.reduce((sum, key) => sum + key.length, 0) ?? 0
      // Too wide is too heavy without looking at each.
      if (weight + inside.length * NODE > most) return most + 1
      for (const child of inside) waiting.push(child)
    }
    if (weight > most) return weight
  }
  return weight
}

/** The part of work that may be done in one go: a millisecond or two of looking, changing or writing. */
export const PIECE = 40_000
