import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../harness/runs'
import { entriesOf, gzipped, outgoing, partsOf, written } from '../../unit/archive/support'
import { createTestHost, entriesIn, record } from '../../unit/jobs/support'
import { recorded } from './arbitrary'

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

  it('[T4] exported, imported into an empty store and exported again gives the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(recorded, async ({ session, documents, entries }) => {
        const first = createTestHost()
        await record(first.store, entries, { of: session, documents })
        const once = await first.run({ kind: 'export', session: session.id })
        const file = await first.staged(once)

        const second = createTestHost()
        await second.stage('import-1', file)
        const imported = await second.run({ kind: 'import', file: 'import-1', name: 'x' })
        expect(imported.error).toBeUndefined()
        expect(await entriesIn(second.store, session.id)).toEqual(entries)

        const third = createTestHost({ store: second.store })
        const again = await third.run({ kind: 'export', session: session.id })
        expect((await third.staged(again)).equals(file)).toBe(true)
      }),
      { numRuns: runs(40) },
    )
  })
})
