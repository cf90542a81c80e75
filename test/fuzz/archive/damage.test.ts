import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ArchiveFormat } from '../../../src/core/archive'
import { AppError } from '../../../src/core/errors'
import { everyKind } from '../../unit/archive/every-kind'
import { gzipped, meta, outgoing, page, partsOf, sampleEntries, written, writtenAs } from '../../unit/archive/support'
import { createTestHost, entriesIn, record, session } from '../../unit/jobs/support'
import { mutations, seeded } from './mutations'

const entries = [...everyKind, ...sampleEntries(60).slice(everyKind.length)]
const text = await written([outgoing(entries)])
const inFormat = (format: ArchiveFormat) => writtenAs(format, [{ meta, documents: [page], entries }])
const original = JSON.stringify((await partsOf(text)).filter(({ part }) => part !== 'entries'))
const entriesText = JSON.stringify(JSON.parse(text).sessions[0].entries)

/** Reads a damaged file: refused with a code and a place, or, where the damage meant nothing, read as the original. */
async function judge(file: Buffer, what: string): Promise<'refused' | 'accepted'> {
  try {
    const parts = await partsOf(file)
    expect(JSON.stringify(parts.filter(({ part }) => part !== 'entries')), what).toBe(original)
    expect(JSON.stringify(parts.flatMap((part) => (part.part === 'entries' ? part.entries : []))), what).toBe(entriesText)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.code, what).toMatch(/^archive\//)
    expect(Object.keys(error.detail).length, what).toBeGreaterThan(0)
    return 'refused'
  }
}

describe.each([
  ['a compressed archive', await gzipped(text), 70],
  ['an archive as lines', Buffer.from(text), 70],
  ['an archive in another layout', Buffer.from(JSON.stringify(JSON.parse(text), null, 2)), 40],
  ['an archive as YAML', await inFormat('yaml'), 60],
  ['an archive as MessagePack', await inFormat('msgpack'), 70],
])('%s', (name, file, rounds) => {
  it.each(Object.keys(mutations))('damaged by %s is refused or reads the same', async (mutation) => {
    let refused = 0
    for (let seed = 1; seed <= rounds; seed++) {
      const damaged = mutations[mutation]?.(file, seeded(seed * 7919)) ?? file
      if ((await judge(damaged, `${name}, ${mutation}, seed ${seed}`)) === 'refused') refused++
    }
    expect(refused).toBeGreaterThan(0)
  })
})

describe('an import of a damaged file', () => {
  it('leaves the store as it was, byte for byte', async () => {
    const source = createTestHost()
    await record(source.store)
    const file = await source.staged(await source.run({ kind: 'export', sessions: [session.id] }))
    const host = createTestHost()
    const kept = { ...session, id: 'kept' }
    await record(host.store, sampleEntries(40), { of: kept })
    const before = JSON.stringify([await host.store.listSessions(), await entriesIn(host.store, 'kept')])
    const plain = gunzipSync(file)
    let failed = 0
    for (const [mutation, mutate] of Object.entries(mutations)) {
      for (const [seed, bytes] of [file, plain, file, plain, file, plain].entries()) {
        await host.stage('import-1', mutate(bytes, seeded(seed * 31 + mutation.length)))
        const job = await host.run({ kind: 'import', file: 'import-1', name: 'x' })
        if (job.phase === 'failed') failed++
        else await host.store.deleteSession(job.result?.session ?? '', 0)
        await host.store.purgeDeleted(1)
        expect(job.error?.code ?? 'archive/', `${mutation} ${seed}`).toMatch(/^archive\//)
        expect(JSON.stringify([await host.store.listSessions(), await entriesIn(host.store, 'kept')]), `${mutation} ${seed}`).toBe(before)
        expect(await host.staging.list()).toEqual([])
      }
    }
    expect(await host.store.sweepStages(Number.MAX_SAFE_INTEGER)).toBe(0)
    expect(failed).toBeGreaterThan(40)
  })
})
