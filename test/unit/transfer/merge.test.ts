import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import type { Entry, Note, Session } from '../../../src/core/model'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { mergeSessions } from '../../../src/core/transfer'
import { entriesOf, expectConsistent } from '../../contract/store/parts/support'
import { newDocument, newSession, record, session, type Told } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'

const env = createTestEnv()

/** A session as it was told, begun so many milliseconds later, under an id of its own. */
function shifted(told: Told, id: string, by: number, more: Partial<Session> = {}): Told {
  return {
    ...told,
    session: newSession(id, { createdAt: told.session.createdAt + by, ...more }),
    entries: told.entries.map((entry) => ({ ...entry, t: entry.t + by })),
  }
}

async function storeOf(...all: readonly Told[]): Promise<SessionStore> {
  const store = createMemoryStore(env)
  for (const told of all) {
    await record(store, told)
    await store.endSession(told.session.id, 'ended')
  }
  return store
}

const note = (id: string, more: Partial<Note> = {}): Note => ({
  id,
  anchor: { document: 'page', n: 1 },
  text: id,
  tags: [],
  pinned: false,
  createdAt: 5,
  editedAt: 5,
  ...more,
})
const marks = (names: string) =>
  session`${names
    .split(' ')
    .map((name) => `mark ${name}`)
    .join(' | ')}`
const nameOf = ({ data }: Entry) => (typeof data === 'object' && data !== null && 'name' in data ? data.name : undefined)

describe('two sessions merged', () => {
  const first = shifted(session`mark a1 | @frame mark a2 | mark a3 | wait 100 | mark a4`, 'a', 0)
  const second = shifted(session`mark b1 | mark b2 | wait 50 | @other mark b3`, 'b', 15)

  it('are a new one with the entries of both in the order of time', async () => {
    const store = await storeOf(first, second)
    const id = await mergeSessions(store, env, ['a', 'b'])
    const merged = await entriesOf(store, id)
    expect(merged.map(nameOf)).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'b3', 'a4'])
    expect(merged.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
    await expectConsistent(store, id)
  })

  it('keep the documents of both apart, and what frames what', async () => {
    const store = await storeOf(first, second)
    await store.putDocument('b', { ...newDocument('inner'), parent: 'page' })
    const id = await mergeSessions(store, env, ['a', 'b'])
    const documents = await store.listDocuments(id)
    expect(documents).toHaveLength(5)
    expect(new Set(documents.map((document) => document.id)).size).toBe(5)
    const merged = await entriesOf(store, id)
    const theirs = merged.find((entry) => nameOf(entry) === 'b1')
    expect(theirs?.document).not.toBe('page')
    expect(merged.filter(({ document }) => document === theirs?.document).map(nameOf)).toEqual(['b1', 'b2'])
    expect(documents.find((document) => document.id === 'inner')?.parent).toBe(theirs?.document)
    expect(documents.find((document) => document.id === 'other')).toMatchObject({ url: 'http://localhost:3000/other' })
  })

  it('bring their notes, each still at its entry', async () => {
    const store = await storeOf(first, second)
    await store.putNote('a', note('same'))
    await store.putNote('b', note('same', { pinned: true }))
    await store.putNote('b', note('stretch', { anchor: { from: 1, until: 2 } }))
    const id = await mergeSessions(store, env, ['a', 'b'])
    const notes = await store.listNotes(id)
    expect(new Set(notes.map((one) => one.id)).size).toBe(3)
    const merged = await entriesOf(store, id)
    const at = notes.flatMap(({ anchor, pinned }) => {
      if (!('document' in anchor)) return []
      const entry = merged.find(({ document, n }) => document === anchor.document && n === anchor.n)
      return [[pinned, entry && nameOf(entry)]]
    })
    expect(at).toHaveLength(2)
    expect(at).toEqual(
      expect.arrayContaining([
        [false, 'a1'],
        [true, 'b1'],
      ]),
    )
  })

  it('stay what they were', async () => {
    const store = await storeOf(first, second)
    const before = [await store.getSession('a'), await entriesOf(store, 'a'), await store.getSession('b'), await entriesOf(store, 'b')]
    await mergeSessions(store, env, ['a', 'b'])
    expect([await store.getSession('a'), await entriesOf(store, 'a'), await store.getSession('b'), await entriesOf(store, 'b')]).toEqual(
      before,
    )
    expect(await store.listSessions()).toHaveLength(3)
  })

  it('become one session that says what both said', async () => {
    const store = await storeOf(first, second)
    await store.editSession('a', { description: 'seen twice', tags: ['cart', 'x'] })
    await store.editSession('b', { description: 'seen again', tags: ['x', 'y'] })
    const merged = await store.getSession(await mergeSessions(store, env, ['b', 'a']))
    const [a, b] = [await store.getSession('a'), await store.getSession('b')]
    expect(merged).toMatchObject({
      name: 'Session a + Session b',
      description: 'seen twice\n\nseen again',
      tags: ['cart', 'x', 'y'],
      from: 'recorded',
      status: 'ended',
      createdAt: a.createdAt,
      endedAt: Math.max(a.endedAt ?? 0, b.endedAt ?? 0),
      browser: 'Chromium 156',
      counts: { entries: a.counts.entries + b.counts.entries },
    })
    expect((await store.getSession(await mergeSessions(store, env, ['a', 'b'], { name: 'Both' }))).name).toBe('Both')
  })

  it('are merged from end to end where one has nothing, or comes after the other', async () => {
    const late = shifted(marks('c1 c2'), 'c', 1_000_000)
    const store = await storeOf(late, first)
    await store.createSession(newSession('empty', { status: 'ended' }))
    const names = async (pair: readonly [string, string]) => (await entriesOf(store, await mergeSessions(store, env, pair))).map(nameOf)
    expect(await names(['c', 'a'])).toEqual(['a1', 'a2', 'a3', 'a4', 'c1', 'c2'])
    expect(await names(['empty', 'c'])).toEqual(['c1', 'c2'])
  })

  it('keep the order of a document whose clock ran backwards', async () => {
    const odd = shifted(session`mark b1 | wait -5000 | mark b2 | mark b3`, 'b', 5)
    const store = await storeOf(first, odd)
    const id = await mergeSessions(store, env, ['a', 'b'])
    const theirs = (await entriesOf(store, id)).filter((entry) => String(nameOf(entry)).startsWith('b'))
    expect(theirs.map(({ n }) => n)).toEqual([1, 2, 3])
  })

  it('of many segments come whole, and tell how far they are', async () => {
    const long = (id: string, by: number) =>
      shifted(session`${Array.from({ length: 1700 }, (_, i) => `mark ${id}${i}`).join(' | ')}`, id, by)
    const store = await storeOf(long('a', 0), long('b', 5))
    const told: (readonly [number, number])[] = []
    const id = await mergeSessions(store, env, ['a', 'b'], { progress: (done, total) => void told.push([done, total]) })
    const times = (await entriesOf(store, id)).map(({ t }) => t)
    expect(times).toHaveLength(3400)
    expect(times).toEqual([...times].sort((x, y) => x - y))
    expect(told.at(-1)).toEqual([3400, 3400])
    expect(told.length).toBeGreaterThan(4)
    await expectConsistent(store, id)
  })

  it('leave nothing when that is cancelled, or when one is not there', async () => {
    const long = shifted(session`${Array.from({ length: 1700 }, (_, i) => `mark ${i}`).join(' | ')}`, 'a', 0)
    const store = await storeOf(long, second)
    const stop = new AbortController()
    const cancelling = mergeSessions(store, env, ['a', 'b'], {
      signal: stop.signal,
      progress: () => stop.abort(new AppError('job/cancelled')),
    })
    await expect(cancelling).rejects.toMatchObject({ code: 'job/cancelled' })
    await expect(mergeSessions(store, env, ['a', 'gone'])).rejects.toMatchObject({ code: 'store/unknown-session' })
    await expect(mergeSessions(store, env, ['a', 'a'])).rejects.toMatchObject({ code: 'internal' })
    expect(await store.listSessions()).toHaveLength(2)
    expect(await store.sweepStages(Number.MAX_SAFE_INTEGER)).toBe(0)
  })
})
