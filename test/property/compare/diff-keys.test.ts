import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DiffBounds, diffBounds, diffKeys } from '../../../src/core/compare'
import { runs } from '../../harness/runs'

const keys = fc.array(fc.nat(4), { maxLength: 40 })

function diff(a: readonly number[], b: readonly number[], bounds: DiffBounds = diffBounds) {
  const work = diffKeys(Float64Array.from(a), Float64Array.from(b), bounds)
  for (;;) {
    const { done, value } = work.next()
    if (done) return { pairs: [...value.of].flatMap((j, i) => (j < 0 ? [] : [[i, j] as const])), unsure: value.unsure }
  }
}

/** The length of the longest common subsequence, by the table. */
function longestShared(a: readonly number[], b: readonly number[]): number {
  let above = b.map(() => 0)
  for (const key of a) {
    const now: number[] = []
    b.forEach((other, j) => {
      now.push(key === other ? (above[j - 1] ?? 0) + 1 : Math.max(above[j] ?? 0, now[j - 1] ?? 0))
    })
    above = now
  }
  return above.at(-1) ?? 0
}

function expectAlike(a: readonly number[], b: readonly number[], pairs: readonly (readonly [number, number])[]): void {
  pairs.forEach(([i, j], at) => {
    expect(a[i]).toBe(b[j])
    const [before, beside] = pairs[at - 1] ?? [-1, -1]
    expect(before < i && beside < j).toBe(true)
  })
}

describe('the pairs of two sequences', () => {
  it('are alike, in order, and as many as there can be', () => {
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        const { pairs, unsure } = diff(a, b)
        expectAlike(a, b, pairs)
        expect(pairs).toHaveLength(longestShared(a, b))
        expect(unsure).toBe(0)
      }),
      { numRuns: runs(400) },
    )
  })

  it('are alike and in order also where the bounds are reached', () => {
    fc.assert(
      fc.property(keys, keys, fc.nat(6), fc.nat(400), (a, b, exactEdits, work) => {
        const bounds = { exactEdits, exactWork: work, chunkEdits: 1 + exactEdits, work }
        expectAlike(a, b, diff(a, b, bounds).pairs)
      }),
      { numRuns: runs(400) },
    )
  })

  it('are found on both sides of what is too much to compare', () => {
    const shared = Array.from({ length: 3000 }, (_, at) => (at * 7919) % 100_003)
    const strange = (from: number) => Array.from({ length: 5000 }, (_, at) => from + at)
    const a = [...shared, ...strange(10_000), ...shared.toReversed(), 1, 2, 3]
    const b = [...shared, ...strange(20_000), ...shared.toReversed(), 3, 2, 1]
    const { pairs } = diff(a, b, { exactEdits: 100, exactWork: 1e6, chunkEdits: 50, work: 5e6 })
    expectAlike(a, b, pairs)
    expect(pairs.length).toBeGreaterThanOrEqual(6000)
  })

  it('say how much was left when the work ran out', () => {
    const a = Array.from({ length: 2000 }, (_, at) => at % 7)
    const b = Array.from({ length: 2000 }, (_, at) => (at * at) % 11)
    expect(diff(a, b, { exactEdits: 10, exactWork: 100, chunkEdits: 10, work: 100 }).unsure).toBeGreaterThan(1000)
  })
})
