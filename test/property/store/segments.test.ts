import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describe as describeEntry, type Entry } from '../../../src/core/model'
import { decodeSegment, encodeSegment, packColumns, segmentVersion, unpackColumns } from '../../../src/core/store'
import { encodeRuns, joinRuns } from '../../../src/core/store/run'
import type { Json } from '../../../src/core/value/json'
import { naiveColumns } from '../../harness/naive-facts'

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json)
const text = fc.string({ unit: 'binary', maxLength: 30 })
const fact = fc.oneof(
  fc.record({
    kind: fc.constant('event' as const),
    type: fc.constant('console' as const),
    data: fc.record({ method: fc.constant('warn' as const), args: fc.array(json) }),
  }),
  fc.record({
    kind: fc.constant('state' as const),
    type: fc.constant('keyframe' as const),
    source: text,
    data: fc.record({ value: json, why: fc.constant('init' as const) }),
  }),
  fc.record({
    kind: fc.constant('event' as const),
    type: fc.constant('error' as const),
    data: fc.record({ from: fc.constant('error' as const), message: text, stack: text, url: text }),
  }),
  fc.record({
    kind: fc.constant('event' as const),
    type: fc.constant('response' as const),
    data: fc.record(
      {
        id: fc.nat(),
        api: fc.constant('fetch' as const),
        method: fc.constantFrom('GET', 'POST', ''),
        url: fc.oneof(
          text,
          fc.webUrl(),
          fc.webUrl().map((url) => `${url}?${'q'.repeat(300)}`),
        ),
        status: fc.constantFrom(0, 200, 404),
        outcome: fc.constant('ok' as const),
        duration: fc.double({ min: 0, max: 1e5, noNaN: true }).map((ms) => ms + 0),
        size: fc.nat(),
      },
      { requiredKeys: ['id', 'api', 'method', 'url', 'status', 'outcome', 'duration'] },
    ),
  }),
)
const time = fc.double({ min: 0, max: 2e12, noNaN: true }).map((t) => t + 0)
/** Entries of a few documents, with holes in their numbers. */
const entries: fc.Arbitrary<readonly Entry[]> = fc
  .array(fc.record({ fact, t: time, document: fc.constantFrom('a', 'b', 'ünïcode'), n: fc.integer({ min: 1, max: 9 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((rows) => rows.map(({ fact, ...rest }, i) => ({ ...fact, ...rest, seq: i + 5 })))

const placeOf = (list: readonly Entry[]) => ({ session: 's', firstSeq: 5, lastSeq: 4 + list.length, version: segmentVersion })

describe('any entries', () => {
  it('come back from a segment as they were', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(decodeSegment(encodeSegment(list), placeOf(list))).toEqual(list)
      }),
    )
  })

  it('have columns that say of each what it is', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const { documents, columns } = packColumns(list)
        const unpacked = unpackColumns(columns)
        expect(unpacked.document.map((index) => documents[index])).toEqual(list.map(({ document }) => document))
        expect(unpacked.n).toEqual(list.map(({ n }) => n))
        expect(unpacked.t).toEqual(list.map(({ t }) => t))
        expect(unpacked.kind).toEqual(list.map(({ kind }) => kind))
        expect(unpacked.type).toEqual(list.map(({ type }) => type))
        expect(unpacked.source).toEqual(list.map(({ source }) => source ?? null))
        expect(unpacked.level).toEqual(list.map((entry) => describeEntry(entry).level))
        expect(unpacked.label).toEqual(list.map((entry) => describeEntry(entry).label))
        expect(unpacked.text).toHaveLength(list.length)
        expect(unpacked.facts).toMatchObject(naiveColumns(list))
      }),
    )
  })

  it('give the same segment whether they came at once or in parts that were joined', () => {
    fc.assert(
      fc.property(entries, fc.array(fc.nat({ max: 40 }), { maxLength: 4 }), (list, cuts) => {
        const bounds = [...new Set([0, ...cuts.filter((cut) => cut < list.length), list.length])].sort((a, b) => a - b)
        const parts = bounds.slice(1).flatMap((end, i) => encodeRuns(list.slice(bounds[i], end)))
        const joined = joinRuns(parts)
        const [whole] = encodeRuns(list)
        expect(decodeSegment(joined.lines, placeOf(list))).toEqual(list)
        expect({ documents: joined.documents, columns: unpackColumns(joined.columns) }).toEqual({
          documents: whole?.documents,
          columns: whole && unpackColumns(whole.columns),
        })
        expect([joined.entries, joined.from, joined.until]).toEqual([whole?.entries, whole?.from, whole?.until])
      }),
    )
  })
})
