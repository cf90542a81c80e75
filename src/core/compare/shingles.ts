import { longestRising } from './chain'

/** Keys that follow each other and are looked at as one. */
const WIDTH = 4
/** Shingles kept of each side. Longer sequences are sampled by content, so that both sides keep the same ones. */
const MOST = 250_000

/** Places, in pairs, that stand for the same in both sequences: runs of keys that each of them holds once, in the order both agree on. */
export function commonShingles(a: Float64Array, b: Float64Array): readonly (readonly [a: number, b: number])[] {
  const every = Math.max(1, Math.ceil(Math.max(a.length, b.length) / MOST))
  const ofA = onceOnly(a, every)
  const ofB = onceOnly(b, every)
  const pairs: (readonly [number, number])[] = []
  for (const [hash, place] of ofA) {
    const other = ofB.get(hash)
    if (place >= 0 && other !== undefined && other >= 0) pairs.push([place, other])
  }
  pairs.sort((left, right) => left[0] - right[0])
  return longestRising(pairs.map(([, place]) => place)).flatMap((at) => {
    const pair = pairs[at]
    return pair === undefined ? [] : [pair]
  })
}

/** The place of each shingle, −1 for those that come again. */
function onceOnly(keys: Float64Array, every: number): Map<number, number> {
  const places = new Map<number, number>()
  for (let at = 0; at + WIDTH <= keys.length; at++) {
    let hash = 17
    for (let i = 0; i < WIDTH; i++) {
      const key = keys[at + i] ?? 0
      hash = Math.imul(hash ^ (key % 4294967296), 2654435761) ^ (Math.floor(key / 4294967296) + (hash >>> 15))
    }
    hash >>>= 0
    if (hash % every === 0) places.set(hash, places.has(hash) ? -1 : at)
  }
  return places
}
