import { describe, expect, it } from 'vitest'
import type { JobRequest, KnownPolicy } from '../../../src/core/jobs'
import { answered } from '../../../src/core/jobs'
import type { Entry, Note } from '../../../src/core/model'
import { meta, type WholeSession, writtenAs } from '../archive/support'
import { createTestHost, entriesIn, page, record, sampleEntries, session, type TestHost } from './support'

const note = (id: string, text = id): Note => ({
  ...{ id, anchor: { document: page.id, n: 1 }, text, tags: [], pinned: false, createdAt: 5, editedAt: 5 },
})
const whole = (id: string, entries: readonly Entry[], change: Partial<WholeSession> = {}): WholeSession => ({
  ...{ meta: { ...meta, id, name: `File of ${id}` }, documents: [page], entries, ...change },
})
const importIt = (options: object = {}): JobRequest => ({ kind: 'import', files: [{ file: 'import-1', name: 'x' }], ...options })

/** A host with 20 entries of a session and one note; its file has 30 of them, another note, and a session that is not there. */
async function prepared(): Promise<TestHost> {
  const host = createTestHost()
  await record(host.store, sampleEntries(20))
  await host.store.putNote(session.id, note('here'))
  const sessions = [whole(session.id, sampleEntries(30), { notes: [note('here', 'other'), note('file')] }), whole('new', sampleEntries(3))]
  await host.stage('import-1', await writtenAs('json', sessions))
  return host
}

async function answer(host: TestHost, policy: KnownPolicy) {
  const [job] = await host.table.list()
  if (job === undefined) throw new Error('there is no job')
  await host.table.put(answered(job, policy, host.env.now()))
  await host.runner.wake()
  return host.table.get(job.id)
}

const names = async (host: TestHost): Promise<readonly string[]> => (await host.store.listSessions()).map(({ name }) => name).sort()
const notesOf = async (host: TestHost, id = session.id) =>
  (await host.store.listNotes(id)).map(({ id: noteId, text }) => `${noteId}=${text}`).sort()

describe('an import of a session that is here already', () => {
  it('stops and asks, telling what is here of it; the question survives its host', async () => {
    const host = await prepared()
    const job = await host.run(importIt())
    expect(job).toMatchObject({
      phase: 'asking',
      description: {
        sessions: [
          { entries: 30, notes: 2, here: { entries: 20, notes: 1, recording: false } },
          { id: 'new', entries: 3 },
        ],
      },
    })
    expect(job.description?.sessions[1]?.here).toBeUndefined()
    expect(await names(host)).toEqual([session.name])
    expect(await host.staging.list()).toEqual(['import-1'])
    const next = createTestHost(host)
    await next.runner.wake()
    expect((await next.table.get(job.id))?.phase).toBe('asking')
    expect(await answer(next, 'skip')).toMatchObject({ phase: 'done', attempts: 1 })
    expect(await next.staging.list()).toEqual([])
  })

  it('is cancelled, which leaves nothing', async () => {
    const host = await prepared()
    const { id } = await host.run(importIt())
    await host.runner.cancel(id)
    expect(await host.table.get(id)).toMatchObject({ phase: 'cancelled', error: { code: 'job/cancelled' } })
    expect(await host.staging.list()).toEqual([])
    expect(await names(host)).toEqual([session.name])
  })

  it('adds what is missing: what is there stays as it is', async () => {
    const host = await prepared()
    await host.run(importIt())
    expect(await answer(host, 'merge')).toMatchObject({ phase: 'done', targets: [{ how: 'merge' }, { how: 'new' }] })
    expect(await names(host)).toEqual([session.name, 'File of new'])
    expect(await entriesIn(host.store, session.id)).toEqual(sampleEntries(30))
    expect(await notesOf(host)).toEqual(['file=file', 'here=here'])
  })

  it('keeps both', async () => {
    const host = await prepared()
    const job = await host.run(importIt({ known: 'copy' }))
    expect(job.phase).toBe('done')
    expect(await names(host)).toEqual([session.name, 'File of new', `File of ${session.id} (copy)`].sort())
    expect(await entriesIn(host.store, session.id)).toEqual(sampleEntries(20))
    expect(await notesOf(host, job.result?.session)).toEqual(['file=file', 'here=other'])
  })

  it('takes the place of what is there', async () => {
    const host = await prepared()
    await host.run(importIt({ known: 'overwrite' }))
    expect(await names(host)).toEqual(['File of new', `File of ${session.id}`])
    expect(await entriesIn(host.store, session.id)).toEqual(sampleEntries(30))
    expect(await notesOf(host)).toEqual(['file=file', 'here=other'])
  })

  it('leaves it out, or fails, where that is asked for', async () => {
    const host = await prepared()
    const failed = await host.run(importIt({ known: 'error' }))
    expect(failed.error).toEqual({ code: 'import/conflict', detail: { what: 'session', id: session.id } })
    expect(await names(host)).toEqual([session.name])
    const other = await prepared()
    await other.run(importIt({ known: 'skip' }))
    expect(await names(other)).toEqual([session.name, 'File of new'])
    expect(await entriesIn(other.store, session.id)).toEqual(sampleEntries(20))
  })

  it('brings no entry where all are there, and then writes nothing anew', async () => {
    const host = createTestHost()
    await record(host.store, sampleEntries(30))
    await host.stage('import-1', await writtenAs('json', [whole(session.id, sampleEntries(20), { notes: [note('file')] })]))
    await host.run(importIt({ known: 'merge' }))
    expect(await host.store.getSession(session.id)).toMatchObject({ revision: 0, counts: { entries: 30 } })
    expect(await notesOf(host)).toEqual(['file=file'])
  })

  it('takes the place of one that was deleted, without asking', async () => {
    const host = await prepared()
    await host.store.deleteSession(session.id, 5)
    expect((await host.run(importIt())).phase).toBe('done')
    expect(await names(host)).toEqual(['File of new', `File of ${session.id}`])
  })

  it('never touches one that is being recorded', async () => {
    for (const known of ['merge', 'overwrite'] as const) {
      const host = createTestHost()
      await host.store.createSession(session)
      await host.stage('import-1', await writtenAs('json', [whole(session.id, sampleEntries(5)), whole('new', sampleEntries(3))]))
      const job = await host.run(importIt({ known }))
      expect(job.error).toEqual({ code: 'store/recording', detail: { session: session.id } })
      expect(await host.store.getSession(session.id)).toEqual(session)
      expect(await names(host)).toEqual([session.name])
    }
  })
})

describe('an import that only checks', () => {
  it('tells what the file would bring, and stores nothing', async () => {
    const host = await prepared()
    const job = await host.run(importIt({ check: true }))
    expect(job).toMatchObject({ phase: 'done', description: { sessions: [{ here: { entries: 20 } }, { entries: 3 }] } })
    expect(job.result).toEqual({})
    expect(await names(host)).toEqual([session.name])
    expect(await host.staging.list()).toEqual([])
    expect(await host.store.sweepStages(Number.MAX_SAFE_INTEGER)).toBe(0)
  })

  it('says what is wrong with one', async () => {
    const host = createTestHost()
    await host.stage('import-1', '{"schema":"playhead/archive"')
    expect((await host.run(importIt({ check: true }))).error?.code).toBe('archive/truncated')
  })
})

describe('an import that replaces everything', () => {
  it('asks first, always, and then deletes all others, to be brought back; a recording stays', async () => {
    const host = await prepared()
    await host.store.createSession({ ...session, id: 'other', status: 'ended', name: 'Other' })
    await host.store.createSession({ ...session, id: 'live', name: 'Live' })
    const job = await host.run(importIt({ clear: true, known: 'merge' }))
    expect(job).toMatchObject({ phase: 'asking', others: 1 })
    expect(await answer(host, 'overwrite')).toMatchObject({ phase: 'done', result: { removed: ['other'] } })
    expect(await names(host)).toEqual(['File of new', `File of ${session.id}`, 'Live'])
    await host.store.restoreSession('other')
    expect(await names(host)).toContain('Other')
  })

  it('takes one file and its deltas', async () => {
    const host = await prepared()
    await host.stage('import-2', await writtenAs('json', [whole('x', sampleEntries(2))]))
    const files = ['import-1', 'import-2'].map((file) => ({ file, name: file }))
    expect((await host.run({ kind: 'import', files, clear: true })).error?.code).toBe('import/several')
    expect(await host.staging.list()).toEqual([])
    expect(await names(host)).toEqual([session.name])
  })
})

describe('an import that is told how to read its file', () => {
  it('reads it so', async () => {
    const host = createTestHost()
    await host.stage('import-1', (await writtenAs('yaml', [whole('new', sampleEntries(3))])).toString())
    expect((await host.run(importIt({ format: 'json' }))).error?.code).toMatch(/^archive\//)
    await host.stage('import-1', await writtenAs('yaml', [whole('new', sampleEntries(3))]))
    expect((await host.run(importIt({ format: 'yaml' }))).phase).toBe('done')
  })
})
