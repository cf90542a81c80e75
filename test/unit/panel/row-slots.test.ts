import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SlottedRow, slotOrder, slotRows } from '../../../src/panel/selectors/row-slots'

const windows = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([first, rows]) => ({ first, last: first + rows }))
const looks = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 7 })
const none: ReadonlyMap<number, SlottedRow> = new Map()

describe('the elements of rows', () => {
  it('has one for each row of the window, which it keeps for as long as the row is there', () => {
    fc.assert(
      fc.property(fc.array(windows, { maxLength: 20 }), looks, (scrolls, pattern) => {
        let rows = none
        for (const window of scrolls) {
          const before = rows
          rows = slotRows(before, window, (row) => pattern[row % pattern.length] ?? 0)
          expect([...rows.keys()]).toEqual(Array.from({ length: window.last - window.first }, (_, i) => window.first + i))
          expect(new Set(Array.from(rows.values(), ({ slot }) => slot)).size).toBe(rows.size)
          for (const [row, { slot, look }] of rows) {
            expect(look).toBe(pattern[row % pattern.length])
            expect(slot).toBe(before.get(row)?.slot ?? slot)
          }
        }
      }),
    )
  })

  it('makes no new one as long as there is one whose row went away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), (from, to, size) => {
        const before = slotRows(none, { first: from, last: from + size }, () => 0)
        const after = slotRows(before, { first: to, last: to + size }, (row) => row % 3)
        expect(slotsOf(after).toSorted()).toEqual(slotsOf(before).toSorted())
      }),
    )
  })

  it('changes a row into one of the same look, if there is one', () => {
    const lookAt = (row: number) => row % 2
    const before = slotRows(none, { first: 0, last: 4 }, lookAt)
    const after = slotRows(before, { first: 2, last: 6 }, lookAt)
    expect(after.get(4)?.slot).toBe(before.get(0)?.slot)
    expect(after.get(5)?.slot).toBe(before.get(1)?.slot)
  })
})

describe('the order of elements in the document', () => {
  const before = slotRows(none, { first: 0, last: 4 }, () => 0)
  const after = slotRows(before, { first: 2, last: 7 }, () => 0)

  it('is that of the rows', () => {
    expect(slotOrder(slotsOf(before), after.values(), false)).toEqual(slotsOf(after))
  })

  it('stays as it is while somebody scrolls, with new ones at the end', () => {
    expect(slotOrder(slotsOf(before), after.values(), true)).toEqual([0, 1, 2, 3, 4])
    const fewer = slotRows(after, { first: 3, last: 5 }, () => 0)
    expect(slotOrder([0, 1, 2, 3, 4], fewer.values(), true)).toEqual(slotsOf(fewer).toSorted())
  })
})

function slotsOf(rows: ReadonlyMap<number, SlottedRow>): number[] {
  return Array.from(rows.values(), ({ slot }) => slot)
}
