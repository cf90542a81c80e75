import { describe, expect, it } from 'vitest'
import { entries, newDocument, newSession, record, session } from '../../../harness/notation'
import type { Subject } from '../store-contract'
import { entriesOf, failureOf } from './support'

export function keepingSessions(subject: Subject): void {
  describe('sessions', () => {
    it('are listed newest first', async () => {
      const { store } = subject()
      for (const [id, createdAt] of [
        ['old', 1],
        ['new', 3],
        ['middle', 2],
      ] as const)
        await store.createSession(newSession(id, { createdAt }))
      expect((await store.listSessions()).map(({ id }) => id)).toEqual(['new', 'middle', 'old'])
    })

    it('come back as they were made, with nothing counted yet', async () => {
      const { store } = subject()
      const made = newSession('one', { tags: ['slow', 'ünïcode 🎬'], description: 'what\nhappened' })
      await store.createSession(made)
      expect(await store.getSession('one')).toEqual(made)
    })

    it('begin with nothing, whatever they say of themselves', async () => {
      const { store } = subject()
      const boastful = { entries: 7, bytes: 7, errors: 7, gaps: 7, kinds: { state: 7, component: 0, event: 0, performance: 0 } }
      await store.createSession(newSession('one', { counts: boastful }))
      expect(await store.getSession('one')).toEqual(newSession('one'))
    })

    it('have ids of their own', async () => {
      const { store } = subject()
      await store.createSession(newSession('one'))
      expect(await failureOf(store.createSession(newSession('one', { name: 'other' })))).toEqual({
        code: 'store/session-exists',
        detail: { session: 'one' },
      })
      expect((await store.getSession('one')).name).toBe('Session one')
    })

    it('are edited in what a person may change', async () => {
      const { store } = subject()
      await store.createSession(newSession('one', { tags: ['a'] }))
      const edited = await store.editSession('one', { name: 'Checkout fails' })
      expect(edited).toEqual(newSession('one', { name: 'Checkout fails', tags: ['a'] }))
      await store.editSession('one', { tags: [], description: '' })
      expect(await store.getSession('one')).toEqual(newSession('one', { name: 'Checkout fails' }))
    })

    it('end at the time of their last entry', async () => {
      const { store } = subject()
      const told = session`click #a | @frame click #b | wait -5000 | click #c`
      await record(store, told)
      const latest = Math.max(...told.entries.map(({ t }) => t))
      expect(await store.endSession('session', 'interrupted')).toMatchObject({ status: 'interrupted', endedAt: latest })
    })

    it('end when they began if nothing was recorded, or when one says', async () => {
      const { store } = subject()
      await store.createSession(newSession('empty', { createdAt: 5 }))
      expect(await store.endSession('empty', 'ended')).toMatchObject({ status: 'ended', endedAt: 5 })
      await store.createSession(newSession('told'))
      expect(await store.endSession('told', 'full', 77)).toMatchObject({ status: 'full', endedAt: 77 })
    })

    it('end once', async () => {
      const { store } = subject()
      await store.createSession(newSession('one'))
      await store.endSession('one', 'ended', 10)
      expect(await store.endSession('one', 'interrupted', 20)).toMatchObject({ status: 'ended', endedAt: 10 })
    })

    it('that nobody made are unknown to every method', async () => {
      const { store } = subject()
      const unknown = { code: 'store/unknown-session', detail: { session: 'nobody' } }
      const calls = [
        store.getSession('nobody'),
        store.editSession('nobody', { name: 'x' }),
        store.endSession('nobody', 'ended'),
        store.deleteSession('nobody', 1),
        store.restoreSession('nobody'),
        store.putDocument('nobody', newDocument('page')),
        store.listDocuments('nobody'),
        store.append('nobody', 'page', 1, entries`click #a`),
        store.listSegments('nobody'),
        store.readSegment('nobody', 1),
        store.compact('nobody'),
      ]
      for (const call of await Promise.all(calls.map(failureOf))) expect(call).toEqual(unknown)
    })

    it('stay over a restart with all they hold', async () => {
      const { store, reopen } = subject()
      if (reopen === undefined) return
      const told = session`state cart.total=1 | @frame log hello | click #pay`
      await record(store, told)
      await store.endSession('session', 'ended', 9)
      const before = [await store.listSessions(), await store.listDocuments('session')]
      const again = reopen()
      expect([await again.listSessions(), await again.listDocuments('session')]).toEqual(before)
      expect(await entriesOf(again, 'session')).toEqual(told.entries)
    })
  })

  describe('documents', () => {
    it('begin with no entries and are listed by the time their clock began', async () => {
      const { store } = subject()
      await store.createSession(newSession('one'))
      const late = { ...newDocument('a'), timeOrigin: 20, parent: 'z', late: true }
      const early = { ...newDocument('z'), timeOrigin: 10 }
      expect(await store.putDocument('one', late)).toEqual({ ...late, session: 'one', lastN: 0 })
      await store.putDocument('one', early)
      expect((await store.listDocuments('one')).map(({ id }) => id)).toEqual(['z', 'a'])
    })

    it('that come again bring a new address and title, and keep clock and number', async () => {
      const { store } = subject()
      await record(store, session`click #a | click #b`)
      const again = { ...newDocument('page'), url: 'http://localhost:3000/next', title: 'Next', timeOrigin: 1, offset: 99 }
      const known = { ...newDocument('page'), url: again.url, title: again.title, session: 'session', lastN: 2 }
      expect(await store.putDocument('session', again)).toEqual(known)
      expect(await store.listDocuments('session')).toEqual([known])
    })

    it('of different sessions are different', async () => {
      const { store } = subject()
      await record(store, session`click #a`)
      await store.createSession(newSession('other'))
      expect(await store.putDocument('other', newDocument('page'))).toMatchObject({ lastN: 0 })
    })
  })
}
