import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import {
  type EntryRecord,
  exportEntries,
  exportNotes,
  exportPins,
  exportSessions,
  type ImportPolicy,
  importEntries,
  importNotes,
  importPins,
  importSessions,
} from '../../../src/core/transfer'
import { entriesOf, expectConsistent } from '../../contract/store/parts/support'
import { newDocument, newSession, record, session } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'

async function* each<T>(...items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield item
}

const told = session`open cart | state cart.total=1 | click #pay | @frame log hello | state cart.total=2`
const records = told.entries.map((entry): EntryRecord => ({ session: 'session', redacted: false, entry }))
const nothing = { imported: 0, skipped: 0, overwritten: 0 }
const note = (id: string, more: object = {}) => ({
  ...{ id, anchor: { document: 'page', n: 1 }, text: id, tags: [], pinned: false, createdAt: 5, editedAt: 5 },
  ...more,
})
const noted = (id: string, more: object = {}) => ({ session: 'session', redacted: false, note: note(id, more) })

async function stored(): Promise<SessionStore> {
  const store = createMemoryStore(createTestEnv())
  await record(store, told)
  await store.endSession('session', 'ended')
  return store
}

describe('what was exported record by record', () => {
  it('is imported so: a whole store comes back as it was', async () => {
    const from = await stored()
    await from.putNote('session', note('one'))
    await from.putNote('session', note('two', { pinned: true }))
    const to = createMemoryStore(createTestEnv())
    const policy = 'error'
    expect(await importSessions(to, exportSessions(from), { policy })).toEqual({ ...nothing, imported: 1 })
    expect(await importEntries(to, exportEntries(from), { policy })).toEqual({ ...nothing, imported: 5 })
    expect(await importNotes(to, exportNotes(from), { policy })).toEqual({ ...nothing, imported: 1 })
    expect(await importPins(to, exportPins(from), { policy })).toEqual({ ...nothing, imported: 1 })
    expect(await entriesOf(to, 'session')).toEqual(told.entries)
    expect(await to.listDocuments('session')).toEqual(await from.listDocuments('session'))
    expect(await to.listNotes('session')).toEqual(await from.listNotes('session'))
    expect(await to.getSession('session')).toMatchObject({ name: 'Session session', from: 'imported', status: 'ended' })
    await expectConsistent(to, 'session')
  })

  it('goes into many segments, without being held', async () => {
    const store = createMemoryStore(createTestEnv())
    const many = session`${Array.from({ length: 2500 }, (_, i) => `mark ${i}`).join(' | ')}`
    await importSessions(store, each({ session: many.session, documents: many.documents, redacted: false }), { policy: 'error' })
    const all = each(...many.entries.map((entry) => ({ session: 'session', redacted: false, entry })))
    expect(await importEntries(store, all, { policy: 'error' })).toEqual({ ...nothing, imported: 2500 })
    expect(await entriesOf(store, 'session')).toEqual(many.entries)
    expect(await store.listSegments('session')).toHaveLength(3)
  })
})

describe('entries that come to a session that has some', () => {
  it('take the place of those that are there, or come behind those of their document', async () => {
    const store = await stored()
    const changed = told.entries.map((entry) => ({ ...entry, t: entry.t + 0.5 }))
    const more = { ...told.entries[3], n: 2, seq: 4 } as EntryRecord['entry']
    const result = await importEntries(
      store,
      each(...[...changed.slice(1, 4), more].map((entry) => ({ session: 'session', redacted: false, entry }))),
      {
        policy: 'overwrite',
      },
    )
    expect(result).toEqual({ imported: 1, skipped: 0, overwritten: 3 })
    expect(await entriesOf(store, 'session')).toEqual([told.entries[0], ...changed.slice(1, 4), told.entries[4], { ...more, seq: 6 }])
    expect(await store.getSession('session')).toMatchObject({ revision: 1, name: 'Session session', counts: { entries: 6 } })
    await expectConsistent(store, 'session')
  })

  it('fill what is missing of their document, and number on what stands behind', async () => {
    const store = createMemoryStore(createTestEnv())
    await importSessions(store, each({ session: told.session, documents: told.documents, redacted: false }), { policy: 'error' })
    await importEntries(store, each(...records.filter((_, i) => i !== 1)), { policy: 'error' })
    expect(await importEntries(store, each(...records), { policy: 'skip' })).toEqual({ imported: 1, skipped: 4, overwritten: 0 })
    expect(await entriesOf(store, 'session')).toEqual(told.entries)
  })

  it('are told apart rightly while segments are merged', async () => {
    const store = createMemoryStore(createTestEnv())
    const many = session`${Array.from({ length: 40 }, (_, i) => `mark ${i}`).join(' | ')}`
    await record(store, many)
    await store.endSession('session', 'ended')
    const merging: SessionStore = {
      ...store,
      async listSegments(...args) {
        const segments = await store.listSegments(...args)
        await store.compact('session', true)
        return segments
      },
    }
    const again = each(...many.entries.map((entry) => ({ session: 'session', redacted: false, entry })))
    expect(await importEntries(merging, again, { policy: 'skip' })).toEqual({ ...nothing, skipped: 40 })
  })

  it('leave a session alone of which all is skipped', async () => {
    const store = await stored()
    const before = await store.getSession('session')
    expect(await importEntries(store, each(...records), { policy: 'skip' })).toEqual({ ...nothing, skipped: 5 })
    expect(await store.getSession('session')).toEqual(before)
  })
})

describe('an import of records that fails', () => {
  const failures: readonly [string, (store: SessionStore, policy: ImportPolicy) => Promise<object>, object][] = [
    [
      'for a conflict of sessions',
      (store) =>
        importSessions(
          store,
          each(
            { session: newSession('fresh'), documents: [], redacted: false },
            { session: newSession('session'), documents: [], redacted: false },
          ),
          { policy: 'error' },
        ),
      { code: 'import/conflict', detail: { what: 'session', id: 'session' } },
    ],
    [
      'for a conflict of entries',
      (store) =>
        importEntries(store, each({ ...records[4], entry: { ...records[4]?.entry, n: 9 } } as EntryRecord, records[3] as EntryRecord), {
          policy: 'error',
        }),
      { code: 'import/conflict', detail: { what: 'entry', id: '1 of document frame' } },
    ],
    [
      'for a conflict of notes',
      (store) => importNotes(store, each(noted('two'), noted('one')), { policy: 'error' }),
      { code: 'import/conflict', detail: { what: 'note', id: 'one' } },
    ],
    [
      'for entries of a session that is not there',
      (store, policy) =>
        importEntries(store, each(records[0] as EntryRecord, { ...records[0], session: 'gone' } as EntryRecord), { policy }),
      { code: 'import/unresolved', detail: { what: 'session', id: 'gone' } },
    ],
    [
      'for entries of a session that was deleted',
      async (store, policy) => {
        await store.createSession(newSession('deleted'))
        await store.deleteSession('deleted', 1)
        return importEntries(store, each({ ...records[0], session: 'deleted' } as EntryRecord), { policy })
      },
      { code: 'import/unresolved', detail: { what: 'session', id: 'deleted' } },
    ],
    [
      'for entries of a document that is not there',
      (store, policy) =>
        importEntries(
          store,
          each(...records, { session: 'session', redacted: false, entry: { ...told.entries[0], document: 'gone' } } as EntryRecord),
          { policy },
        ),
      { code: 'import/unresolved', detail: { what: 'document', id: 'gone' } },
    ],
    [
      'for notes about a document that is not there',
      (store, policy) => importNotes(store, each(noted('two'), noted('three', { anchor: { document: 'gone', n: 1 } })), { policy }),
      { code: 'import/unresolved', detail: { what: 'document', id: 'gone' } },
    ],
    [
      'for pins among notes',
      (store, policy) => importNotes(store, each(noted('two'), noted('three', { pinned: true })), { policy }),
      { code: 'internal', detail: { why: 'notes and pins are imported apart' } },
    ],
    [
      'for entries out of order',
      (store, policy) => importEntries(store, each(records[4] as EntryRecord, records[1] as EntryRecord), { policy }),
      { code: 'import/out-of-order', detail: { session: 'session', document: 'page', n: 2 } },
    ],
    [
      'for a session that is being recorded',
      async (store, policy) => {
        await record(store, { ...told, session: newSession('live') })
        return importEntries(store, each(records[0] as EntryRecord, { ...records[0], session: 'live' } as EntryRecord), { policy })
      },
      { code: 'store/recording', detail: { session: 'live' } },
    ],
    [
      'for where the records come from',
      (store, policy) =>
        importEntries(
          store,
          (async function* () {
            yield* records.map(({ entry, ...rest }) => ({ ...rest, entry: { ...entry, t: 1 } }))
            throw new AppError('archive/truncated', { at: 'line 7' })
          })(),
          { policy },
        ),
      { code: 'archive/truncated', detail: { at: 'line 7' } },
    ],
  ]

  it.each(failures)('%s says so and has done nothing', async (_, work, error) => {
    const store = await stored()
    await store.putNote('session', note('one'))
    for (const policy of ['overwrite', 'skip'] as const) {
      const result = await work(store, policy)
      expect(result).toEqual({ ...nothing, error })
      expect(await entriesOf(store, 'session')).toEqual(told.entries)
      expect(await store.getSession('session')).toMatchObject({ revision: 0 })
      expect((await store.listNotes('session')).map(({ id }) => id)).toEqual(['one'])
      expect(await store.sweepStages(Number.MAX_SAFE_INTEGER)).toBe(0)
      for (const { id } of await store.listSessions()) {
        if (id === 'session') continue
        await store.deleteSession(id, 1)
      }
      await store.purgeDeleted(2)
    }
  })

  it('because it was cancelled has done nothing', async () => {
    const store = await stored()
    const stop = new AbortController()
    async function* cancelling(): AsyncGenerator<EntryRecord> {
      yield* records.slice(0, 2)
      stop.abort(new AppError('job/cancelled'))
      yield* records.slice(2)
    }
    const result = await importEntries(store, cancelling(), { policy: 'overwrite', signal: stop.signal })
    expect(result).toEqual({ ...nothing, error: { code: 'job/cancelled', detail: {} } })
    expect(await store.getSession('session')).toMatchObject({ revision: 0 })
  })

  it('because the session was changed meanwhile has done nothing', async () => {
    const store = await stored()
    async function* changing(): AsyncGenerator<EntryRecord> {
      yield records[0] as EntryRecord
      await store.append('session', 'page', 5, [{ kind: 'event', type: 'mark', data: { name: 'late' }, t: 1 }])
    }
    const result = await importEntries(store, changing(), { policy: 'overwrite' })
    expect(result).toEqual({ ...nothing, error: { code: 'store/changed', detail: { session: 'session' } } })
    expect(await entriesOf(store, 'session')).toHaveLength(6)
  })
})

describe('sessions that are overwritten', () => {
  it('become what the record says, and keep their entries and notes', async () => {
    const store = await stored()
    await store.putNote('session', note('one'))
    const incoming = {
      session: newSession('session', { name: 'Other', status: 'recording', tags: ['x'] }),
      documents: [{ ...newDocument('frame'), title: 'Newer' }, newDocument('popup')],
      redacted: false,
    }
    expect(await importSessions(store, each(incoming), { policy: 'overwrite' })).toEqual({ ...nothing, overwritten: 1 })
    expect(await store.getSession('session')).toMatchObject({ name: 'Other', status: 'ended', tags: ['x'], revision: 1, from: 'imported' })
    expect(await entriesOf(store, 'session')).toEqual(told.entries)
    expect((await store.listDocuments('session')).map(({ id, title, lastN }) => [id, title, lastN])).toEqual([
      ['frame', 'Newer', 1],
      ['page', 'Document page', 4],
      ['popup', 'Document popup', 0],
    ])
    expect(await store.listNotes('session')).toHaveLength(1)
    await expectConsistent(store, 'session')
  })
})
