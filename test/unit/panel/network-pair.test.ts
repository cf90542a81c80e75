import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/core/store'
import { createTimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { createEntryReader } from '../../../src/panel/state/entry-reader'
import { findPair } from '../../../src/panel/state/network-pair'
import { generateVisit, storeVisit } from '../../harness/panel-page/generated-session'
import { createTestEnv } from '../../harness/test-env'

const visit = generateVisit({ id: 'v', name: 'v', startedAt: 1_700_000_000_000, entries: 600, seed: 8 })

describe('a request and its response', () => {
  it('find each other, though others with the same address lie between', async () => {
    const store = createMemoryStore(createTestEnv())
    await storeVisit(store, visit)
    const index = createTimelineIndex()
    index.add(await store.listSegments('v'))
    const reader = createEntryReader(store, 'v', index)
    let pairs = 0
    for (let row = 0; row < index.rows; row++) {
      const entry = await reader.read(row + 1)
      if (entry?.kind !== 'event' || entry.type !== 'request') continue
      const found = await findPair(index, reader, entry)
      const response = found?.entry
      if (response?.kind !== 'event' || response.type !== 'response') throw new Error(`no response for ${entry.data.id}`)
      expect([response.data.id, response.document]).toEqual([entry.data.id, entry.document])
      expect((await findPair(index, reader, response))?.entry).toEqual(entry)
      pairs++
    }
    expect(pairs).toBeGreaterThan(50)
  })

  it('stay alone when the other was not recorded', async () => {
    const store = createMemoryStore(createTestEnv())
    const request = {
      kind: 'event',
      type: 'request',
      data: { id: 1, api: 'fetch', method: 'GET', url: 'https://a.example/' },
      t: 1,
    } as const
    const mark = { kind: 'event', type: 'mark', data: { name: 'm' }, t: 2 } as const
    await storeVisit(store, { ...visit, facts: [request, mark].map((entry) => ({ document: 'document-1', entry })) })
    const index = createTimelineIndex()
    index.add(await store.listSegments('v'))
    const reader = createEntryReader(store, 'v', index)
    const [first, second] = [await reader.read(1), await reader.read(2)]
    if (first === undefined || second === undefined) throw new Error('nothing was stored')
    expect(await findPair(index, reader, first)).toBeUndefined()
    expect(await findPair(index, reader, second)).toBeUndefined()
  })
})
