import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareEntries } from '../../../src/core/model'
import { facets } from '../../../src/panel/selectors/facets'
import { createTimelineIndex, type TimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { runs } from '../../harness/runs'
import { type Row, segmentOf, segmentsOf } from './segments'

const orderOf = (index: TimelineIndex): readonly number[] => Array.from(index.order.data.subarray(0, index.order.length))

/** Entries of a few documents whose clocks disagree, in an order they may have been stored in. */
const recordings = fc
  .array(fc.record({ document: fc.constantFrom('a', 'b', 'c'), t: fc.integer({ min: 0, max: 12 }) }), { maxLength: 60 })
  .map((facts): readonly Row[] => {
    const next = new Map<string, number>()
    return facts.map(({ document, t }) => {
      const n = (next.get(document) ?? 0) + 1
      next.set(document, n)
      return { document, t, n }
    })
  })

describe('the index of a timeline', () => {
  it('keeps the order of views however entries arrive', () => {
    fc.assert(
      fc.property(recordings, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }), (rows, sizes) => {
        const index = createTimelineIndex()
        for (const segment of segmentsOf(rows, sizes)) index.add([segment])
        const naive = rows
          .map((row, at) => ({ ...row, at }))
          .sort(compareEntries)
          .map(({ at }) => at)
        expect(orderOf(index)).toEqual(naive)
      }),
      { numRuns: runs(400) },
    )
  })

  it('tells the first position that changed, so that what lies before it need not be looked at', () => {
    fc.assert(
      fc.property(recordings, fc.integer({ min: 0, max: 60 }), (rows, cut) => {
        const index = createTimelineIndex()
        index.add(segmentsOf(rows.slice(0, cut)))
        const before = orderOf(index)
        const position = index.add(segmentsOf(rows.slice(cut), [], cut + 1))
        expect(orderOf(index).slice(0, position)).toEqual(before.slice(0, position))
        expect(position).toBeLessThanOrEqual(before.length)
      }),
    )
  })

  it('finds every row at its own position', () => {
    fc.assert(
      fc.property(recordings, (rows) => {
        const index = createTimelineIndex()
        index.add(segmentsOf(rows))
        expect(orderOf(index).map((row) => index.positionOf(row))).toEqual(rows.map((_, at) => at))
      }),
    )
  })

  it('skips what it knows when compaction has merged known entries with new ones', () => {
    const rows: readonly Row[] = [1, 2, 3, 4].map((n) => ({ document: 'a', n, t: n }))
    const index = createTimelineIndex()
    index.add(segmentsOf(rows.slice(0, 2), [1]))
    expect(index.lastSeq).toBe(2)
    index.add([segmentOf(rows, 1)])
    expect(index.rows).toBe(4)
    expect(orderOf(index)).toEqual([0, 1, 2, 3])
    expect(index.rowOfSeq(3)).toBe(2)
    expect(index.rowOfSeq(5)).toBeUndefined()
  })

  it('counts entries by facet and level', () => {
    const index = createTimelineIndex()
    index.add(
      segmentsOf([
        { document: 'a', n: 1, t: 1, kind: 'state', type: 'change', source: 's' },
        { document: 'a', n: 2, t: 2, kind: 'event', type: 'response', level: 'error' },
        { document: 'a', n: 3, t: 3, kind: 'state', type: 'gap', level: 'warn' },
        { document: 'a', n: 4, t: 4, kind: 'later', type: 'unknown' },
      ]),
    )
    const counts = Object.fromEntries(facets.map((facet, code) => [facet, index.facetCounts[code]]))
    expect(counts).toMatchObject({ state: 1, network: 1, gap: 1, mark: 1, error: 0 })
    expect(index.levelCounts).toEqual([0, 2, 1, 1])
  })

  it('tells sources of the same id in two documents apart', () => {
    const index = createTimelineIndex()
    index.add(
      segmentsOf([
        { document: 'a', n: 1, t: 1, kind: 'state', type: 'open', source: 's' },
        { document: 'b', n: 1, t: 2, kind: 'state', type: 'open', source: 's' },
        { document: 'a', n: 2, t: 3, kind: 'state', type: 'change', source: 's' },
      ]),
    )
    expect(index.sources).toEqual([
      { document: 'a', source: 's' },
      { document: 'b', source: 's' },
    ])
    expect(Array.from(index.source.data.subarray(0, 3))).toEqual([1, 2, 1])
  })

  it('takes a hundred thousand entries without an object for each', () => {
    const index = createTimelineIndex()
    const rows = Array.from({ length: 1000 }, (_, at): Row => ({ document: 'a', n: at + 1, t: at }))
    for (let page = 0; page < 100; page++) {
      index.add([
        segmentOf(
          rows.map((row) => ({ ...row, n: row.n + page * 1000, t: row.t + page * 1000 })),
          page * 1000 + 1,
        ),
      ])
    }
    expect(index.rows).toBe(100_000)
    expect(index.positionOf(77_777)).toBe(77_777)
    // Eight columns of at most eight bytes, room to grow included; labels are bounded elsewhere.
    const bytes = [index.t, index.n, index.seq, index.level, index.type, index.document, index.source, index.order]
      .map((column) => column.data.byteLength)
      .reduce((sum, size) => sum + size)
    expect(bytes / index.rows).toBeLessThan(64)
  })
})
