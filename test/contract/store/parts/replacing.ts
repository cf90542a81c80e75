import { describe, expect, it } from 'vitest'
import type { ImportStage } from '../../../../src/core/store'
import { entries, newDocument, newSession, record, session } from '../../../harness/notation'
import type { Subject } from '../store-contract'
import { entriesOf, expectConsistent, failureOf, range } from './support'

const note = (id: string, text = id) =>
  ({ id, anchor: { document: 'page', n: 1 }, text, tags: [], pinned: false, createdAt: 5, editedAt: 5 }) as const

export function replacing(subject: Subject): void {
  const old = session`state cart.total=1 | @frame throw boom | state cart.total=2`
  const told = session`state cart.total=7 | click #pay | click #pay`
  const next = newSession('session', { name: 'Rewritten', status: 'ended' })

  async function recorded(): Promise<void> {
    const { store } = subject()
    await record(store, old)
    await store.endSession('session', 'ended')
  }

  describe('an import that replaces', () => {
    async function staged(): Promise<ImportStage> {
      const stage = await subject().store.stageImport(next, told.documents, undefined, { replace: true })
      await stage.add(told.entries)
      return stage
    }

    it('leaves the session as it is until it is committed, and then takes its place', async () => {
      const { store, rows } = subject()
      await recorded()
      await store.compact('session', true)
      const before = await store.getSession('session')
      const stage = await staged()
      expect(await store.getSession('session')).toEqual(before)
      expect(await entriesOf(store, 'session')).toEqual(old.entries)
      await stage.commit()
      expect(await store.getSession('session')).toMatchObject({ name: 'Rewritten', revision: before.revision + 1, counts: { entries: 3 } })
      expect(await entriesOf(store, 'session')).toEqual(told.entries)
      await expectConsistent(store, 'session')
      // A session, its document, and one segment: nothing of the old one is left.
      expect(await rows()).toBe(4)
    })

    it('keeps the notes as they are when it is committed, unless it brings others, and how it was looked at', async () => {
      const { store } = subject()
      await recorded()
      await store.putNote('session', note('one'))
      await store.putView('session', { tab: 'state' })
      const stage = await staged()
      await store.putNote('session', note('two'))
      await stage.commit()
      expect((await store.listNotes('session')).map(({ id }) => id)).toEqual(['one', 'two'])
      expect(await store.getView('session')).toEqual({ tab: 'state' })
      const other = await store.stageImport(next, told.documents, [note('three')], { replace: true })
      await other.commit()
      expect((await store.listNotes('session')).map(({ id }) => id)).toEqual(['three'])
    })

    it('leaves the session as it was when it is abandoned', async () => {
      const { store, rows } = subject()
      await recorded()
      const [before, count] = [await store.getSession('session'), await rows()]
      const stage = await staged()
      await stage.abandon()
      expect(await failureOf(stage.commit())).toMatchObject({ code: 'store/unknown-session' })
      expect(await store.getSession('session')).toEqual(before)
      expect(await entriesOf(store, 'session')).toEqual(old.entries)
      expect(await rows()).toBe(count)
    })

    it('refuses a session that is being recorded, and one that is not there', async () => {
      const { store } = subject()
      expect(await failureOf(staged())).toEqual({ code: 'store/unknown-session', detail: { session: 'session' } })
      await record(store, old)
      expect(await failureOf(staged())).toEqual({ code: 'store/recording', detail: { session: 'session' } })
      expect(await entriesOf(store, 'session')).toEqual(old.entries)
    })

    it('does not take the place of what was changed meanwhile', async () => {
      const { store } = subject()
      await recorded()
      const changes: readonly (() => Promise<unknown>)[] = [
        () => store.append('session', 'frame', 2, entries`click #late`),
        () => store.editSession('session', { name: 'Mine' }),
        () => store.putDocument('session', newDocument('popup')),
      ]
      for (const change of changes) {
        const stage = await staged()
        await change()
        const [info, kept] = [await store.getSession('session'), await entriesOf(store, 'session')]
        expect(await failureOf(stage.commit())).toEqual({ code: 'store/changed', detail: { session: 'session' } })
        await stage.abandon()
        expect([await store.getSession('session'), await entriesOf(store, 'session')]).toEqual([info, kept])
      }
      const [one, two] = [await staged(), await staged()]
      await one.commit()
      expect(await failureOf(two.commit())).toMatchObject({ code: 'store/changed' })
    })

    it('does not give a number of a document out again', async () => {
      const { store } = subject()
      await recorded()
      const stage = await store.stageImport(next, old.documents, undefined, { replace: true })
      await stage.add(old.entries.slice(0, 1))
      await stage.commit()
      expect((await store.listDocuments('session')).map(({ id, lastN }) => [id, lastN])).toEqual([
        ['frame', 1],
        ['page', 2],
      ])
    })

    it('is committed together with others, or none of them is', async () => {
      const { store } = subject()
      await recorded()
      const fresh = await store.stageImport(newSession('other', { status: 'ended' }), told.documents)
      await fresh.add(told.entries)
      const stage = await staged()
      await store.editSession('session', { name: 'Mine' })
      expect(await failureOf(store.commitImports([fresh, stage]))).toMatchObject({ code: 'store/changed' })
      expect((await store.listSessions()).map(({ id, name }) => [id, name])).toEqual([['session', 'Mine']])
      await stage.abandon()
      await store.commitImports([fresh, await staged()])
      expect((await store.listSessions()).map(({ id }) => id).sort()).toEqual(['other', 'session'])
      expect((await entriesOf(store, 'other')).map(({ seq }) => seq)).toEqual(range(1, 3))
      await expectConsistent(store, 'session')
    })

    it('fails on a full disk with the session as it was', async () => {
      const { store, fillDisk } = subject()
      await recorded()
      const stage = await staged()
      fillDisk(true)
      expect(await failureOf(stage.commit())).toMatchObject({ code: 'store/quota' })
      fillDisk(false)
      expect(await entriesOf(store, 'session')).toEqual(old.entries)
      await expectConsistent(store, 'session')
    })
  })

  describe('what changes with an import', () => {
    const imported = { job: 'job', file: undefined }

    it('happens in its transaction: sessions are hidden, get notes that they lack, and are told how they came in', async () => {
      const { store } = subject()
      await recorded()
      await record(store, { ...old, session: newSession('other', { status: 'ended' }) })
      await store.putNote('session', note('one'))
      const changes = [
        { session: 'other', deletedAt: 7 },
        { session: 'session', notes: [note('one', 'not this'), note('two')], imported },
      ]
      const stage = await store.stageImport(newSession('new', { status: 'ended' }), told.documents, [], { view: { at: 1 } })
      await stage.add(told.entries)
      await store.commitImports([stage], changes)
      expect((await store.listSessions()).map(({ id }) => id).sort()).toEqual(['new', 'session'])
      expect((await store.getSession('session')).imported).toEqual(imported)
      expect((await store.listNotes('session')).map(({ id, text }) => [id, text])).toEqual([
        ['one', 'one'],
        ['two', 'two'],
      ])
      expect(await store.getView('new')).toEqual({ at: 1 })
      await store.restoreSession('other')
      expect((await store.getSession('other')).deletedAt).toBeUndefined()
    })

    it('leaves all as it was where one of them cannot be changed', async () => {
      const { store } = subject()
      await recorded()
      await store.createSession(newSession('live'))
      const stage = await store.stageImport(newSession('new', { status: 'ended' }), told.documents)
      for (const [session, code] of [
        ['live', 'store/recording'],
        ['gone', 'store/unknown-session'],
      ] as const) {
        const changes = [
          { session: 'session', deletedAt: 7 },
          { session, deletedAt: 7 },
        ]
        expect(await failureOf(store.commitImports([stage], changes))).toMatchObject({ code })
      }
      await stage.abandon()
      expect((await store.listSessions()).map(({ id }) => id).sort()).toEqual(['live', 'session'])
    })
  })

  describe('many notes', () => {
    it('are put together, into several sessions, or none is', async () => {
      const { store } = subject()
      await record(store, session`click #a`)
      await store.createSession(newSession('other'))
      await store.putNotes([
        { ...note('one'), session: 'session' },
        { ...note('one', 'x'.repeat(5000)), session: 'other' },
      ])
      expect(await store.listNotes('other')).toEqual([{ ...note('one', 'x'.repeat(5000)), session: 'other' }])
      const bad = store.putNotes([
        { ...note('two'), session: 'session' },
        { ...note('two'), session: 'gone' },
      ])
      expect(await failureOf(bad)).toMatchObject({ code: 'store/unknown-session' })
      expect((await store.listNotes('session')).map(({ id }) => id)).toEqual(['one'])
    })
  })
}
