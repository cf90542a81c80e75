import { describe, expect, it } from 'vitest'
import { entries, newDocument, newSession, record, session } from '../../../harness/notation'
import type { Subject } from '../store-contract'
import { entriesOf, expectConsistent, failureOf, range } from './support'

const imported = newSession('session', { from: 'imported', status: 'ended', endedAt: 9 })

export function importing(subject: Subject): void {
  describe('import', () => {
    const told = session`state cart.total=1 | @frame throw boom | state cart.total=2 | gap overflow | click #pay`

    it('shows nothing before it is committed, then everything', async () => {
      const { store } = subject()
      const stage = await store.stageImport(imported, told.documents)
      await stage.add(told.entries.slice(0, 2))
      await stage.add(told.entries.slice(2))
      expect(await store.listSessions()).toEqual([])
      expect(await failureOf(store.getSession('session'))).toMatchObject({ code: 'store/unknown-session' })
      await stage.commit()
      expect(await entriesOf(store, 'session')).toEqual(told.entries)
      expect((await store.listDocuments('session')).map(({ id, lastN }) => [id, lastN])).toEqual([
        ['frame', 1],
        ['page', 4],
      ])
      expect(await store.getSession('session')).toMatchObject({ from: 'imported', counts: { entries: 5, errors: 1, gaps: 1 } })
      await expectConsistent(store, 'session')
    })

    it('keeps the numbers entries had, holes too', async () => {
      const { store } = subject()
      const some = told.entries.filter(({ seq }) => seq !== 3).map((entry) => ({ ...entry, n: entry.n + 100, seq: entry.seq * 2 + 7 }))
      const stage = await store.stageImport(imported, told.documents)
      for (const entry of some) await stage.add([entry])
      await stage.commit()
      expect(await entriesOf(store, 'session')).toEqual(some)
      expect(await store.readSegment('session', 10)).toEqual([])
      await expectConsistent(store, 'session')
    })

    it('makes closed segments of ordinary size out of however it comes', async () => {
      const { store } = subject()
      const many = session`${range(1, 1500)
        .map((n) => `mark ${n}`)
        .join(' | ')}`
      const stage = await store.stageImport(imported, many.documents)
      for (const entry of many.entries.slice(0, 50)) await stage.add([entry])
      await stage.add(many.entries.slice(50))
      await stage.commit()
      const segments = await store.listSegments('session')
      expect(segments.length).toBeLessThanOrEqual(3)
      expect(segments.some(({ tail }) => tail)).toBe(false)
      expect(Math.max(...segments.map(({ columns }) => columns.n.length))).toBe(1000)
      await expectConsistent(store, 'session')
    })

    it('can be gone on with as a recording', async () => {
      const { store } = subject()
      const stage = await store.stageImport(imported, told.documents)
      await stage.add(told.entries)
      await stage.commit()
      expect(await store.append('session', 'page', 5, entries`click #more`)).toEqual({ lastN: 5, added: 1 })
      expect((await entriesOf(store, 'session')).map(({ seq }) => seq)).toEqual(range(1, 6))
      await expectConsistent(store, 'session')
    })

    it('takes an empty session', async () => {
      const { store } = subject()
      await (await store.stageImport(imported, [])).commit()
      expect(await store.listSegments('session')).toEqual([])
      expect((await store.listSessions()).map(({ id }) => id)).toEqual(['session'])
    })

    it('leaves nothing when it is abandoned', async () => {
      const { store, rows } = subject()
      const stage = await store.stageImport(imported, told.documents)
      await stage.add(
        session`${range(1, 1100)
          .map((n) => `mark ${n}`)
          .join(' | ')}`.entries,
      )
      expect(await rows()).toBeGreaterThan(0)
      await stage.abandon()
      expect(await rows()).toBe(0)
      expect(await failureOf(stage.commit())).toMatchObject({ code: 'store/unknown-session' })
    })

    it('of a context that died is swept, and one that lives is not', async () => {
      const { store, rows } = subject()
      const many = session`${range(1, 1100)
        .map((n) => `mark ${n}`)
        .join(' | ')}`
      const dead = await store.stageImport(imported, many.documents)
      await dead.add(many.entries)
      expect(await store.sweepStages(0)).toBe(0)
      expect(await rows()).toBeGreaterThan(0)
      expect(await store.sweepStages(Number.MAX_SAFE_INTEGER)).toBe(1)
      expect(await rows()).toBe(0)
      expect(await failureOf(dead.add(many.entries.map((entry) => ({ ...entry, seq: entry.seq + 2000 }))))).toMatchObject({
        code: 'store/unknown-session',
      })
      expect(await failureOf(dead.commit())).toMatchObject({ code: 'store/unknown-session' })
      expect(await rows()).toBe(0)
    })

    it('does not touch a session that has its id, and can still be abandoned', async () => {
      const { store, rows } = subject()
      const stage = await store.stageImport(imported, told.documents)
      await stage.add(told.entries)
      const own = session`click #mine`
      await record(store, own)
      const before = await store.getSession('session')
      expect(await failureOf(stage.commit())).toEqual({ code: 'store/session-exists', detail: { session: 'session' } })
      expect(await store.getSession('session')).toEqual(before)
      expect(await entriesOf(store, 'session')).toEqual(own.entries)
      await stage.abandon()
      await store.deleteSession('session', 1)
      await store.purgeDeleted(2)
      expect(await rows()).toBe(0)
    })

    it('refuses entries of a document that was not announced, or out of order', async () => {
      const { store } = subject()
      const stage = await store.stageImport(imported, [newDocument('page')])
      expect(await failureOf(stage.add(told.entries))).toEqual({
        code: 'store/unknown-document',
        detail: { session: 'session', document: 'frame' },
      })
      const other = await store.stageImport(imported, told.documents)
      await other.add(told.entries.slice(2))
      expect(await failureOf(other.add(told.entries.slice(0, 2)))).toMatchObject({ code: 'internal' })
    })

    it('may run beside another of the same session: the first to commit wins', async () => {
      const { store } = subject()
      const [one, two] = [await store.stageImport(imported, told.documents), await store.stageImport(imported, told.documents)]
      await Promise.all([one.add(told.entries), two.add(told.entries)])
      await two.commit()
      expect(await failureOf(one.commit())).toMatchObject({ code: 'store/session-exists' })
      expect(await entriesOf(store, 'session')).toEqual(told.entries)
    })
  })
}
