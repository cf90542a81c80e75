import { describe, expect, it } from 'vitest'
import { entries, newDocument, newSession, record, session } from '../../../harness/notation'
import type { Subject } from '../store-contract'
import { entriesOf, expectConsistent, failureOf } from './support'

export function failing(subject: Subject): void {
  describe('on a full disk', () => {
    it('refuses an append whole, keeps what it has, and goes on when there is room', async () => {
      const { store, fillDisk } = subject()
      const told = session`click #a | click #b`
      await record(store, told)
      fillDisk(true)
      expect(await failureOf(store.append('session', 'page', 3, entries`click #c`))).toEqual({ code: 'store/quota', detail: {} })
      fillDisk(false)
      expect(await entriesOf(store, 'session')).toEqual(told.entries)
      await expectConsistent(store, 'session')
      expect(await store.append('session', 'page', 3, entries`click #c`)).toEqual({ lastN: 3, added: 1 })
    })

    it('refuses all that would have been committed together', async () => {
      const { store, fillDisk } = subject()
      await record(store, session`click #a`)
      fillDisk(true)
      const calls = [2, 3, 4].map((n) => failureOf(store.append('session', 'page', n, entries`click #b`)))
      const codes = (await Promise.all(calls)).map(({ code }) => code)
      fillDisk(false)
      expect(codes).toContain('store/quota')
      expect(await entriesOf(store, 'session')).toHaveLength(1)
    })

    it('leaves tails as they are when they cannot be joined', async () => {
      const { store, fillDisk } = subject()
      const told = session`click #a | click #b | click #c`
      await record(store, told)
      fillDisk(true)
      await store.compact('session', true).catch((error: unknown) => expect(error).toMatchObject({ code: 'store/quota' }))
      fillDisk(false)
      expect(await entriesOf(store, 'session')).toEqual(told.entries)
      await expectConsistent(store, 'session')
    })

    it('fails an import with nothing to see, and can abandon it', async () => {
      const { store, fillDisk, rows } = subject()
      const told = session`click #a`
      const stage = await store.stageImport(newSession('session'), told.documents)
      await stage.add(told.entries)
      fillDisk(true)
      expect(await failureOf(stage.commit())).toMatchObject({ code: 'store/quota' })
      fillDisk(false)
      expect(await store.listSessions()).toEqual([])
      await stage.abandon()
      expect(await rows()).toBe(0)
    })
  })

  describe('usage', () => {
    it('tells numbers', async () => {
      const { store } = subject()
      await store.createSession(newSession('s'))
      await store.putDocument('s', newDocument('page'))
      const { used, quota, persistent } = await store.usage()
      expect([typeof used, typeof quota, typeof persistent]).toEqual(['number', 'number', 'boolean'])
    })
  })
}
