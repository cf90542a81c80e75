import { describe, expect, it } from 'vitest'
import { entries, newSession, record, session } from '../../../harness/notation'
import type { Subject } from '../store-contract'
import { entriesOf, expectConsistent, failureOf, range } from './support'

export function deleting(subject: Subject): void {
  describe('deleting', () => {
    it('hides a session until it is restored, with all it holds', async () => {
      const { store } = subject()
      const told = session`click #a | log b`
      await record(store, told)
      await store.deleteSession('session', 50)
      expect(await store.listSessions()).toEqual([])
      expect(await store.getSession('session')).toMatchObject({ deletedAt: 50 })
      await store.restoreSession('session')
      expect((await store.listSessions()).map(({ id, deletedAt }) => [id, deletedAt])).toEqual([['session', undefined]])
      expect(await entriesOf(store, 'session')).toEqual(told.entries)
    })

    it('keeps taking what is on its way, so that nothing is missing after a restore', async () => {
      const { store } = subject()
      await record(store, session`click #a`)
      await store.deleteSession('session', 50)
      await store.append('session', 'page', 2, entries`click #b`)
      await store.restoreSession('session')
      await expectConsistent(store, 'session')
      expect(await entriesOf(store, 'session')).toHaveLength(2)
    })

    it('purges what was deleted before a time, for good and without a trace', async () => {
      const { store, rows } = subject()
      await record(store, session`click #a | @frame click #b`)
      await store.compact('session', true)
      await store.append('session', 'page', 2, entries`click #c`)
      await store.deleteSession('session', 50)
      expect(await store.purgeDeleted(50)).toEqual([])
      expect(await store.purgeDeleted(51)).toEqual(['session'])
      expect(await failureOf(store.getSession('session'))).toMatchObject({ code: 'store/unknown-session' })
      expect(await failureOf(store.restoreSession('session'))).toMatchObject({ code: 'store/unknown-session' })
      expect(await failureOf(store.append('session', 'page', 3, entries`click #d`))).toMatchObject({ code: 'store/unknown-session' })
      expect(await rows()).toBe(0)
    })

    it('purges in steps, whatever the size, and leaves other sessions alone', async () => {
      const { store, rows } = subject()
      const kept = session`click #kept`
      await record(store, { ...kept, session: newSession('kept') })
      const before = await rows()
      await record(store, session`click #1`)
      for (const n of range(2, 150)) await store.append('session', 'page', n, entries`mark ${n}`)
      await store.deleteSession('session', 1)
      await store.purgeDeleted(2)
      expect(await rows()).toBe(before)
      expect(await entriesOf(store, 'kept')).toEqual(kept.entries)
    })

    it('lets a new session have the id of a purged one', async () => {
      const { store } = subject()
      await record(store, session`click #old | click #old`)
      await store.deleteSession('session', 1)
      await store.purgeDeleted(2)
      const told = session`click #new`
      await record(store, told)
      expect(await entriesOf(store, 'session')).toEqual(told.entries)
      await expectConsistent(store, 'session')
    })
  })
}
