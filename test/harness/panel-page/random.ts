/** Numbers that look random and are the same at every run (mulberry32, public domain). */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** from … until, both possible. */
  between(from: number, until: number): number
  pick<T>(items: readonly [T, ...T[]]): T
  chance(share: number): boolean
}

export function createRandom(seed: number): Random {
  let state = seed
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const between = (from: number, until: number): number => from + Math.floor(next() * (until - from + 1))
  return { next, between, pick: (items) => items[between(0, items.length - 1)] ?? items[0], chance: (share) => next() < share }
}
