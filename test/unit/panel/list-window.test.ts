import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  contentHeight,
  type ListPlace,
  type ListShape,
  lastListTop,
  listTopAligning,
  listTopAt,
  listTopShowing,
  MAX_CONTENT_HEIGHT,
  rowAtTop,
  scrolledTo,
  scrollTopAt,
  windowAt,
} from '../../../src/panel/selectors/list-window'

const shapes = fc.record({
  rows: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constantFrom(400_000, 1_000_000, 5_000_000)),
  rowHeight: fc.constantFrom(19, 21, 22),
  viewport: fc.integer({ min: 30, max: 1500 }),
})
const lists = fc
  .tuple(shapes, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([shape, share]) => ({ shape, listTop: lastListTop(shape) * share }))
const longList: ListShape = { rows: 5_000_000, rowHeight: 21, viewport: 700 }
const lastScrollTop = (shape: ListShape) => Math.max(0, contentHeight(shape) - shape.viewport)

describe('the window of a list', () => {
  it('covers what can be seen, and little more', () => {
    fc.assert(
      fc.property(lists, ({ shape, listTop }) => {
        const { first, last } = windowAt(shape, listTop, 0)
        if (shape.rows > 0) expect(first * shape.rowHeight).toBeLessThanOrEqual(listTop)
        if (last < shape.rows) expect(last * shape.rowHeight).toBeGreaterThanOrEqual(listTop + shape.viewport)
        expect(last - first).toBeLessThanOrEqual(Math.ceil(shape.viewport / shape.rowHeight) + 1)
      }),
    )
  })

  it('has as many rows wherever the list is, so that none is made or taken away while somebody scrolls', () => {
    fc.assert(
      fc.property(lists, ({ shape, listTop }) => {
        const { first, last } = windowAt(shape, listTop)
        const whole = Math.ceil(shape.viewport / shape.rowHeight) + 9
        expect(last - first).toBe(Math.min(whole, shape.rows - first))
      }),
    )
  })

  it('reaches the first row at the top and the last at the bottom, also where the element is shorter than its rows', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(windowAt(shape, listTopAt(shape, 0), 0).first).toBe(0)
        expect(windowAt(shape, listTopAt(shape, lastScrollTop(shape)), 0).last).toBe(shape.rows)
      }),
    )
  })

  it('stays within what browsers can lay out', () => {
    expect(contentHeight({ rows: 10_000_000, rowHeight: 21, viewport: 500 })).toBe(MAX_CONTENT_HEIGHT)
  })

  it('shows a row with the least scrolling', () => {
    fc.assert(
      fc.property(lists, fc.double({ min: 0, max: 0.999, noNaN: true }), ({ shape, listTop }, share) => {
        fc.pre(shape.rows > 0 && shape.viewport > shape.rowHeight)
        const row = Math.floor(shape.rows * share)
        const top = listTopShowing(shape, row, listTop)
        const { first, last } = windowAt(shape, top, 0)
        expect(row).toBeGreaterThanOrEqual(first)
        expect(row).toBeLessThan(last)
        // Shown already: nothing moves.
        expect(listTopShowing(shape, row, top)).toBe(top)
      }),
    )
  })

  it('puts a row back where it was', () => {
    fc.assert(
      fc.property(lists, ({ shape, listTop }) => {
        const { row, inset } = rowAtTop(shape, listTop)
        expect(listTopAligning(shape, row, inset)).toBeCloseTo(listTop, 3)
      }),
    )
  })
})

describe('a list that is longer than the element that scrolls it', () => {
  it('is where the scroll bar has it, from one end to the other', () => {
    fc.assert(
      fc.property(lists, ({ shape, listTop }) => {
        expect(listTopAt(shape, scrollTopAt(shape, listTop))).toBeCloseTo(listTop, 3)
      }),
    )
    expect(listTopAt(longList, lastScrollTop(longList) / 2)).toBeCloseTo(lastListTop(longList) / 2, 3)
  })

  it('goes on as the scroll position does, and never back', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (shape, a, b) => {
        const [low, high] = [Math.min(a, b) * lastScrollTop(shape), Math.max(a, b) * lastScrollTop(shape)]
        expect(listTopAt(shape, low)).toBeLessThanOrEqual(listTopAt(shape, high))
      }),
    )
  })

  it('is scrolled pixel by pixel with the wheel, wherever it is, so that no row is passed over', () => {
    const starts = fc.double({ min: 0.01, max: 0.99, noNaN: true }).map((share) => Math.round(lastListTop(longList) * share))
    fc.assert(
      fc.property(starts, fc.array(fc.integer({ min: -600, max: 600 }), { maxLength: 50 }), (start, steps) => {
        let place: ListPlace = { listTop: start, scrollTop: scrollTopAt(longList, start) }
        for (const step of steps) {
          const next = scrolledTo(longList, place, place.scrollTop + step)
          expect(next.listTop).toBeCloseTo(place.listTop + step, 6)
          place = next
        }
      }),
    )
  })

  it('goes to the place of the scroll bar where that was pulled', () => {
    const middle: ListPlace = { listTop: lastListTop(longList) / 2, scrollTop: lastScrollTop(longList) / 2 }
    expect(scrolledTo(longList, middle, 6_000_000)).toEqual({ scrollTop: 6_000_000, listTop: listTopAt(longList, 6_000_000) })
  })

  it('shows its ends at the ends of the scroll bar, however it came there', () => {
    const bottom = lastScrollTop(longList)
    expect(scrolledTo(longList, { listTop: 50_000_000, scrollTop: 100 }, 0).listTop).toBe(0)
    expect(scrolledTo(longList, { listTop: 50_000_000, scrollTop: bottom - 100 }, bottom).listTop).toBe(lastListTop(longList))
  })
})
