import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { archiveFormats } from '../../../src/core/archive'
import { fromColumn } from '../../../src/core/archive/msgpack/from-columns'
import { pack, unpack } from '../../../src/core/archive/msgpack/packer'
import { toColumn } from '../../../src/core/archive/msgpack/to-columns'
import type { Selection } from '../../../src/core/selection'
import { runs } from '../../harness/runs'
import { entriesOf, gzipped, meta, outgoing, partsOf, written, writtenAs } from '../../unit/archive/support'
import { createTestHost, entriesIn, record } from '../../unit/jobs/support'
import { recorded } from './arbitrary'

/** Objects of few shapes, numbers that rise, texts that are many times the same: what columns are made for. */
const shapedValue = fc.oneof(
  fc.record(
    { id: fc.nat(3), name: fc.constantFrom('a', 'b', '\ud800', '__proto__'), at: fc.double({ noNaN: true }) },
    { requiredKeys: ['id'] },
  ),
  fc.dictionary(fc.constantFrom('a', 'b', '0', '1', '__proto__', '\u0000'), fc.nat(1000)),
  fc.array(fc.oneof(fc.integer(), fc.constant(null), fc.record({ x: fc.nat() }))),
  fc.nat(5),
  fc.integer({ min: 1_795_276_700_000, max: 1_795_276_800_000 }).map((time) => time + 0.1),
)

/** What is asked for of them: everything, or less. */
const selections: fc.Arbitrary<Selection | undefined> = fc.option(
  fc
    .record(
      {
        without: fc.uniqueArray(fc.constantFrom('state', 'event', 'component', 'performance', 'history', 'times', 'notes', 'view')),
        sources: fc.uniqueArray(fc.constantFrom('store', 'a/b')),
        from: fc.double({ min: 0, max: 4e12, noNaN: true }),
        until: fc.double({ min: 0, max: 4e12, noNaN: true }),
      },
      { requiredKeys: [] },
    )
    .map((selection) => selection as Selection),
  { nil: undefined },
)

describe('any session', () => {
  it('[A1] [J2] [J5] survives being written and read, plain and compressed', async () => {
    await fc.assert(
      fc.asyncProperty(recorded, async ({ documents, entries }) => {
        const text = await written([outgoing(entries, { documents })])
        expect(JSON.parse(text).sessions[0].entries).toEqual(JSON.parse(JSON.stringify(entries)))
        expect(entriesOf(await partsOf(text))).toEqual(entries)
        expect(JSON.stringify(entriesOf(await partsOf(await gzipped(text))))).toBe(JSON.stringify(entries))
      }),
      { numRuns: runs(100) },
    )
  })

  it.each(archiveFormats)('[C6] [P3] is the same as %s, byte for byte after any way through the others', async (format) => {
    await fc.assert(
      fc.asyncProperty(recorded, async ({ documents, entries }) => {
        const bytes = await writtenAs(format, [{ meta, documents, entries }])
        const parts = await partsOf(bytes)
        expect(JSON.stringify(entriesOf(parts))).toBe(JSON.stringify(entries))
        expect(parts.at(-1)).toMatchObject({ verified: true })
        expect((await writtenAs('json', [{ meta, documents, entries: entriesOf(parts) }])).toString()).toBe(
          await written([outgoing(entries, { documents })]),
        )
        expect((await writtenAs(format, [{ meta, documents, entries: entriesOf(parts) }])).equals(bytes)).toBe(true)
      }),
      { numRuns: runs(100) },
    )
  })

  it('[P3] as columns is any JSON, each value as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), shapedValue)), (values) => {
        // Through JSON: it has no negative zero, and no undefined.
        const plain = JSON.parse(JSON.stringify(values))
        const column = unpack(pack(toColumn(plain)))
        expect(JSON.stringify(fromColumn(column, plain.length, { left: 1e6 }))).toBe(JSON.stringify(plain))
      }),
      { numRuns: runs(500) },
    )
  })

  it.each(archiveFormats)('[T4] exported as %s, imported into an empty store and exported again gives the same bytes', async (format) => {
    await fc.assert(
      fc.asyncProperty(recorded, selections, async ({ session, documents, entries }, selection) => {
        const first = createTestHost()
        await record(first.store, entries, { of: session, documents })
        await record(first.store, entries, { of: { ...session, id: 'other', createdAt: session.createdAt - 1 }, documents })
        await first.store.putView(session.id, { filter: 'x' })
        const request = { kind: 'export', sessions: [session.id, 'other'], format, compression: 'none', selection } as const
        const once = await first.run(request)
        expect(once.error).toBeUndefined()
        const file = await first.staged(once)

        const second = createTestHost()
        await second.stage('import-1', file)
        const imported = await second.run({ kind: 'import', files: [{ file: 'import-1', name: 'x' }] })
        expect(imported.error).toBeUndefined()
        if (selection === undefined) expect(await entriesIn(second.store, session.id)).toEqual(entries)

        const third = createTestHost({ store: second.store })
        const again = await third.run(request)
        expect((await third.staged(again)).equals(file)).toBe(true)
      }),
      { numRuns: runs(40) },
    )
  })
})
