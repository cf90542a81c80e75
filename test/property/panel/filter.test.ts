import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { facets } from '../../../src/panel/selectors/facets'
import { judgeOf } from '../../../src/panel/selectors/filter/judge'
import { parseFilter } from '../../../src/panel/selectors/filter/parse'
import { createRowFacts } from '../../../src/panel/selectors/filter/row-facts'
import { createFilteredRows, type Missing } from '../../../src/panel/selectors/filtered-rows'
import { createRowText, type RowText } from '../../../src/panel/selectors/row-text'
import { createTimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { segmentOfEntries, sessionEntries } from '../../harness/filter-session'
import { bareTerms, either, keyedTerms, type NaiveSession, type NaiveTerm, not } from '../../harness/naive-filter'
import { runs } from '../../harness/runs'

/** How a session lies in memory and in the store. */
interface Lie {
  readonly size: number
  /** Segments before this one were written before there were facts. */
  readonly old: number
  /** Whether memory still has the texts of entries, and how many names it keeps. */
  readonly texts: boolean
  readonly names: number
}

const lie: fc.Arbitrary<Lie> = fc.record({
  size: fc.integer({ min: 3, max: 12 }),
  old: fc.constantFrom(0, 0, 1, 2),
  texts: fc.boolean(),
  names: fc.constantFrom(1e6, 1),
})

function naiveSession(entries: readonly Entry[]): NaiveSession {
  return {
    entries,
    sourceName: (document, source) => (source === 'redux-1' ? `Shop store of ${document}` : source),
    marks: (seq) => ({ pinned: seq % 3 === 0, tags: seq % 4 === 0 ? ['Bug', 'other'] : seq % 5 === 0 ? ['later'] : [] }),
  }
}

/** As of a long session: every text was dropped. */
function forgetful(): RowText {
  return { ...createRowText(), label: () => undefined, text: () => undefined, finder: () => () => undefined }
}

/** The seqs that the panel shows, in their order. */
function filterBy(typed: string, session: NaiveSession, { size, old, texts, names }: Lie): readonly number[] {
  const { entries } = session
  const parts = Array.from({ length: Math.ceil(entries.length / size) }, (_, i) => entries.slice(i * size, (i + 1) * size))
  const segments = parts.map((part, i) => segmentOfEntries(part, i < old))
  const index = createTimelineIndex(texts ? createRowText() : forgetful(), createRowFacts(names))
  const parsed = parseFilter(typed)
  if (!parsed.ok) throw new Error(`${typed}: ${parsed.fault.why}`)
  const sourceName = (at: number): string => session.sourceName(index.sources[at]?.document ?? '', index.sources[at]?.source ?? '')
  const judge = judgeOf(parsed.query, { index, sourceName, marks: { of: session.marks, tags: () => [] } })
  const filtered = createFilteredRows(index, { facets: new Set(facets), level: 'all', judge })
  const partOf = (row: number): number => Math.floor(row / size)

  function read(missing: Missing): void {
    const asked = missing.what === 'segment' ? filtered.scanSegments(segments.slice(partOf(missing.row), partOf(missing.row) + 2)) : missing
    if (asked !== undefined) filtered.scanEntries(parts[partOf(asked.row)] ?? [])
  }

  for (const segment of segments) {
    filtered.refresh(index.add([segment]))
    while (filtered.waiting > 0) {
      const before = filtered.waiting
      const missing = filtered.scan(5)
      if (missing !== undefined) read(missing)
      expect(filtered.waiting).toBeLessThan(before)
    }
  }
  filtered.settle()
  return Array.from(filtered.rows.data.subarray(0, filtered.rows.length), (row) => row + 1).sort((a, b) => a - b)
}

function expectAgreement(terms: readonly NaiveTerm[], session: NaiveSession, how: Lie): void {
  const typed = terms.map((term) => term.typed).join(' ')
  const expected = session.entries.filter((entry) => terms.every(({ holds }) => holds(entry, session))).map(({ seq }) => seq)
  expect(filterBy(typed, session, how), typed).toEqual(expected)
}

describe('the filter lets through what a naive look at every entry does', () => {
  it.each(Object.entries(keyedTerms))('with %s:', (_, term) => {
    const either_ = fc.oneof(term, fc.tuple(term, term).map(either))
    fc.assert(
      fc.property(sessionEntries.map(naiveSession), either_, fc.constantFrom('', '-', '!'), lie, (session, plain, sign, how) => {
        expectAgreement([sign === '' ? plain : not(plain, sign)], session, how)
      }),
      { numRuns: runs(200) },
    )
  })

  it.each(Object.entries(bareTerms))('with a %s', (_, term) => {
    fc.assert(
      fc.property(sessionEntries.map(naiveSession), term, fc.constantFrom('', '-', '!'), lie, (session, plain, sign, how) => {
        expectAgreement([sign === '' ? plain : not(plain, sign)], session, how)
      }),
      { numRuns: runs(200) },
    )
  })

  it.each([239, 240, 241, 242])('where the paths of a change are %i characters long, and only 240 are kept', (length) => {
    const patch = [`/${'x'.repeat(length - 8)}`, '/total'].map((path) => ({ op: 'replace' as const, path, value: 1 }))
    const entry: Entry = { kind: 'state', type: 'change', source: 's', data: { patch }, t: 0, document: 'd1', n: 1, seq: 1 }
    expect(patch.map(({ path }) => path).join(' ')).toHaveLength(length)
    expect(filterBy('path:total', naiveSession([entry]), { size: 3, old: 0, texts: true, names: 10 })).toEqual([1])
  })

  it('with several terms, all of which must hold', () => {
    const any = fc.oneof(...Object.values(keyedTerms), ...Object.values(bareTerms))
    const term = fc.tuple(any, fc.boolean()).map(([plain, negated]) => (negated ? not(plain, '-') : plain))
    fc.assert(
      fc.property(sessionEntries.map(naiveSession), fc.array(term, { maxLength: 4 }), lie, (session, terms, how) => {
        expectAgreement(terms, session, how)
      }),
      { numRuns: runs(400) },
    )
  })
})
