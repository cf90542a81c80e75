import { describe, expect, it } from 'vitest'
import { createSessionSanitizer } from '../../../src/core/sanitize'
import { partsOf } from '../archive/support'
import { createTestHost, record, sampleEntries, session, type TestHost } from './support'

const exportIt = { kind: 'export', sessions: [session.id], compression: 'none' } as const

async function hostWith(entries: number, overrides: Parameters<typeof createTestHost>[0] = {}) {
  const host = createTestHost({ sanitizer: createSessionSanitizer(), ...overrides })
  await record(host.store, sampleEntries(entries))
  return host
}

/** Appends what a longer recording would hold. */
async function grow(host: TestHost, from: number, to: number): Promise<void> {
  const [first] = sampleEntries(to).slice(from)
  if (first !== undefined) await host.store.append(session.id, first.document, first.n, sampleEntries(to).slice(from))
}

describe('an export of what came after another one', () => {
  it('holds that alone, in any format, and says where it belongs', async () => {
    const host = await hostWith(250)
    const full = await host.run(exportIt)
    expect(full.result?.name).toMatch(/^[^.]*\.session\.json$/)
    await grow(host, 250, 300)
    for (const format of ['json', 'yaml', 'msgpack'] as const) {
      const delta = await host.run({ ...exportIt, format, since: full.id })
      expect(delta).toMatchObject({
        phase: 'ready',
        result: { name: expect.stringMatching(new RegExp(`^Checkout-fails-.*\\.delta-1\\.session\\.${format}$`)) },
      })
      const parts = await partsOf(await host.staged(delta), { deltas: true })
      expect(parts[0]).toMatchObject({ header: { delta: { number: 1, removed: [] } } })
      expect(parts.flatMap((part) => (part.part === 'entries' ? part.entries.map(({ seq }) => seq) : []))).toEqual(
        Array.from({ length: 50 }, (_, at) => 251 + at),
      )
      expect((await host.files.get(delta.id))?.follows).toBe(full.id)
    }
  })

  it('makes no file where nothing came', async () => {
    const host = await hostWith(20)
    const full = await host.run(exportIt)
    const delta = await host.run({ ...exportIt, since: full.id })
    expect(delta).toMatchObject({ phase: 'done', result: { nothingNew: true } })
    expect(await host.files.list()).toMatchObject([{ id: full.id }])
    expect(await host.staging.list()).toEqual([full.result?.file])
  })

  it('has what goes in, and sanitizing, as the file before, whatever else is asked', async () => {
    const host = await hostWith(250)
    const full = await host.run({ ...exportIt, selection: { without: ['event', 'view'] }, sanitize: false })
    await grow(host, 250, 300)
    const delta = await host.run({ ...exportIt, since: full.id, sanitize: true, selection: {} })
    const parts = await partsOf(await host.staged(delta), { deltas: true })
    expect(parts.flatMap((part) => (part.part === 'entries' ? part.entries.map(({ kind }) => kind) : []))).not.toContain('event')
    expect(parts.at(-1)).toMatchObject({ summary: { redaction: { engine: 0 } } })
  })

  it('is refused where nothing is known of the file, or it was never handed over', async () => {
    const host = await hostWith(20)
    expect(await host.run({ ...exportIt, since: 'nobody' })).toMatchObject({ phase: 'failed', error: { code: 'delta/no-base' } })
    const dismissed = await host.run(exportIt)
    await host.runner.dismiss(dismissed.id)
    expect(await host.run({ ...exportIt, since: dismissed.id })).toMatchObject({ error: { code: 'delta/no-base' } })
    const saved = await host.run(exportIt)
    await host.table.put({ ...saved, savedAt: 1 })
    await host.runner.dismiss(saved.id)
    expect(await host.run({ ...exportIt, since: saved.id })).toMatchObject({ result: { nothingNew: true } })
  })

  it('is refused where an earlier file shows what is removed from the store now, by its name', async () => {
    const host = await hostWith(250)
    const full = await host.run(exportIt)
    await grow(host, 250, 260)
    const second = await host.run({ ...exportIt, since: full.id })
    const stage = await host.store.stageImport(
      await host.store.getSession(session.id),
      [(await host.store.listDocuments(session.id))[0] as never],
      undefined,
      { replace: true },
    )
    const entries = sampleEntries(270).map((entry) =>
      entry.seq !== 255
        ? entry
        : ({ ...entry, kind: 'event', type: 'console', source: undefined, data: { method: 'log', args: ['[redacted:jwt]'] } } as never),
    )
    await stage.add(entries.map(({ source, ...rest }) => (source === undefined ? rest : { source, ...rest }) as never))
    await stage.commit()
    expect(await host.run({ ...exportIt, since: second.id })).toMatchObject({
      phase: 'failed',
      error: { code: 'delta/shows-secret', detail: { file: second.result?.name, session: session.id } },
    })
    expect(await host.run(exportIt)).toMatchObject({ phase: 'ready' })
  })

  it('gives the same tokens when it starts over', async () => {
    const host = await hostWith(20)
    const key = 'f'.repeat(64)
    const job = await host.run(exportIt)
    expect((await host.files.get(job.id))?.tokenKey).toMatch(/^[\da-f]{64}$/)
    await host.table.put({ ...job, phase: 'write', tokenKey: key })
    await host.runner.wake()
    expect((await host.files.get(job.id))?.tokenKey).toBe(key)
  })
})
