import { describe, expect, it } from 'vitest'
import { noCounts, type Session } from '../../../../src/core/model'
import { createMemoryStore } from '../../../../src/core/store'
import { usualShape, withPart } from '../../../../src/panel/selectors/export/choice'
import { fileBytes, plainBytes } from '../../../../src/panel/selectors/export/estimate'
import { countKept, guessKept } from '../../../../src/panel/selectors/export/kept'
import { fromLocalTime, toLocalTime } from '../../../../src/panel/selectors/local-time'
import { createTimelineIndex } from '../../../../src/panel/selectors/timeline-index'
import { takeSample } from '../../../../src/panel/state/export-sample'
import { generateVisit, storeVisit } from '../../../harness/panel-page/generated-session'
import { createTestEnv } from '../../../harness/test-env'
import { segmentsOf } from '../segments'

const counts = { ...noCounts, entries: 100, bytes: 100_000, kinds: { state: 50, component: 0, event: 40, performance: 10 } }
const bytesOf = (shape = usualShape, kept = counts.kinds) => plainBytes(counts, kept, shape)

describe('the size of what goes in', () => {
  it('is what the store counted', () => {
    expect(bytesOf()).toBeCloseTo(counts.bytes)
    expect(plainBytes(noCounts, noCounts.kinds, usualShape)).toBe(0)
  })

  it('is less without a kind, a time or the history of states', () => {
    expect(bytesOf(withPart(usualShape, 'event', false))).toBeLessThan(bytesOf() * 0.7)
    expect(bytesOf(withPart(usualShape, 'history', false))).toBeLessThan(bytesOf() * 0.7)
    expect(bytesOf(usualShape, { state: 5, component: 0, event: 4, performance: 1 })).toBeLessThan(bytesOf() * 0.2)
  })

  it('heeds how large the entries of each kind are, where that is known', () => {
    const sample = { bytes: { state: 3000, event: 100 }, packed: 0.1 }
    const without = plainBytes(counts, counts.kinds, withPart(usualShape, 'state', false), sample)
    expect(without).toBeLessThan(bytesOf(withPart(usualShape, 'state', false)) / 2)
    expect(plainBytes(counts, counts.kinds, usualShape, sample)).toBeCloseTo(bytesOf(), 0)
  })
})

describe('the size of a file', () => {
  it('is smallest as packed MessagePack, and largest as plain YAML', () => {
    const sizes = (['json', 'yaml', 'msgpack'] as const).flatMap((format) =>
      (['none', 'default', 'small'] as const).map((packing) => ({
        of: `${format} ${packing}`,
        bytes: fileBytes(1_000_000, format, packing),
      })),
    )
    const order = [...sizes].sort((a, b) => a.bytes - b.bytes).map(({ of }) => of)
    expect(order[0]).toBe('msgpack small')
    expect(order.at(-1)).toBe('yaml none')
    expect(fileBytes(1_000_000, 'json', 'none') / 1_000_000).toBeCloseTo(1, 2)
    expect(fileBytes(0, 'json', 'default')).toBeGreaterThan(100)
    // A visit of 31 entries is 19,384 bytes of JSON, 3,319 packed; packed MessagePack is 3,650.
    expect(fileBytes(17_900, 'msgpack', 'default', { bytes: {}, packed: 0.15 }) / 3650).toBeCloseTo(1, 1)
  })

  it('is told by a packed sample of the session', async () => {
    const env = createTestEnv()
    const store = createMemoryStore(env)
    await storeVisit(store, generateVisit({ id: 'a', name: 'a', startedAt: 1_700_000_000_000, entries: 2000, seed: 2 }))
    const sample = await takeSample(store, await store.getSession('a'))
    expect(sample?.packed).toBeGreaterThan(0.01)
    expect(sample?.packed).toBeLessThan(0.5)
    expect(sample?.bytes.event).toBeGreaterThan(50)
    expect(await takeSample(store, { id: 'a', counts: noCounts }).then((one) => one?.packed)).toBeGreaterThan(0)
  })
})

describe('the entries that are kept', () => {
  const rows = [
    { document: 'd', n: 1, t: 100, kind: 'state', type: 'open', source: 'cart' },
    { document: 'd', n: 2, t: 200, kind: 'event', type: 'console', source: null },
    { document: 'd', n: 3, t: 300, kind: 'state', type: 'patch', source: 'cart' },
    { document: 'd', n: 4, t: 300, kind: 'state', type: 'patch', source: 'user' },
  ]
  const index = createTimelineIndex()
  index.add(segmentsOf(rows))

  it('are counted where they are loaded, both ends of the time included', () => {
    expect(countKept(index, { range: undefined, isOfSource: undefined })).toMatchObject({ state: 3, event: 1 })
    expect(countKept(index, { range: { from: 200, until: 300 }, isOfSource: undefined })).toMatchObject({ state: 2, event: 1 })
    expect(countKept(index, { range: { until: 250 }, isOfSource: undefined })).toMatchObject({ state: 1, event: 1 })
    expect(countKept(index, { range: undefined, isOfSource: (code) => index.sources[code]?.source === 'cart' })).toMatchObject({
      state: 2,
      event: 1,
    })
  })

  it('are taken as evenly spread where they are not', () => {
    const session = { counts, createdAt: 1000, endedAt: 2000 } as Session
    expect(guessKept(session, undefined)).toEqual(counts.kinds)
    expect(guessKept(session, { from: 1500 })).toMatchObject({ state: 25, event: 20 })
    expect(guessKept(session, { from: 5000 })).toMatchObject({ state: 0 })
    expect(guessKept({ ...session, endedAt: 1000 }, { from: 1000 })).toEqual(counts.kinds)
  })
})

describe('a moment in a box', () => {
  it('is written to the millisecond, and read back', () => {
    const at = new Date(2026, 10, 3, 4, 5, 6, 7).getTime()
    expect(toLocalTime(at)).toBe('2026-11-03T04:05:06.007')
    expect(fromLocalTime(toLocalTime(at))).toBe(at)
    expect(fromLocalTime('')).toBeUndefined()
  })
})
