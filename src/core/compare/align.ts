import { type DiffBounds, diffBounds, diffKeys } from './diff-keys'
import { roles } from './entry-key'
import { pairOthers, type Sequence } from './pair-others'
import { type SameContent, settleSlides } from './slides'

export interface AlignOptions {
  /** Entries of different sources, and of a person, may come in another order. */
  readonly anyOrder: boolean
  readonly same: SameContent
  /** Called where there may be a pause; it may wait, or throw to end the work. */
  pause(): Promise<void> | undefined
  readonly bounds?: DiffBounds | undefined
}

export interface Alignment {
  /** For each entry of the first sequence its partner in the second, or −1. */
  readonly of: Int32Array
  /** Anchors that were not looked at, of both: there was too much that differs. */
  readonly unsure: number
}

/** Entries read to tell alike ones apart; which of them is one too many stays open after that. */
const MOST_SAME = 20_000

/** Finds what of two sessions is the same: first what changed state and what a person did, then what happened between. */
export async function align(a: Sequence, b: Sequence, options: AlignOptions): Promise<Alignment> {
  const of = new Int32Array(a.length).fill(-1)
  let unsure = 0
  let asked = 0
  const lanesA = lanesOf(a, options.anyOrder)
  const lanesB = lanesOf(b, options.anyOrder)
  for (const [lane, itemsA] of lanesA) {
    const itemsB = lanesB.get(lane)
    if (itemsB === undefined) continue
    const keysA = pick(a.key, itemsA)
    const keysB = pick(b.key, itemsB)
    const found = await run(diffKeys(keysA, keysB, options.bounds ?? diffBounds), options)
    unsure += found.unsure
    await settleSlides(keysA, keysB, found.of, async (i, j) => {
      if (++asked > MOST_SAME) return false
      await options.pause()
      return options.same(itemsA[i] ?? 0, itemsB[j] ?? 0)
    })
    found.of.forEach((j, i) => {
      if (j >= 0) of[itemsA[i] ?? 0] = itemsB[j] ?? -1
    })
  }
  await run(pairOthers(a, b, of), options)
  return { of, unsure }
}

async function run<Result>(work: Generator<undefined, Result>, { pause }: AlignOptions): Promise<Result> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    await pause()
  }
}

/** The places of the anchors, by lane; all in one where their order counts. */
function lanesOf({ length, role, lane }: Sequence, apart: boolean): ReadonlyMap<number, Uint32Array> {
  const counts = new Map<number, number>()
  const laneAt = (at: number): number => (apart ? (lane[at] ?? 0) : 0)
  for (let at = 0; at < length; at++) if (role[at] === roles.anchor) counts.set(laneAt(at), (counts.get(laneAt(at)) ?? 0) + 1)
  const lanes = new Map([...counts].map(([key, count]) => [key, { items: new Uint32Array(count), filled: 0 }]))
  for (let at = 0; at < length; at++) {
    const into = role[at] === roles.anchor ? lanes.get(laneAt(at)) : undefined
    if (into !== undefined) into.items[into.filled++] = at
  }
  return new Map([...lanes].map(([key, { items }]) => [key, items]))
}

function pick(values: Float64Array, items: Uint32Array): Float64Array {
  return Float64Array.from(items, (item) => values[item] ?? 0)
}
