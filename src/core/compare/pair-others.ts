import { longestRising } from './chain'
import { roles } from './entry-key'

/** The entries of a session in the order of time, by their keys. */
export interface Sequence {
  readonly length: number
  readonly role: Uint8Array
  readonly key: Float64Array
  readonly loose: Float64Array
  readonly lane: Float64Array
}

/** How many aligned moments later or earlier an answer may come and still be the same answer. */
const DRIFT = 8
const STRIDE = 20_000

/**
 * Pairs what happened between the aligned anchors: what is alike within the
 * same stretch, whatever its order there; then what ended otherwise; then what
 * came a little later or earlier. `of` holds the pairs of the anchors and gets the others.
 */
export function* pairOthers(a: Sequence, b: Sequence, of: Int32Array): Generator<undefined, void> {
  const cuts = cutsOf(of)
  const spareA: Spare[] = []
  const spareB: Spare[] = []
  let fromA = 0
  let fromB = 0
  let looked = 0
  for (let stretch = 0; stretch <= cuts.length; stretch++) {
    const cut = cuts[stretch] ?? a.length
    const endA = cut
    const endB = stretch < cuts.length ? (of[cut] ?? b.length) : b.length
    const otherA = others(a, fromA, endA)
    const otherB = others(b, fromB, endB)
    if (otherA.length + otherB.length > 0) {
      const byKey = pairAlike(a.key, b.key, otherA, otherB, of)
      const byLoose = pairAlike(a.loose, b.loose, byKey.a, byKey.b, of)
      for (const item of byLoose.a) spareA.push({ item, stretch })
      for (const item of byLoose.b) spareB.push({ item, stretch })
    }
    looked += endA - fromA + endB - fromB
    fromA = endA + 1
    fromB = endB + 1
    if (looked > STRIDE) {
      looked = 0
      yield undefined
    }
  }
  pairDrifted(a, b, spareA, spareB, of)
}

interface Spare {
  readonly item: number
  readonly stretch: number
}

/** The places of the first sequence whose partners rise with them. */
function cutsOf(of: Int32Array): readonly number[] {
  const paired: number[] = []
  of.forEach((j, i) => {
    if (j >= 0) paired.push(i)
  })
  const rises = paired.every((i, at) => at === 0 || (of[i] ?? 0) > (of[paired[at - 1] ?? 0] ?? 0))
  return rises ? paired : longestRising(paired.map((i) => of[i] ?? 0)).map((at) => paired[at] ?? 0)
}

function others({ role }: Sequence, from: number, end: number): readonly number[] {
  const found: number[] = []
  for (let at = from; at < end; at++) if ((role[at] ?? 0) > roles.anchor) found.push(at)
  return found
}

/** Pairs those with the same key, first with first; gives those that are left. */
function pairAlike(keysA: Float64Array, keysB: Float64Array, a: readonly number[], b: readonly number[], of: Int32Array) {
  if (a.length === 0 || b.length === 0) return { a, b }
  const waiting = new Map<number, number[]>()
  for (let at = b.length - 1; at >= 0; at--) {
    const item = b[at] ?? 0
    const key = keysB[item] ?? 0
    const queue = waiting.get(key)
    if (queue === undefined) waiting.set(key, [item])
    else queue.push(item)
  }
  const leftA = a.filter((item) => {
    const partner = waiting.get(keysA[item] ?? 0)?.pop()
    if (partner === undefined) return true
    of[item] = partner
    return false
  })
  return { a: leftA, b: [...waiting.values()].flat().sort((one, two) => one - two) }
}

function pairDrifted(a: Sequence, b: Sequence, spareA: readonly Spare[], spareB: readonly Spare[], of: Int32Array): void {
  const waiting = new Map<number, Spare[]>()
  for (const spare of spareB) {
    const key = b.key[spare.item] ?? 0
    const queue = waiting.get(key)
    if (queue === undefined) waiting.set(key, [spare])
    else queue.push(spare)
  }
  const passed = new Map<number, number>()
  for (const { item, stretch } of spareA) {
    const key = a.key[item] ?? 0
    const queue = waiting.get(key)
    if (queue === undefined) continue
    let at = passed.get(key) ?? 0
    while (at < queue.length && (queue[at]?.stretch ?? 0) < stretch - DRIFT) at++
    const near = queue[at]
    if (near !== undefined && near.stretch <= stretch + DRIFT) {
      of[item] = near.item
      at++
    }
    passed.set(key, at)
  }
}
