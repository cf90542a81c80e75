import { describe, expect, it } from 'vitest'
import { createRowText } from '../../../src/panel/selectors/row-text'
import { type Row, segmentsOf } from './segments'

const rows = Array.from(
  { length: 5000 },
  (_, at): Row => ({ document: 'a', n: at + 1, t: at, label: `label ${at}`, text: 'x'.repeat(100) }),
)

describe('labels and texts of rows', () => {
  it('are all there while they fit', () => {
    const text = createRowText()
    for (const segment of segmentsOf(rows, [10, 990, 1500])) text.add(segment, 0)
    expect([0, 9, 10, 4999].map((row) => text.label(row))).toEqual(['label 0', 'label 9', 'label 10', 'label 4999'])
    expect(text.text(4999)).toHaveLength(100)
  })

  it('are dropped where they were used least recently, and come back when they are filled', () => {
    const segments = segmentsOf(rows, [1000, 1000, 1000, 1000])
    const text = createRowText(() => 300_000)
    for (const segment of segments) text.add(segment, 0)
    const known = rows.map((_, row) => text.label(row) !== undefined)
    expect(known[4999]).toBe(true)
    expect(known.filter(Boolean).length).toBeLessThan(3000)
    const missing = known.indexOf(false)
    const { firstSeq, lastSeq } = text.rangeOf(missing)
    text.fill(segments.filter((segment) => segment.firstSeq <= lastSeq && segment.lastSeq >= firstSeq))
    expect(text.label(missing)).toBe(`label ${missing}`)
  })

  it('come back from segments that compaction has cut differently', () => {
    const text = createRowText(() => 60_000)
    for (const segment of segmentsOf(rows, [700, 700, 700])) text.add(segment, 0)
    const missing = rows.findIndex((_, row) => text.label(row) === undefined)
    const { firstSeq, lastSeq } = text.rangeOf(missing)
    const recut = segmentsOf(rows, [333, 333, 333, 333, 333, 333, 333])
    text.fill(recut.filter((segment) => segment.firstSeq <= lastSeq && segment.lastSeq >= firstSeq))
    for (let seq = firstSeq; seq <= lastSeq; seq++) expect(text.label(seq - 1)).toBe(`label ${seq - 1}`)
  })
})
