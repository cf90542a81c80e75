import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultFacets } from '../../../src/panel/selectors/facets'
import { passAll } from '../../../src/panel/selectors/filter/judge'
import { createFilteredRows } from '../../../src/panel/selectors/filtered-rows'
import { createShownRows, type ShownRows } from '../../../src/panel/selectors/shown-rows'
import type { TimeRange } from '../../../src/panel/selectors/time-range'
import { createTimelineIndex, type TimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { segmentsOf } from '../../unit/panel/segments'

interface Line {
  readonly row: number
  readonly size: number
  readonly inside: boolean
}

/** The lines by what they are said to be, entry after entry. */
function naiveLines(index: TimelineIndex, range: TimeRange | undefined, grouped: boolean, opened: ReadonlySet<number>): readonly Line[] {
  const rows = Array.from(index.order.data.subarray(0, index.order.length)).filter((row) => {
    const t = index.t.data[row] ?? 0
    return range === undefined || (t >= range.from && t <= range.until)
  })
  if (!grouped) return rows.map((row) => ({ row, size: 1, inside: false }))
  const bursts: number[][] = []
  for (const row of rows) {
    const burst = bursts.at(-1)
    const last = burst?.at(-1)
    const alike =
      last !== undefined &&
      index.text.label(last) === index.text.label(row) &&
      index.documents[index.document.data[last] ?? 0] === index.documents[index.document.data[row] ?? 0] &&
      (index.t.data[row] ?? 0) - (index.t.data[last] ?? 0) <= 1000
    if (alike) burst?.push(row)
    else bursts.push([row])
  }
  return bursts.flatMap((burst) => {
    const [first = 0] = burst
    if (burst.length < 3) return burst.map((row) => ({ row, size: 1, inside: false }))
    const lines = burst.map((row, i) => ({ row, size: i === 0 ? burst.length : 0, inside: i > 0 }))
    return opened.has(first) ? lines : lines.slice(0, 1)
  })
}

function linesOf(shown: ShownRows): readonly Line[] {
  return Array.from({ length: shown.count }, (_, place) => {
    const inside = shown.isInside(place)
    return { row: shown.rowAt(place) ?? -1, size: inside ? 0 : (shown.burstAt(place)?.size ?? 1), inside }
  })
}

const rows = fc
  .array(
    fc.record({
      document: fc.constantFrom('a', 'b'),
      pause: fc.constantFrom(0, 5, 400, 1001),
      label: fc.constantFrom('tick', 'tick', 'tick', 'pay'),
    }),
    {
      maxLength: 60,
    },
  )
  .map((list) => {
    let t = 0
    return list.map(({ pause, ...rest }, i) => {
      t += pause
      return { ...rest, n: i + 1, t }
    })
  })
const range = fc.option(
  fc.tuple(fc.nat(8000), fc.nat(8000)).map(([a, b]): TimeRange => ({ from: Math.min(a, b), until: Math.max(a, b) })),
  { nil: undefined },
)

describe('the lines of the timeline', () => {
  it('are those that a range leaves, bursts as one, as a naive grouping makes them', () => {
    fc.assert(
      fc.property(rows, range, fc.boolean(), fc.array(fc.nat(60), { maxLength: 4 }), (list, within, grouped, open) => {
        const index = createTimelineIndex()
        index.add(segmentsOf(list, [20]))
        const filtered = createFilteredRows(index, { facets: defaultFacets, level: 'all', judge: passAll })
        filtered.refresh(0)
        const shown = createShownRows(index, filtered)
        for (const row of open) shown.setOpen(row, true)
        shown.update({ range: within, grouped })
        const expected = naiveLines(index, within, grouped, new Set(open))
        expect(linesOf(shown)).toEqual(expected)
        expect(shown.rowAt(expected.length)).toBeUndefined()
        expected.forEach(({ row }, place) => {
          expect(shown.placeOf(row)).toBe(place)
          expect(shown.has(row)).toBe(true)
        })
      }),
    )
  })

  it('find the line that hides an entry, and show the entry once it is opened', () => {
    const index = createTimelineIndex()
    index.add(segmentsOf([1, 2, 3, 4].map((n) => ({ document: 'a', n, t: n, label: n === 1 ? 'pay' : 'tick' }))))
    const filtered = createFilteredRows(index, { facets: defaultFacets, level: 'all', judge: passAll })
    filtered.refresh(0)
    const shown = createShownRows(index, filtered)
    shown.update({ range: undefined, grouped: true })
    expect([shown.count, shown.entries, shown.placeOf(3), shown.has(3), shown.hiddenIn(3)]).toEqual([2, 4, 1, true, 1])
    shown.setOpen(1, true)
    shown.update({ range: undefined, grouped: true })
    expect([shown.count, shown.placeOf(3), shown.hiddenIn(0)]).toEqual([4, 3, undefined])
    expect(shown.burstAt(1)).toEqual({ size: 3, open: true })
  })
})
