import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centred, holding, moved, type TimeRange, zoomed } from '../../../src/panel/selectors/time-range'

const whole: TimeRange = { from: 1000, until: 2000 }
const spanOf = ({ from, until }: TimeRange): number => until - from
const inWhole = fc
  .tuple(fc.integer({ min: 1000, max: 2000 }), fc.integer({ min: 1000, max: 2000 }))
  .map(([a, b]): TimeRange => ({ from: Math.min(a, b), until: Math.max(a, b) }))
const moment = fc.integer({ min: 1000, max: 2000 })
const isInside = ({ from, until }: TimeRange): boolean => from >= 1000 - 1e-9 && until <= 2000 + 1e-9

describe('a range of time', () => {
  it('zooms about a moment, which stays where it is on screen', () => {
    expect(zoomed(whole, whole, 0.5, 1250)).toEqual({ from: 1125, until: 1625 })
    expect(zoomed({ from: 1100, until: 1300 }, whole, 0.5, 1100)).toEqual({ from: 1100, until: 1200 })
  })

  it('is all of the session again when it gets as long', () => {
    expect(zoomed({ from: 1100, until: 1700 }, whole, 2, 1200)).toBeUndefined()
    expect(zoomed(whole, whole, 1.25, 1200)).toBeUndefined()
  })

  it('never gets shorter than a millisecond, nor leaves the session', () => {
    fc.assert(
      fc.property(inWhole, fc.double({ min: 0.001, max: 1.5, noNaN: true }), moment, (range, factor, about) => {
        const next = zoomed(range, whole, factor, about)
        if (next !== undefined) expect(isInside(next) && spanOf(next) >= 1 - 1e-9).toBe(true)
      }),
    )
    fc.assert(
      fc.property(inWhole, fc.double({ min: -9, max: 9, noNaN: true }), moment, (range, lengths, about) => {
        for (const next of [moved(range, whole, lengths), centred(range, whole, about), holding(range, whole, about)]) {
          expect(isInside(next)).toBe(true)
          expect(spanOf(next)).toBeCloseTo(spanOf(range))
        }
      }),
    )
  })

  it('moves only when it has to in order to hold a moment', () => {
    expect(holding({ from: 1100, until: 1200 }, whole, 1150)).toEqual({ from: 1100, until: 1200 })
    expect(holding({ from: 1100, until: 1200 }, whole, 1500)).toEqual({ from: 1450, until: 1550 })
  })
})
