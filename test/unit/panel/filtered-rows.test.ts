import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultFacets, type Facet, facetOf, facets } from '../../../src/panel/selectors/facets'
import { type Judge, judgeOf } from '../../../src/panel/selectors/filter/judge'
import { noMarks } from '../../../src/panel/selectors/filter/marks'
import { parseFilter } from '../../../src/panel/selectors/filter/parse'
import { createFilteredRows, type FilteredRows, type LevelFilter, type RowFilter } from '../../../src/panel/selectors/filtered-rows'
import { createRowText } from '../../../src/panel/selectors/row-text'
import { createTimelineIndex, levels, type TimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { runs } from '../../harness/runs'
import { type Row, segmentsOf } from './segments'

const shown = (filtered: FilteredRows): readonly number[] => Array.from(filtered.rows.data.subarray(0, filtered.rows.length))

function judged(index: TimelineIndex, typed: string): Judge {
  const parsed = parseFilter(typed)
  if (!parsed.ok) throw new Error(parsed.fault.why)
  return judgeOf(parsed.query, { index, sourceName: () => '', marks: noMarks })
}

/** A filter whose text is not understood yet. */
type TypedFilter = Omit<RowFilter, 'judge'> & { readonly text: string }

const understood = (index: TimelineIndex, { text, ...rest }: TypedFilter): RowFilter => ({ ...rest, judge: judged(index, text) })

const row = fc.record({
  document: fc.constantFrom('a', 'b'),
  t: fc.integer({ min: 0, max: 20 }),
  type: fc.constantFrom('console', 'error', 'input', 'gap', 'request'),
  label: fc.constantFrom('pay now', 'cart', 'pay cart'),
  level: fc.constantFrom(...levels),
})
const rowFilter = fc.record({
  facets: fc.subarray([...facets]).map((some): ReadonlySet<Facet> => new Set(some)),
  level: fc.constantFrom<LevelFilter>('all', 'warn', 'error'),
  text: fc.constantFrom('', 'pay', '-cart', 'pay cart'),
})

function numbered(rows: readonly Omit<Row, 'n'>[]): readonly Row[] {
  const next = new Map<string, number>()
  return rows.map((one) => {
    const n = (next.get(one.document) ?? 0) + 1
    next.set(one.document, n)
    return { ...one, n }
  })
}

const textPasses: Readonly<Record<string, (label: string) => boolean>> = {
  '': () => true,
  pay: (label) => label.includes('pay'),
  '-cart': (label) => !label.includes('cart'),
  'pay cart': (label) => label.includes('pay') && label.includes('cart'),
}

function passes(filter: TypedFilter, { type = '', level = 'info', label = '' }: Row): boolean {
  const lowest = filter.level === 'all' ? 0 : levels.indexOf(filter.level)
  return filter.facets.has(facetOf('event', type)) && levels.indexOf(level) >= lowest && textPasses[filter.text]?.(label) === true
}

function scanAll(filtered: FilteredRows, step = 7): void {
  while (filtered.waiting > 0) scanSome(filtered, step)
}

function scanSome(filtered: FilteredRows, count: number): void {
  expect(filtered.scan(count)).toBeUndefined()
  filtered.settle()
}

describe('filtered rows', () => {
  it('are those of a naive filter over the order, whatever arrives and is asked in between', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 50 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 8 }),
        fc.array(rowFilter, { minLength: 1, maxLength: 4 }),
        (some, sizes, filters) => {
          const rows = numbered(some)
          const index = createTimelineIndex()
          let filter: TypedFilter = { facets: defaultFacets, level: 'all', text: '' }
          const filtered = createFilteredRows(index, understood(index, filter))
          segmentsOf(rows, sizes).forEach((segment, at) => {
            filtered.refresh(index.add([segment]))
            if (at % 2 === 0) scanAll(filtered)
            else scanSome(filtered, sizes[at] ?? 3)
            // A filter that stays has to take in what arrives before rows that it has settled.
            if (at % 5 > 0) return
            filter = filters[at % filters.length] ?? filter
            filtered.setFilter(understood(index, filter))
          })
          scanAll(filtered)
          const order = Array.from(index.order.data.subarray(0, index.order.length))
          expect(shown(filtered)).toEqual(order.filter((at) => passes(filter, rows[at] ?? { document: '', n: 0, t: 0 })))
        },
      ),
      { numRuns: runs(300) },
    )
  })

  it('stay where something comes in before them', () => {
    const index = createTimelineIndex()
    const [first, second] = segmentsOf(numbered([9, 8, 1].map((t) => ({ document: 'a', t, label: 'pay' }))), [2])
    if (first === undefined || second === undefined) throw new Error('there are two segments')
    const filtered = createFilteredRows(index, understood(index, { facets: defaultFacets, level: 'all', text: 'pay' }))
    filtered.refresh(index.add([first]))
    scanAll(filtered)
    filtered.refresh(index.add([second]))
    scanAll(filtered)
    expect(shown(filtered)).toEqual([2, 1, 0])
  })

  it('find the place of a row that is filtered out: the next that is not', () => {
    const index = createTimelineIndex()
    index.add(segmentsOf([1, 2, 3, 4].map((n) => ({ document: 'a', n, t: n, type: n === 2 ? 'error' : 'console' }))))
    const filtered = createFilteredRows(index, { facets: new Set(['console']), level: 'all', judge: judged(index, '') })
    filtered.refresh(0)
    expect(shown(filtered)).toEqual([0, 2, 3])
    expect(filtered.has(1)).toBe(false)
    expect(filtered.positionOf(1)).toBe(1)
    expect(filtered.positionOf(3)).toBe(2)
  })

  it('wait for texts that were dropped, and go on when their segments are read', () => {
    const rows = Array.from(
      { length: 3000 },
      (_, at): Row => ({ document: 'a', n: at + 1, t: at, label: at % 1000 === 5 ? 'needle' : 'hay' }),
    )
    const segments = segmentsOf(rows, [1000, 1000])
    const index = createTimelineIndex(createRowText(() => 8_000))
    index.add(segments)
    const filtered = createFilteredRows(index, { facets: defaultFacets, level: 'all', judge: judged(index, 'needle') })
    let reads = 0
    while (filtered.waiting > 0) {
      const missing = filtered.scan(100)
      if (missing === undefined) continue
      reads++
      expect(missing.what).toBe('segment')
      const page = segments.filter(({ firstSeq, lastSeq }) => firstSeq <= missing.row + 1 && lastSeq > missing.row)
      expect(filtered.scanSegments(page)).toBeUndefined()
    }
    filtered.settle()
    expect(reads).toBeGreaterThan(0)
    expect(shown(filtered)).toEqual([5, 1005, 2005])
  })
})
