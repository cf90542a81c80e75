import { describe, expect, it } from 'vitest'
import { verifyIntegrity } from '../../../src/core/integrity'
import type { RulePack } from '../../../src/core/model'
import { rulesWith } from '../../../src/core/rule-packs'
import { createSessionSanitizer } from '../../../src/core/sanitize'
import { createTestHost, entriesIn, page, record, sampleEntries, session, type TestHost } from './support'

const secret = 'Projekt Aurora'
const pack: RulePack = {
  schema: 'playhead-rules',
  schemaVersion: 1,
  name: 'Mine',
  rules: [{ id: 'aurora', find: { value: secret } }],
}
const request = { kind: 'redact', sessions: [session.id], packs: [pack] } as const

const named = { ...session, name: `The ${secret}`, description: `about ${secret}`, tags: [secret, 'cart'] }

async function hostWith(): Promise<TestHost> {
  const host = createTestHost({
    sanitizer: (templates, packs) => createSessionSanitizer(rulesWith(templates, packs, { now: () => 0 })),
  })
  const entries = sampleEntries(250).map((entry, at) =>
    at % 50 === 7 && entry.kind === 'event' && entry.type === 'console'
      ? { ...entry, data: { ...entry.data, args: [`of ${secret}`, { [secret]: 1 }] } }
      : entry,
  )
  await record(host.store, entries, { of: named, documents: [{ ...page, title: secret }] })
  await host.store.putNote(session.id, {
    id: 'note',
    anchor: { document: page.id, n: 3 },
    text: `see ${secret}`,
    tags: [secret],
    pinned: false,
    createdAt: 1,
    editedAt: 1,
  })
  await host.store.putView(session.id, { filter: secret })
  return host
}

/** All that a store tells of a session. */
async function everything({ store }: TestHost): Promise<string> {
  const segments = await store.listSegments(session.id)
  return JSON.stringify([
    await store.getSession(session.id),
    await store.listDocuments(session.id),
    await store.listNotes(session.id),
    await store.getView(session.id),
    segments,
    await entriesIn(store, session.id),
  ])
}

describe('redacting what is stored', () => {
  it('leaves nothing of it in entries, names, notes and views, and keeps all else', async () => {
    const host = await hostWith()
    const before = await host.store.getSession(session.id)
    expect(await everything(host)).toContain(secret)
    const job = await host.run(request)
    expect(job.error).toBeUndefined()
    expect(job.result?.report?.rules).toEqual([expect.objectContaining({ rule: 'aurora' })])
    expect(await everything(host)).not.toContain(secret)
    const after = await host.store.getSession(session.id)
    expect(after).toMatchObject({ id: before.id, createdAt: before.createdAt, status: before.status, revision: before.revision + 1 })
    expect(after.counts.entries).toBe(before.counts.entries)
    expect((await entriesIn(host.store, session.id)).map(({ seq, n, t, type }) => ({ seq, n, t, type }))).toEqual(
      sampleEntries(250).map(({ seq, n, t, type }) => ({ seq, n, t, type })),
    )
    expect((await verifyIntegrity(host.store)).findings).toEqual([])
  })

  it('keeps nothing of it with the job, nor files that show it', async () => {
    const host = await hostWith()
    const exported = await host.run({ kind: 'export', sessions: [session.id] })
    expect(await host.files.list()).toHaveLength(1)
    const job = await host.run(request)
    expect(JSON.stringify(job)).not.toContain(secret)
    expect(await host.files.list()).toEqual([])
    const next = await host.run({ kind: 'export', sessions: [session.id], since: exported.id })
    expect(next.error?.code).toBe('delta/no-base')
  })

  it('changes nothing when a rule cannot be used, when it is cancelled, and while the session is being recorded', async () => {
    const host = await hostWith()
    const before = await everything(host)
    const broken: RulePack = { ...pack, rules: [{ id: 'a', find: { pattern: '(' } }] }
    expect((await host.run({ ...request, packs: [broken] })).error?.code).toBe('rules/bad-pattern')
    expect(await everything(host)).toBe(before)
    host.stop.abort(new Error('the end'))
    await expect(host.run(request)).rejects.toThrow('the end')
    expect(await everything(host)).toBe(before)

    const other = createTestHost()
    await other.store.createSession(session)
    expect((await other.run(request)).error?.code).toBe('store/recording')
  })
})
