import { describe, expect, it } from 'vitest'
import type { SessionStore, StoreChange } from '../../../../src/core/store'
import { entries, newDocument, newSession, record, session } from '../../../harness/notation'
import type { Subject } from '../store-contract'

/** Resolves when `store` tells of a change like this. */
function told(store: SessionStore, wanted: StoreChange): Promise<void> {
  const ended = new AbortController()
  return new Promise((resolve) => {
    store.watch((change) => {
      if (change.session !== wanted.session || change.what !== wanted.what) return
      ended.abort()
      resolve()
    }, ended.signal)
  })
}

export function watching(subject: Subject): void {
  describe('watching', () => {
    it('tells of every change to a session', async () => {
      const { store } = subject()
      const works: readonly (() => Promise<unknown>)[] = [
        () => store.createSession(newSession('s')),
        () => store.putDocument('s', newDocument('page')),
        () => store.editSession('s', { name: 'x' }),
        () => store.endSession('s', 'ended'),
        () => store.deleteSession('s', 1),
        () => store.restoreSession('s'),
        () => store.deleteSession('s', 1),
        () => store.purgeDeleted(2),
      ]
      for (const work of works) {
        const heard = told(store, { session: 's', what: 'sessions' })
        await work()
        await heard
      }
    })

    it('tells of entries, and of the last ones too', async () => {
      const { store } = subject()
      await record(store, session`click #a`)
      const seen: number[] = []
      const ended = new AbortController()
      const complete = new Promise<void>((resolve) => {
        store.watch(async (change) => {
          if (change.what !== 'entries') return
          const { counts } = await store.getSession('session')
          seen.push(counts.entries)
          if (counts.entries === 31) resolve()
        }, ended.signal)
      })
      for (let n = 2; n <= 31; n++) await store.append('session', 'page', n, entries`click #b`)
      await complete
      ended.abort()
      expect(seen.at(-1)).toBe(31)
    })

    it('tells other contexts', async () => {
      const { store, another } = subject()
      const other = another?.()
      if (other === undefined) return
      const created = told(other, { session: 's', what: 'sessions' })
      await store.createSession(newSession('s'))
      await created
      await store.putDocument('s', newDocument('page'))
      const appended = told(other, { session: 's', what: 'entries' })
      await store.append('s', 'page', 1, entries`click #a`)
      await appended
    })

    it('tells of an import when it is there', async () => {
      const { store } = subject()
      const stage = await store.stageImport(newSession('s'), [])
      const heard = told(store, { session: 's', what: 'sessions' })
      await stage.commit()
      await heard
    })

    it('says nothing to a watcher that was ended', async () => {
      const { store } = subject()
      const heard: StoreChange[] = []
      const before = new AbortController()
      before.abort()
      store.watch((change) => heard.push(change), before.signal)
      const after = new AbortController()
      store.watch((change) => heard.push(change), after.signal)
      after.abort()
      const last = told(store, { session: 's', what: 'sessions' })
      await store.createSession(newSession('s'))
      await last
      expect(heard).toEqual([])
    })

    it('says nothing of what did not happen', async () => {
      const { store } = subject()
      const created = told(store, { session: 's', what: 'sessions' })
      await store.createSession(newSession('s'))
      await created
      const ended = new AbortController()
      const heard: StoreChange[] = []
      store.watch((change) => heard.push(change), ended.signal)
      await store.createSession(newSession('s')).catch((error: unknown) => expect(error).toMatchObject({ code: 'store/session-exists' }))
      const last = told(store, { session: 't', what: 'sessions' })
      await store.createSession(newSession('t'))
      await last
      ended.abort()
      expect(heard).toEqual([{ session: 't', what: 'sessions' }])
    })
  })
}
