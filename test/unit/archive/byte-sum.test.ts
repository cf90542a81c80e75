import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createByteSum } from '../../../src/core/archive'
import { createTestEnv } from '../../harness/test-env'

async function sumOf(pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<string> {
  const sum = createByteSum(createTestEnv())
  for (const piece of pieces) await sum.add(piece)
  return sum.finish()
}

describe('the sum over bytes', () => {
  it('is the same however they are cut, over several blocks too', async () => {
    const bytes = Uint8Array.from({ length: 2_500_000 }, (_, at) => (at * 2654435761) >>> 24)
    const whole = await sumOf([bytes])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
        const ends = [...cuts, bytes.length].sort((a, b) => a - b)
        expect(await sumOf(ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end)))).toBe(whole)
      }),
      { numRuns: 20 },
    )
  })

  it('is another one for any other byte, and for more or fewer', async () => {
    const bytes = new Uint8Array(1_048_576)
    const sums = await Promise.all(
      [[bytes], [bytes.with(1_048_575, 1)], [bytes.with(0, 1)], [bytes.subarray(1)], [bytes, new Uint8Array(1)], []].map(sumOf),
    )
    expect(new Set(sums).size).toBe(sums.length)
  })
})
