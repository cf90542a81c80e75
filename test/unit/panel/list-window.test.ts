import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  contentHeight,
  MAX_CONTENT_HEIGHT,
  rowAtTop,
  scrollTopAligning,
  scrollTopShowing,
  windowAt,
} from '../../../src/panel/selectors/list-window'

const shapes = fc.record({
  rows: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constantFrom(400_000, 1_000_000, 5_000_000)),
  rowHeight: fc.constantFrom(19, 21, 22),
  viewport: fc.integer({ min: 30, max: 1500 }),
})
const scrolled = fc.tuple(shapes, fc.double({ min: 0, max: 1, noNaN: true })).map(([shape, share]) => ({
  shape,
  scrollTop: Math.max(0, contentHeight(shape) - shape.viewport) * share,
}))

describe('the window of a list', () => {
  it('covers what can be seen, and little more', () => {
    fc.assert(
      fc.property(scrolled, ({ shape, scrollTop }) => {
        const { first, last, offset } = windowAt(shape, scrollTop, 0)
        const bottom = offset + (last - first) * shape.rowHeight
        if (shape.rows > 0) expect(offset).toBeLessThanOrEqual(scrollTop + 0.001)
        if (last < shape.rows) expect(bottom).toBeGreaterThanOrEqual(scrollTop + shape.viewport - 0.001)
        expect(last - first).toBeLessThanOrEqual(Math.ceil(shape.viewport / shape.rowHeight) + 1)
      }),
    )
  })

  it('reaches the first row at the top and the last at the bottom, also where the element is shorter than its rows', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(windowAt(shape, 0, 0).first).toBe(0)
        const end = Math.max(0, contentHeight(shape) - shape.viewport)
        const { first, last, offset } = windowAt(shape, end, 0)
        expect(last).toBe(shape.rows)
        expect(offset + (last - first) * shape.rowHeight).toBeLessThanOrEqual(Math.max(contentHeight(shape), shape.viewport) + 0.01)
      }),
    )
  })

  it('stays within what browsers can lay out', () => {
    expect(contentHeight({ rows: 10_000_000, rowHeight: 21, viewport: 500 })).toBe(MAX_CONTENT_HEIGHT)
  })

  it('shows a row with the least scrolling', () => {
    fc.assert(
      fc.property(scrolled, fc.double({ min: 0, max: 0.999, noNaN: true }), ({ shape, scrollTop }, share) => {
        fc.pre(shape.rows > 0 && shape.viewport > shape.rowHeight)
        const row = Math.floor(shape.rows * share)
        const top = scrollTopShowing(shape, row, scrollTop)
        const { first, last } = windowAt(shape, top, 0)
        expect(row).toBeGreaterThanOrEqual(first)
        expect(row).toBeLessThan(last)
        // Shown already: nothing moves.
        expect(Math.abs(scrollTopShowing(shape, row, top) - top)).toBeLessThan(0.01)
      }),
    )
  })

  it('puts a row back where it was', () => {
    fc.assert(
      fc.property(scrolled, ({ shape, scrollTop }) => {
        fc.pre(shape.rows * shape.rowHeight > shape.viewport)
        const { row, inset } = rowAtTop(shape, scrollTop)
        expect(scrollTopAligning(shape, row, inset)).toBeCloseTo(scrollTop, 1)
      }),
    )
  })
})
