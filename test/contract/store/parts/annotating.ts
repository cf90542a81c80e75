import { describe, expect, it } from 'vitest'
import type { Note } from '../../../../src/core/model'
import { newDocument, newSession, record, session } from '../../../harness/notation'
import type { Subject } from '../store-contract'
import { failureOf } from './support'

export function newNote(id: string, more: Partial<Note> = {}): Note {
  return { id, anchor: { document: 'page', n: 1 }, text: `Note ${id}`, tags: [], pinned: false, createdAt: 5, editedAt: 5, ...more }
}

export function annotating(subject: Subject): void {
  async function begin() {
    const { store } = subject()
    await record(store, session`click #a | click #b`)
    return store
  }

  describe('notes', () => {
    it('come back as they were made, in the order in which they were made', async () => {
      const store = await begin()
      const later = newNote('a', { createdAt: 9, anchor: { from: 1.5, until: 2 }, tags: ['cart', 'ünïcode 🎬'], pinned: true })
      const first = newNote('z', { createdAt: 1 })
      await store.putNote('session', later)
      await store.putNote('session', first)
      expect(await store.listNotes('session')).toEqual([
        { ...first, session: 'session' },
        { ...later, session: 'session' },
      ])
    })

    it('are replaced by one with the same id, also as it was read', async () => {
      const store = await begin()
      await store.putNote('session', newNote('a'))
      const [read] = await store.listNotes('session')
      if (read !== undefined) await store.putNote('session', { ...read, text: 'other', editedAt: 7 })
      expect(await store.listNotes('session')).toEqual([{ ...newNote('a', { text: 'other', editedAt: 7 }), session: 'session' }])
    })

    it('are removed, once or twice', async () => {
      const store = await begin()
      await store.putNote('session', newNote('a'))
      await store.putNote('session', newNote('b'))
      await store.removeNote('session', 'a')
      await store.removeNote('session', 'a')
      expect((await store.listNotes('session')).map(({ id }) => id)).toEqual(['b'])
    })

    it('keep any text as it is', async () => {
      const store = await begin()
      const hostile = ['<img src=x onerror=alert(1)>', '__proto__', '\u202e\u0000\ud800', "'; drop table notes; --", '{{y}}', ' ']
      for (const [i, text] of hostile.entries()) await store.putNote('session', newNote(`n${i}`, { text, tags: [text] }))
      expect((await store.listNotes('session')).map(({ text, tags }) => [text, tags])).toEqual(hostile.map((text) => [text, [text]]))
    })

    it('that are none, or too long, are refused whole', async () => {
      const store = await begin()
      const bad: readonly Note[] = [
        newNote(''),
        newNote('a', { text: 'x'.repeat(4001) }),
        newNote('a', { tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }),
        newNote('a', { tags: ['x'.repeat(61)] }),
        newNote('a', { anchor: { document: 'page', n: 0 } }),
        newNote('a', { anchor: { from: 2, until: 1 } }),
        newNote('a', { createdAt: Number.NaN }),
      ]
      for (const note of bad) expect(await failureOf(store.putNote('session', note))).toMatchObject({ code: 'internal' })
      expect(await store.listNotes('session')).toEqual([])
    })

    it('of different sessions are different, and a session nobody made has none', async () => {
      const store = await begin()
      await store.createSession(newSession('other'))
      await store.putNote('session', newNote('a'))
      await store.putNote('other', newNote('a', { text: 'theirs' }))
      await store.removeNote('other', 'a')
      expect(await store.listNotes('session')).toHaveLength(1)
      const unknown = { code: 'store/unknown-session', detail: { session: 'nobody' } }
      const calls = [
        store.listNotes('nobody'),
        store.putNote('nobody', newNote('a')),
        store.removeNote('nobody', 'a'),
        store.getView('nobody'),
        store.putView('nobody', {}),
      ]
      for (const call of await Promise.all(calls.map(failureOf))) expect(call).toEqual(unknown)
    })

    it('are hidden, restored and purged with their session', async () => {
      const { store, rows } = subject()
      await begin()
      await store.putNote('session', newNote('a'))
      await store.putView('session', { open: true })
      await store.deleteSession('session', 1)
      await store.restoreSession('session')
      expect(await store.listNotes('session')).toHaveLength(1)
      await store.deleteSession('session', 1)
      await store.purgeDeleted(2)
      expect(await rows()).toBe(0)
      await begin()
      expect(await store.listNotes('session')).toEqual([])
      expect(await store.getView('session')).toBeUndefined()
    })

    it('come in with an import when it is committed, and leave nothing when it is abandoned', async () => {
      const { store, rows } = subject()
      const told = session`click #a`
      const notes = [newNote('a'), newNote('b', { createdAt: 7, text: 'x'.repeat(4001) })]
      const abandoned = await store.stageImport(newSession('session'), told.documents, notes)
      await abandoned.add(told.entries)
      await abandoned.abandon()
      expect(await rows()).toBe(0)
      const stage = await store.stageImport(newSession('session'), told.documents, notes)
      await stage.add(told.entries)
      await stage.commit()
      expect(await store.listNotes('session')).toEqual(notes.map((note) => ({ ...note, session: 'session' })))
    })

    it('stay over a restart', async () => {
      const { store, reopen } = subject()
      if (reopen === undefined) return
      await begin()
      await store.putNote('session', newNote('a', { tags: ['x'] }))
      await store.putView('session', { level: 'error' })
      const again = reopen()
      expect(await again.listNotes('session')).toEqual([{ ...newNote('a', { tags: ['x'] }), session: 'session' }])
      expect(await again.getView('session')).toEqual({ level: 'error' })
    })

    it('on a full disk are refused, and those before are kept', async () => {
      const { store, fillDisk } = subject()
      await begin()
      await store.putNote('session', newNote('a'))
      fillDisk(true)
      expect(await failureOf(store.putNote('session', newNote('b')))).toMatchObject({ code: 'store/quota' })
      fillDisk(false)
      expect((await store.listNotes('session')).map(({ id }) => id)).toEqual(['a'])
    })

    it('are told to watchers, in every context', async () => {
      const { store, another } = subject()
      await begin()
      const other = another?.() ?? store
      for (const work of [() => store.putNote('session', newNote('a')), () => store.removeNote('session', 'a')]) {
        const ended = new AbortController()
        const heard = new Promise<void>((resolve) => {
          other.watch((change) => {
            if (change.session === 'session' && change.what === 'notes') resolve()
          }, ended.signal)
        })
        await work()
        await heard
        ended.abort()
      }
    })
  })

  describe('the view of a session', () => {
    it('is what was kept last, whatever it is', async () => {
      const store = await begin()
      expect(await store.getView('session')).toBeUndefined()
      await store.putView('session', { version: 1, filter: '\u202e<b>', nested: [null, { a: 1 }] })
      await store.putDocument('session', newDocument('late'))
      expect(await store.getView('session')).toEqual({ version: 1, filter: '\u202e<b>', nested: [null, { a: 1 }] })
      await store.putView('session', 7)
      expect(await store.getView('session')).toBe(7)
    })
  })
}
