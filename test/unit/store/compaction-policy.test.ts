import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeFirst, closing, type TailSize } from '../../../src/core/store'

const tail = (more: Partial<TailSize> = {}): TailSize => ({ entries: 10, bytes: 1000, from: 0, until: 10, ...more })

describe('the compaction policy', () => {
  it('waits while tails are few', () => {
    expect(closeFirst([])).toBe(0)
    expect(closeFirst([tail(), tail(), tail()])).toBe(0)
  })

  it('closes what there is when told to', () => {
    expect(closeFirst([], true)).toBe(0)
    expect(closeFirst([tail(), tail()], true)).toBe(2)
  })

  it('closes at a thousand entries', () => {
    expect(closeFirst([tail({ entries: 600 }), tail({ entries: 400 }), tail()])).toBe(2)
    expect(closeFirst([tail({ entries: 600 }), tail({ entries: 401 }), tail()])).toBe(1)
  })

  it('closes at 256 KiB', () => {
    expect(closeFirst([tail({ bytes: 128 * 1024 }), tail({ bytes: 128 * 1024 })])).toBe(2)
    expect(closeFirst([tail({ bytes: 128 * 1024 }), tail({ bytes: 128 * 1024 + 1 })])).toBe(1)
  })

  it('closes at half a minute of recorded time, in whatever order its entries come', () => {
    expect(closeFirst([tail({ from: 0, until: 5 }), tail({ from: 20_000, until: 30_000 }), tail()])).toBe(2)
    expect(closeFirst([tail({ from: 40_000, until: 40_001 }), tail({ from: 0, until: 1 })])).toBe(1)
  })

  it('closes a tail that is large by itself alone', () => {
    expect(closeFirst([tail({ bytes: 10 * 1024 * 1024 }), tail()])).toBe(1)
    expect(closeFirst([tail(), tail({ entries: 5000 }), tail()])).toBe(1)
  })

  it('cuts any row of tails so that each segment keeps the limits unless one tail alone breaks them, and none could have taken the next', () => {
    const sizes = fc.record({
      entries: fc.integer({ min: 1, max: 1500 }),
      bytes: fc.integer({ min: 1, max: 400_000 }),
      from: fc.integer({ min: 0, max: 40_000 }),
    })
    const over = (part: readonly TailSize[]) =>
      part.reduce((sum, { entries }) => sum + entries, 0) > closing.entries ||
      part.reduce((sum, { bytes }) => sum + bytes, 0) > closing.bytes ||
      Math.max(...part.map(({ until }) => until)) - Math.min(...part.map(({ from }) => from)) > closing.span
    const reached = (part: readonly TailSize[]) =>
      part.reduce((sum, { entries }) => sum + entries, 0) === closing.entries ||
      part.reduce((sum, { bytes }) => sum + bytes, 0) === closing.bytes ||
      Math.max(...part.map(({ until }) => until)) - Math.min(...part.map(({ from }) => from)) === closing.span
    fc.assert(
      fc.property(fc.array(sizes, { maxLength: 40 }), (rows) => {
        const tails = rows.map((row) => ({ ...row, until: row.from + 100 }))
        for (let rest: readonly TailSize[] = tails; rest.length > 0; ) {
          const count = closeFirst(rest)
          const all = closeFirst(rest, true)
          if (count === 0) return all === rest.length && !over(rest)
          const segment = rest.slice(0, count)
          if (all !== count || (count > 1 && over(segment))) return false
          const next = rest[count]
          if (next !== undefined && !reached(segment) && !over(segment) && !over([...segment, next])) return false
          rest = rest.slice(count)
        }
        return true
      }),
    )
  })
})
