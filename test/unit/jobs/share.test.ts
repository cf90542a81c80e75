import { describe, expect, it } from 'vitest'
import { createMemoryStaging, type SessionSanitizer, type Staging } from '../../../src/core/jobs'
import { sanitizeFrame } from '../../../src/core/sanitize/frame'
import { createTestHost, documentOf, entriesIn, page, record, sampleEntries, session } from './support'

const exportIt = { kind: 'export', sessions: [session.id] } as const

describe('an export', () => {
  it('stages a file that holds the whole session', async () => {
    const host = createTestHost()
    await record(host.store)
    const job = await host.run(exportIt)
    expect(job).toMatchObject({ phase: 'ready', attempts: 1, entries: { done: 250, total: 250 } })
    const file = await host.staged(job)
    expect(job.result).toMatchObject({ bytes: file.length, name: 'Checkout-fails-20261121-154500.session.json.gz' })
    const document = JSON.parse(documentOf(file))
    expect(document.sessions[0].entries).toEqual(sampleEntries(250))
    expect(document.sessions[0].documents).toEqual([page])
    expect(document.sessions[0].meta).toMatchObject({ id: session.id, name: session.name, status: 'ended' })
  })

  it('goes through plan, write and check, telling how far it is', async () => {
    const host = createTestHost()
    await record(host.store)
    await host.run(exportIt)
    expect([...new Set(host.told.map((job) => job.phase))]).toEqual(['waiting', 'plan', 'write', 'check', 'ready'])
    for (const { progress, entries } of host.told) {
      expect(progress.done).toBeLessThanOrEqual(progress.total)
      expect(entries.done).toBeLessThanOrEqual(entries.total)
    }
  })

  it('tells what it redacts, and writes that report', async () => {
    const host = createTestHost({ sanitizer: upperCase() })
    await record(host.store)
    const job = await host.run(exportIt)
    const checked = host.told.find(({ phase }) => phase === 'check')
    expect(checked?.findings).toEqual({ total: 257, rules: [{ rule: 'upper-case', count: 257 }] })
    expect(job.findings).toEqual(checked?.findings)
    const document = JSON.parse(documentOf(await host.staged(job)))
    expect(document.summary.redaction).toEqual({
      engine: 7,
      rules: [{ rule: 'upper-case', count: 257 }],
      templates: ['secrets', 'pii', 'pci'],
      residual: 0,
    })
    expect(document.sessions[0].meta.name).toBe('CHECKOUT FAILS')
    expect(document.sessions[0].documents[0].title).toBe('SHOP')
    expect(job.result?.name).toMatch(/^CHECKOUT-FAILS-/)
  })

  it('looks for what it is asked to, and for the same in all that goes on from it', async () => {
    const asked: unknown[] = []
    const sanitizer = (templates: unknown) => {
      asked.push(templates)
      return upperCase()
    }
    const host = createTestHost({ sanitizer })
    await record(host.store)
    const full = await host.run({ ...exportIt, templates: ['secrets'] })
    await host.run({ ...exportIt, templates: ['pci'], since: full.id })
    await host.run(exportIt)
    expect(asked).toEqual([['secrets'], ['secrets'], undefined])
  })

  it('sanitizes a file name that was given, too', async () => {
    const host = createTestHost({ sanitizer: upperCase() })
    await record(host.store)
    const job = await host.run({ ...exportIt, name: 'for ann' })
    expect(job.result?.name).toMatch(/^FOR-ANN-/)
  })

  it.each(['json', 'yaml', 'msgpack'] as const)('as %s stops when the written file still holds what it should not', async (format) => {
    const found = format === 'json' ? 'line 209' : 'entry 200'
    const scan = failOn(found)
    const host = createTestHost({ sanitizer: { ...upperCase(), scan, scanLine: (number) => scan(`line ${number}`, undefined) } })
    await record(host.store)
    const job = await host.run({ ...exportIt, format })
    expect(job).toMatchObject({ phase: 'failed', error: { code: 'internal', detail: { why: `found in ${found}` } } })
    expect(await host.staging.list()).toEqual([])
  })

  it.each(['json', 'yaml', 'msgpack'] as const)('as %s stops when what is staged is not what was written', async (format) => {
    const staging = createMemoryStaging()
    let damaged = false
    const careless: Staging = {
      ...staging,
      async create(name) {
        const sink = await staging.create(name)
        return {
          ...sink,
          write(bytes) {
            const at = bytes.indexOf('c'.charCodeAt(0), 600)
            if (damaged || at < 0) return sink.write(bytes)
            damaged = true
            return sink.write(bytes.with(at, 'd'.charCodeAt(0)))
          },
        }
      },
    }
    const host = createTestHost({ staging: careless })
    await record(host.store)
    const job = await host.run({ ...exportIt, format, compression: 'none' })
    expect([damaged, job.phase]).toEqual([true, 'failed'])
    expect(await staging.list()).toEqual([])
  })

  it('of a session that is still recorded ends with the entries it had', async () => {
    const host = createTestHost({ sanitizer: { ...upperCase(), pass: () => ({ ...upperCase().pass(), entries: appendWhileReading }) } })
    const entries = sampleEntries(100)
    async function appended() {
      await host.store.append(session.id, page.id, 101, sampleEntries(5))
    }
    let growing = Promise.resolve()
    function appendWhileReading<T>(batch: T): T {
      growing = growing.then(appended, appended)
      return batch
    }
    await host.store.createSession(session)
    await host.store.putDocument(session.id, page)
    await host.store.append(session.id, page.id, 1, entries)
    const job = await host.run(exportIt)
    await growing.catch(() => expect.fail('appending failed'))
    const document = JSON.parse(documentOf(await host.staged(job)))
    expect(document.sessions[0].entries).toEqual(entries)
    expect(document.sessions[0].meta.status).toBe('recording')
  })

  it('of a session that is not there says so', async () => {
    const host = createTestHost()
    expect(await host.run(exportIt)).toMatchObject({ phase: 'failed', error: { code: 'store/unknown-session' } })
  })
})

describe('an import', () => {
  async function exported(): Promise<Buffer> {
    const host = createTestHost()
    await record(host.store)
    return host.staged(await host.run(exportIt))
  }

  it('[T3] brings back the same entries, under the same numbers, and counts them anew', async () => {
    const host = createTestHost()
    await host.stage('import-1', await exported())
    const job = await host.run({ kind: 'import', files: [{ file: 'import-1', name: 'x.json.gz' }] })
    expect(job).toMatchObject({ phase: 'done', result: { session: session.id, sessions: [session.id] } })
    expect(await entriesIn(host.store, session.id)).toEqual(sampleEntries(250))
    expect(await host.store.getSession(session.id)).toMatchObject({
      name: session.name,
      from: 'imported',
      status: 'ended',
      counts: { entries: 250 },
    })
    expect(await host.staging.list()).toEqual([])
  })

  it('describes the file once it is validated, before anything is stored', async () => {
    const host = createTestHost()
    await host.stage('import-1', await exported())
    await host.run({ kind: 'import', files: [{ file: 'import-1', name: 'x' }] })
    const described = host.told.find(({ description }) => description !== undefined)
    const entries = sampleEntries(250)
    expect(described?.phase).toBe('validate')
    expect(described?.description).toMatchObject({
      version: 1,
      writer: 'Playhead 0.1.0',
      verified: true,
      redaction: { engine: 0, rules: [] },
      sessions: [{ id: session.id, name: session.name, entries: 250, from: entries[0]?.t, until: entries[249]?.t }],
    })
  })

  it('[T1] of a session that is already there comes in as a copy where that is asked for, again and again', async () => {
    const host = createTestHost()
    await record(host.store)
    const file = await exported()
    for (const name of ['Checkout fails (copy)', 'Checkout fails (copy 2)']) {
      await host.stage('import-1', file)
      const job = await host.run({ kind: 'import', files: [{ file: 'import-1', name: 'x' }], known: 'copy' })
      const id = job.result?.session ?? ''
      expect(id).not.toBe(session.id)
      expect((await host.store.getSession(id)).name).toBe(name)
      expect(await entriesIn(host.store, id)).toEqual(sampleEntries(250))
      expect((await host.store.listDocuments(id)).map((document) => document.id)).toEqual([page.id])
    }
  })

  it('[T2] of a session that was being recorded has ended, when its last entry was made', async () => {
    const host = createTestHost()
    await host.store.createSession(session)
    await host.store.putDocument(session.id, page)
    await host.store.append(session.id, page.id, 1, sampleEntries(3))
    const file = await host.staged(await host.run(exportIt))
    const other = createTestHost()
    await other.stage('import-1', file)
    await other.run({ kind: 'import', files: [{ file: 'import-1', name: 'x' }] })
    expect(await other.store.getSession(session.id)).toMatchObject({ status: 'ended', endedAt: sampleEntries(3)[2]?.t })
  })

  it('[R4] of a bad file changes nothing and removes what was staged', async () => {
    const host = createTestHost()
    const file = await exported()
    for (const bytes of [file.subarray(0, -20), Buffer.from('{"log":{}}'), Buffer.alloc(0)]) {
      await host.stage('import-1', bytes)
      const job = await host.run({ kind: 'import', files: [{ file: 'import-1', name: 'x' }] })
      expect(job.phase).toBe('failed')
      expect(job.error?.code).toMatch(/^archive\//)
      expect(await host.store.listSessions()).toEqual([])
      expect(await host.staging.list()).toEqual([])
    }
  })
})

/** Finds one thing in every text and every entry. */
function upperCase(): SessionSanitizer {
  return {
    engine: 7,
    pass() {
      let count = 0
      function text(_: unknown, found: string): string {
        if (found !== '') count++
        return found.toUpperCase()
      }
      return {
        begin: () => undefined,
        text,
        frame: (frame) => sanitizeFrame({ text, value: (value) => value }, frame),
        entries(entries) {
          count += entries.length
          return entries
        },
        findings: () => ({ total: count, rules: [{ rule: 'upper-case', count }] }),
        known: () => [],
        report: () => ({ total: count, rules: [], encodings: [], samples: [], fields: [] }),
      }
    },
    scan: () => undefined,
    scanLine: () => undefined,
    knowing: () => upperCase(),
  }
}

function failOn(place: string): SessionSanitizer['scan'] {
  return (what) => {
    if (what === place) throw new Error(`found in ${place}`)
  }
}
