import { signal } from '@preact/signals'
import { afterEach, describe, expect, it } from 'vitest'
import type { Note } from '../../../src/core/model'
import { noteText, tagsOf } from '../../../src/core/model'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { createOpenSession, type OpenSession } from '../../../src/panel/state/open-session'
import { newDocument, newSession, record, session } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'
import { until as untilSlow } from '../../harness/until'

const env = createTestEnv()
const until = (what: string, look: () => boolean) => untilSlow(what, look, { every: 5 })
let ending = new AbortController()
afterEach(() => {
  ending.abort()
  ending = new AbortController()
})

const told = session`mark 1 | @frame mark 2 | mark 3 | @frame mark 4 | mark 5`
const note = (id: string, more: Partial<Note> = {}): Note => ({
  id,
  anchor: { document: 'page', n: 2 },
  text: '',
  tags: [],
  pinned: false,
  createdAt: 1,
  editedAt: 1,
  ...more,
})

async function opened(notes: readonly Note[] = []): Promise<{ readonly store: SessionStore; readonly open: OpenSession }> {
  const store = createMemoryStore(env)
  await record(store, told)
  for (const one of notes) await store.putNote('session', one)
  const open = createOpenSession({ store, env }, 'session', signal(await store.listSessions()), false, ending.signal)
  await until('the entries', () => !open.loader.loading.value)
  return { store, open }
}

/** The rows that have a mark, with it. */
const marked = ({ notes, index }: OpenSession) =>
  Array.from({ length: index.rows }, (_, row) => notes.markAt(row)).flatMap((mark, row) => (mark === undefined ? [] : [[row, mark]]))

describe('the notes of an open session', () => {
  it('mark the entries that they are about, in whatever document', async () => {
    const { open } = await opened([
      note('a', { pinned: true }),
      note('b', { anchor: { document: 'frame', n: 2 }, text: 'x', tags: ['t'] }),
      note('c', { anchor: { document: 'frame', n: 2 }, tags: ['u'] }),
    ])
    await until('the marks', () => marked(open).length === 2)
    expect(marked(open)).toEqual([
      [2, { pinned: true, noted: false, tags: [] }],
      [3, { pinned: false, noted: true, tags: ['t', 'u'] }],
    ])
    expect(open.notes.marksOf(4)).toMatchObject({ pinned: false, tags: ['t', 'u'] })
    expect(open.notes.marksOf(1)).toMatchObject({ pinned: false, tags: [] })
    expect(open.notes.marksOf(99)).toMatchObject({ pinned: false, tags: [] })
  })

  it('find their entry when it comes later, and never one that does not exist', async () => {
    const { store, open } = await opened([
      note('later', { anchor: { document: 'page', n: 4 }, pinned: true }),
      note('never', { anchor: { document: 'gone', n: 1 }, pinned: true }),
    ])
    await until('the notes', () => open.notes.list.value.length === 2)
    expect(marked(open)).toEqual([])
    await store.putDocument('session', newDocument('late'))
    await store.append('session', 'page', 4, [{ t: told.session.createdAt + 99, kind: 'event', type: 'mark', data: { name: 'here' } }])
    await until('the mark', () => marked(open).length === 1)
    expect(marked(open)[0]?.[0]).toBe(5)
    expect(open.notes.list.value.map((one) => open.notes.rowOf(one))).toEqual([5, undefined])
  })

  it('about a stretch of time hold for every entry in it, and lead to its first', async () => {
    const [, second, third] = told.entries
    const anchor = { from: second?.t ?? 0, until: third?.t ?? 0 }
    const { open } = await opened([note('a', { anchor, pinned: true, tags: ['slow'] })])
    await until('the notes', () => open.notes.list.value.length === 1)
    const pinned = told.entries.filter(({ seq }) => open.notes.marksOf(seq).pinned).map(({ seq }) => seq)
    expect(pinned).toEqual([2, 3])
    expect(marked(open)).toEqual([])
    expect(open.notes.list.value.map((one) => open.notes.rowOf(one))).toEqual([1])
  })

  it('are kept, changed and removed, by this panel and by others, and say each time that something changed', async () => {
    const { store, open } = await opened()
    const before = open.notes.version.value
    await open.notes.put({ ...open.notes.begin(open.finder.know(0)), text: 'mine' })
    expect(marked(open)).toEqual([[0, { pinned: false, noted: true, tags: [] }]])
    expect(open.notes.version.value).toBeGreaterThan(before)
    await store.putNote('session', note('theirs', { pinned: true }))
    await until('the other', () => marked(open).length === 2)
    await open.notes.remove('theirs')
    expect(marked(open)).toHaveLength(1)
    expect(open.notes.at('page', 1).map(({ text }) => text)).toEqual(['mine'])
  })

  it('tell the filter which tags there are, so that it can say of another that nothing has it', async () => {
    const { open } = await opened([note('a', { tags: ['cart'] })])
    await until('the notes', () => open.notes.list.value.length === 1)
    open.filter.type('@cart @crat')
    expect(open.filter.hints.value).toEqual([{ why: 'tag', term: '@crat', meant: '@cart' }])
    await open.notes.put({ ...open.notes.begin(open.finder.know(0)), tags: ['crat'] })
    expect(open.filter.hints.value).toEqual([])
    open.filter.type('/(/ @none')
    expect(open.filter.hints.value).toEqual([])
  })

  it('of another session change nothing here', async () => {
    const { store, open } = await opened()
    await store.createSession(newSession('other'))
    await store.putNote('other', note('a', { pinned: true }))
    await store.putNote('session', note('b', { pinned: true }))
    await until('the own', () => open.notes.list.value.length > 0)
    expect(open.notes.list.value.map(({ id }) => id)).toEqual(['b'])
  })
})

describe('what a person types', () => {
  it('becomes tags: words, each once, without the sign before them', () => {
    expect(tagsOf(' @cart, Cart #total\n\tslow@home  ,, @ ')).toEqual(['cart', 'total', 'slow@home'])
    expect(tagsOf('')).toEqual([])
    expect(tagsOf('e\u0301 \u00e9')).toEqual(['\u00e9'])
  })

  it('is cut at the limits, never in the middle of a character', () => {
    const [tag] = tagsOf(`${'x'.repeat(59)}🎬`)
    expect(tag).toBe('x'.repeat(59))
    expect(tagsOf(Array.from({ length: 50 }, (_, i) => `t${i}`).join(' '))).toHaveLength(20)
    expect(noteText(`  ${'y'.repeat(5000)}  `)).toHaveLength(4000)
  })
})
