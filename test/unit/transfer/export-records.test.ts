import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import type { Note } from '../../../src/core/model'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { exportEntries, exportNotes, exportPins, exportSessions } from '../../../src/core/transfer'
import { newSession, record, session, type Told } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const begin = 1_700_000_000_000
const at = (told: Told, id: string, createdAt: number): Told => ({
  ...told,
  session: newSession(id, { createdAt, status: 'ended', endedAt: createdAt + 1000 }),
})
const one = session`open cart | state cart.total=1 | click #pay | @frame state user.name=ann | log hello | state cart.total=2`
const two = session`click #other`

async function stored(): Promise<SessionStore> {
  const store = createMemoryStore(createTestEnv())
  await record(store, at(two, 'a', begin + 5))
  await record(store, at(one, 'c', begin))
  await record(store, at(two, 'b', begin + 5))
  return store
}

const note = (id: string, anchor: Note['anchor'], more: Partial<Note> = {}): Note => ({
  ...{ id, anchor, text: id, tags: [], pinned: false, createdAt: 5, editedAt: 5 },
  ...more,
})

describe('the records of a store', () => {
  it('come in one order: sessions by when they were made and id, entries by their number in them', async () => {
    const store = await stored()
    expect((await all(exportSessions(store))).map(({ session }) => session.id)).toEqual(['c', 'a', 'b'])
    expect((await all(exportEntries(store))).map(({ session, entry }) => `${session}${entry.seq}`)).toEqual([
      ...['c1', 'c2', 'c3', 'c4', 'c5', 'c6'],
      ...['a1', 'b1'],
    ])
    expect((await all(exportEntries(store))).slice(0, 6).map(({ entry }) => entry)).toEqual(one.entries)
    const [first] = await all(exportSessions(store))
    expect(first?.documents.map(({ id }) => id)).toEqual(['frame', 'page'])
  })

  it('are those of the sessions that are asked for, in the same order', async () => {
    const store = await stored()
    const ids = (await all(exportSessions(store, { sessions: ['b', 'c', 'b'] }))).map(({ session }) => session.id)
    expect(ids).toEqual(['c', 'b'])
    await expect(all(exportEntries(store, { sessions: ['gone'] }))).rejects.toMatchObject({ code: 'store/unknown-session' })
    await store.deleteSession('c', 1)
    expect(await all(exportSessions(store))).toHaveLength(2)
    expect(await all(exportSessions(store, { sessions: ['c'] }))).toHaveLength(1)
  })

  it('of a time begin in it and end before its end', async () => {
    const store = await stored()
    const seqs = async (from?: number, to?: number) =>
      (await all(exportEntries(store, { sessions: ['c'], from, to }))).map(({ entry }) => entry.seq)
    expect(await seqs(begin + 20, begin + 40)).toEqual([2, 3])
    expect(await seqs(undefined, begin + 20)).toEqual([1])
    expect(await seqs(begin + 60)).toEqual([6])
    expect(await seqs(begin + 61)).toEqual([])
    const ids = async (from: number) => (await all(exportSessions(store, { from }))).map(({ session }) => session.id)
    expect(await ids(begin + 1000)).toEqual(['c', 'a', 'b'])
    expect(await ids(begin + 1001)).toEqual(['a', 'b'])
    expect(await ids(begin + 1006)).toEqual([])
  })

  it('of a time read nothing but what lies around it', async () => {
    const store = await stored()
    const read: number[] = []
    const watched: SessionStore = {
      ...store,
      readSegment: async (id, seq) => {
        read.push(seq)
        return store.readSegment(id, seq)
      },
    }
    expect(await all(exportEntries(watched, { sessions: ['c'], from: begin + 30, to: begin + 41 }))).toHaveLength(2)
    expect(read).toEqual([3, 4, 5])
  })

  it('name the session of every entry that lies in a time, whatever the clock of the session says', async () => {
    const store = await stored()
    await store.append('a', 'page', 2, [{ kind: 'event', type: 'mark', data: { name: 'late' }, t: begin + 9000 }])
    expect((await all(exportSessions(store, { from: begin + 8000 }))).map(({ session }) => session.id)).toEqual(['a'])
    expect((await all(exportEntries(store, { from: begin + 8000 }))).map(({ session }) => session)).toEqual(['a'])
  })

  it('of kinds and sources are those, with the gaps that concern every source', async () => {
    const store = await stored()
    await store.append('c', 'page', 6, [
      { kind: 'state', type: 'gap', data: { reason: 'overflow' }, t: begin + 70 },
      { kind: 'event', type: 'gap', data: { reason: 'overflow' }, t: begin + 80 },
    ])
    const seqs = async (filter: Parameters<typeof exportEntries>[1]) =>
      (await all(exportEntries(store, { sessions: ['c'], ...filter }))).map(({ entry }) => entry.seq)
    expect(await seqs({ kinds: ['event'] })).toEqual([3, 5, 8])
    expect(await seqs({ sources: ['user'] })).toEqual([4, 7])
    expect(await seqs({ sources: ['cart'], kinds: ['event'] })).toEqual([])
  })

  it('say whether something in them was removed', async () => {
    const store = await stored()
    const say = async (n: number, data: object, source = 'cart') => {
      await store.append('c', 'page', n, [{ kind: 'state', type: 'change', source, data: { patch: [], ...data }, t: begin }])
      return (await all(exportEntries(store, { sessions: ['c'] }))).at(-1)?.redacted
    }
    expect(await say(6, { action: { token: { $: 'redacted', by: 'jwt' } } })).toBe(true)
    expect(await say(7, { action: { text: 'Bearer [redacted:bearer] was sent' } })).toBe(true)
    expect(await say(8, { action: { '[key#3]': 1 } })).toBe(true)
    expect(await say(9, { patch: [{ op: 'remove', path: '/byName/[key#1]' }] })).toBe(true)
    expect(await say(10, {}, 'of [redacted:email]')).toBe(true)
    expect(await say(11, { action: { $: 'object', v: { $: 'redacted', by: 'the page itself' } } })).toBe(false)
    expect(await say(12, { action: { text: 'redacted', by: '$' } })).toBe(false)
    await store.editSession('c', { description: 'by [redacted:email]' })
    const sessions = await all(exportSessions(store))
    expect(sessions.map(({ redacted }) => redacted)).toEqual([true, false, false])
  })

  it('put a gap in the place of what cannot be read', async () => {
    const store = await stored()
    const damaged: SessionStore = {
      ...store,
      readSegment: async (id, seq) => {
        if (id === 'c' && seq === 3) throw new AppError('store/corrupt', { session: id, at: seq, why: 'bits' })
        return store.readSegment(id, seq)
      },
    }
    const entries = await all(exportEntries(damaged, { sessions: ['c'] }))
    expect(entries.map(({ entry }) => `${entry.seq} ${entry.type}`)).toEqual([
      ...['1 open', '2 keyframe', '3 gap', '4 keyframe', '5 console', '6 change'],
    ])
  })
})

describe('the notes of a store', () => {
  it('are parted from its pins, name what they are about, and come in the order in which they were made', async () => {
    const store = await stored()
    await store.putNote('a', note('z', { document: 'page', n: 1 }))
    await store.putNote('c', note('y', { document: 'page', n: 2 }, { createdAt: 9 }))
    await store.putNote('c', note('x', { from: 1, until: 2 }, { pinned: true }))
    await store.putNote('c', note('w', { document: 'gone', n: 7 }, { text: 'mail [redacted:email]' }))
    expect(await all(exportNotes(store))).toEqual([
      { session: 'c', redacted: true, note: note('w', { document: 'gone', n: 7 }, { text: 'mail [redacted:email]' }) },
      { session: 'c', redacted: false, note: note('y', { document: 'page', n: 2 }, { createdAt: 9 }) },
      { session: 'a', redacted: false, note: note('z', { document: 'page', n: 1 }) },
    ])
    expect((await all(exportPins(store))).map(({ note }) => note.id)).toEqual(['x'])
  })

  it('go with the entry that they are about', async () => {
    const store = await stored()
    await store.putNote('c', note('cart', { document: 'page', n: 2 }))
    await store.putNote('c', note('click', { document: 'page', n: 3 }))
    await store.putNote('c', note('user', { document: 'frame', n: 1 }))
    await store.putNote('c', note('gone', { document: 'page', n: 99 }))
    await store.putNote('c', note('stretch', { from: begin, until: begin + 30 }))
    const ids = async (filter: Parameters<typeof exportNotes>[1]) => (await all(exportNotes(store, filter))).map(({ note }) => note.id)
    expect(await ids({})).toEqual(['cart', 'click', 'gone', 'stretch', 'user'])
    expect(await ids({ kinds: ['state'] })).toEqual(['cart', 'stretch', 'user'])
    expect(await ids({ sources: ['cart'] })).toEqual(['cart', 'stretch'])
    expect(await ids({ from: begin + 30 })).toEqual(['click', 'stretch', 'user'])
    expect(await ids({ from: begin + 31, to: begin + 41 })).toEqual(['user'])
  })
})
