import { beforeEach, describe, expect, it } from 'vitest'
import { noCounts, type Session } from '../../../src/core/model'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { createTimelineIndex, type TimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { createEntryReader, type EntryReader } from '../../../src/panel/state/entry-reader'
import { createTestEnv } from '../../harness/test-env'

const segments = 6
const each = 5

const session: Session = {
  id: 's',
  name: 's',
  origin: 'https://a.example',
  from: 'recorded',
  status: 'recording',
  createdAt: 0,
  browser: 'b',
  revision: 0,
  description: '',
  tags: [],
  counts: noCounts,
}

let store: SessionStore
let index: TimelineIndex
let reader: EntryReader
/** What the store was asked for; it answers once `open` is called. */
let asked: number[]
let open: () => void

beforeEach(async () => {
  store = createMemoryStore(createTestEnv())
  await store.createSession(session)
  await store.putDocument('s', { id: 'd', url: 'https://a.example/', title: '', timeOrigin: 0, offset: 0, late: false })
  for (let at = 0; at < segments; at++) {
    const entries = Array.from(
      { length: each },
      (_, i) => ({ kind: 'event', type: 'mark', t: at * each + i, data: { name: `m${at}` } }) as const,
    )
    await store.append('s', 'd', at * each + 1, entries)
  }
  index = createTimelineIndex()
  index.add(await store.listSegments('s'))
  asked = []
  const gate = Promise.withResolvers<void>()
  open = () => gate.resolve()
  reader = createEntryReader(
    {
      ...store,
      async readSegment(session, seq) {
        asked.push(seq)
        await gate.promise
        return store.readSegment(session, seq)
      },
    },
    's',
    index,
  )
})

describe('entries', () => {
  it('of one segment are read once, however many ask at the same time', async () => {
    const wanted = Promise.all([1, 2, 3, 5].map((seq) => reader.read(seq)))
    open()
    expect((await wanted).map((entry) => entry?.seq)).toEqual([1, 2, 3, 5])
    expect(asked).toEqual([1])
    expect((await reader.read(4))?.seq).toBe(4)
    expect(asked).toEqual([1])
  })

  it('that are needed one after the other are read ahead, some segments of them', async () => {
    reader.prepare(Array.from({ length: segments * each }, (_, i) => i + 1))
    expect(asked).toEqual([1, 6, 11, 16])
    open()
    for (let seq = 1; seq <= 20; seq++) expect((await reader.read(seq))?.seq).toBe(seq)
    expect(asked).toEqual([1, 6, 11, 16])
  })

  it('of segments that were merged since are found all the same', async () => {
    await store.compact('s', true)
    open()
    for (const seq of [1, 17, 30]) expect((await reader.read(seq))?.seq).toBe(seq)
    expect(await reader.read(31)).toBeUndefined()
  })

  it('that cannot be read ahead say so to whoever needs them', async () => {
    const broken = createEntryReader({ ...store, readSegment: () => Promise.reject(new Error('the disk is gone')) }, 's', index)
    broken.prepare([1, 6])
    await expect(broken.read(1)).rejects.toThrow('the disk is gone')
  })
})
