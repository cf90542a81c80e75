import { commonShingles } from './shingles'

/** What aligning may cost. */
export interface DiffBounds {
  /** Edits up to which the shortest script is found, in one go. */
  readonly exactEdits: number
  /** Steps spent on that before giving it up. */
  readonly exactWork: number
  /** Edits after which the best way so far is taken for good. */
  readonly chunkEdits: number
  /** Steps in all. What is left then stays unpaired. */
  readonly work: number
}

export const diffBounds: DiffBounds = { exactEdits: 3_000, exactWork: 60_000_000, chunkEdits: 400, work: 600_000_000 }

export interface KeyMatches {
  /** For each place of the first sequence the one of the second that is the same, or −1. Rising. */
  readonly of: Int32Array
  /** Places of both that were not looked at: the bound was reached. */
  readonly unsure: number
}

/** Steps between two pauses. */
const STRIDE = 100_000

interface Box {
  readonly a: number
  readonly b: number
  readonly endA: number
  readonly endB: number
}

/**
 * Pairs what two sequences share, in order, with as few left over as can be:
 * Myers’ O(ND) over what is between the common beginning and end. Where more
 * than `exactEdits` differ, runs of keys that both hold once divide the work
 * (as patience diff does), and each part goes chunk by chunk. Memory is bounded
 * by the square of the edits of a chunk. Yields where the caller may pause.
 */
export function* diffKeys(a: Float64Array, b: Float64Array, bounds: DiffBounds = diffBounds): Generator<undefined, KeyMatches> {
  const of = new Int32Array(a.length).fill(-1)
  const meter = { work: 0, paused: 0 }
  const whole: Box = { a: 0, b: 0, endA: a.length, endB: b.length }
  const rest = trim(a, b, whole, of)
  const end = yield* walk(a, b, rest, of, bounds.exactEdits, bounds.exactWork, meter, false)
  if (end !== undefined) return { of, unsure: 0 }
  meter.work = 0
  let unsure = 0
  let from = { a: rest.a, b: rest.b }
  const inner = commonShingles(a.subarray(rest.a, rest.endA), b.subarray(rest.b, rest.endB))
  for (const [placeA, placeB] of [...inner, [rest.endA - rest.a, rest.endB - rest.b] as const]) {
    const to = { endA: rest.a + placeA, endB: rest.b + placeB }
    if (to.endA < from.a || to.endB < from.b) continue
    let box = trim(a, b, { ...from, ...to }, of)
    while (box.a < box.endA && box.b < box.endB && meter.work < bounds.work) {
      const reached = yield* walk(a, b, box, of, bounds.chunkEdits, bounds.work, meter, true)
      if (reached === undefined) break
      box = { ...box, ...reached }
    }
    if (box.a < box.endA && box.b < box.endB) unsure += box.endA - box.a + box.endB - box.b
    from = { a: to.endA, b: to.endB }
  }
  return { of, unsure }
}

/** Pairs the common beginning and end of a box; gives what is between. */
function trim(a: Float64Array, b: Float64Array, box: Box, of: Int32Array): Box {
  let { a: fromA, b: fromB, endA, endB } = box
  while (fromA < endA && fromB < endB && a[fromA] === b[fromB]) of[fromA++] = fromB++
  while (fromA < endA && fromB < endB && a[endA - 1] === b[endB - 1]) of[--endA] = --endB
  return { a: fromA, b: fromB, endA, endB }
}

interface Meter {
  work: number
  paused: number
}

/**
 * The shortest way through a box, its matches written into `of`. Gives where it
 * ends; undefined when the bound came first and the best so far is not wanted.
 */
function* walk(
  a: Float64Array,
  b: Float64Array,
  box: Box,
  of: Int32Array,
  mostEdits: number,
  mostWork: number,
  meter: Meter,
  partly: boolean,
): Generator<undefined, { readonly a: number; readonly b: number } | undefined> {
  const n = box.endA - box.a
  const m = box.endB - box.b
  if (n === 0 || m === 0) return { a: box.endA, b: box.endB }
  const most = Math.min(mostEdits, n + m)
  /** The furthest x on each diagonal, by edits: `trail[d][(k + d) / 2]`. */
  const trail: Int32Array[] = []
  for (let d = 0; d <= most; d++) {
    const before = trail[d - 1]
    const now = new Int32Array(d + 1).fill(-1)
    trail.push(now)
    const last = d - 2 * Math.max(0, d - n)
    for (let k = -(d - 2 * Math.max(0, d - m)); k <= last; k += 2) {
      const start = startOf(before, d, k, n, m).x
      if (start < 0) continue
      let x = start
      let y = x - k
      while (x < n && y < m && a[box.a + x] === b[box.b + y]) {
        x++
        y++
      }
      meter.work += x - start + 1
      now[(k + d) / 2] = x
      if (x >= n && y >= m) {
        retrace(trail, d, k, box, of)
        return { a: box.endA, b: box.endB }
      }
    }
    if (meter.work > mostWork) break
    if (meter.work - meter.paused > STRIDE || meter.work < meter.paused) {
      meter.paused = meter.work
      yield undefined
    }
  }
  return partly ? takeBest(trail, box, of) : undefined
}

/** Where diagonal `k` begins with `d` edits: after a deletion, from the diagonal below, or an insertion, from the one above; −1 for nowhere. */
function startOf(
  before: Int32Array | undefined,
  d: number,
  k: number,
  n: number,
  m: number,
): { readonly x: number; readonly from: number } {
  if (before === undefined) return { x: 0, from: k }
  const below = k - 1 < 1 - d ? -1 : (before[(k - 1 + d - 1) / 2] ?? -1)
  const above = k + 1 > d - 1 ? -1 : (before[(k + 1 + d - 1) / 2] ?? -1)
  const deleted = below < 0 || below + 1 > n ? -1 : below + 1
  const inserted = above - k > m ? -1 : above
  return inserted >= deleted ? { x: inserted, from: k + 1 } : { x: deleted, from: k - 1 }
}

/** Goes back from the end of diagonal `k`, writing down what matched. */
function retrace(trail: readonly Int32Array[], edits: number, diagonal: number, box: Box, of: Int32Array): void {
  let k = diagonal
  for (let d = edits; d >= 0; d--) {
    const end = trail[d]?.[(k + d) / 2] ?? 0
    const { x: start, from } = startOf(trail[d - 1], d, k, box.endA - box.a, box.endB - box.b)
    for (let x = start; x < end; x++) of[box.a + x] = box.b + x - k
    k = from
  }
}

/** Takes the way that got furthest. */
function takeBest(trail: readonly Int32Array[], box: Box, of: Int32Array): { readonly a: number; readonly b: number } {
  const d = trail.length - 1
  let best = { k: 0, x: -1, sum: -1 }
  trail[d]?.forEach((x, at) => {
    const k = 2 * at - d
    if (x >= 0 && x - k >= 0 && 2 * x - k > best.sum) best = { k, x, sum: 2 * x - k }
  })
  retrace(trail, d, best.k, box, of)
  return { a: box.a + best.x, b: box.b + best.x - best.k }
}
