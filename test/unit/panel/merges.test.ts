import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/core/store'
import { createMerges } from '../../../src/panel/state/merges'
import { createNotices } from '../../../src/panel/state/notices'
import { newSession, record, session } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'

const env = createTestEnv()
let ending = new AbortController()
afterEach(() => {
  ending.abort()
  ending = new AbortController()
})

async function begin() {
  const store = createMemoryStore(env)
  for (const id of ['a', 'b']) {
    const told = session`${Array.from({ length: 1200 }, (_, i) => `mark ${id}${i}`).join(' | ')}`
    await record(store, { ...told, session: newSession(id) })
  }
  const notices = createNotices()
  return { store, notices, merges: createMerges({ store, env }, notices, ending.signal) }
}

describe('merging in the panel', () => {
  it('gives the new session, and is over then', async () => {
    const { store, merges, notices } = await begin()
    const merged = await merges.merge('a', 'b')
    expect((await store.getSession(merged ?? '')).counts.entries).toBe(2400)
    expect(merges.running.value).toBeUndefined()
    expect(notices.list.value).toEqual([])
  })

  it('that is cancelled leaves nothing and complains of nothing', async () => {
    const { store, merges, notices } = await begin()
    const merging = merges.merge('a', 'b')
    expect(merges.running.value).toBeDefined()
    merges.cancel()
    expect(await merging).toBeUndefined()
    expect(await store.listSessions()).toHaveLength(2)
    expect(notices.list.value).toEqual([])
  })

  it('is done one at a time', async () => {
    const { store, merges } = await begin()
    const both = await Promise.all([merges.merge('a', 'b'), merges.merge('b', 'a')])
    expect(both[1]).toBeUndefined()
    expect(await store.listSessions()).toHaveLength(3)
  })

  it('that fails says so', async () => {
    const { merges, notices } = await begin()
    expect(await merges.merge('a', 'gone')).toBeUndefined()
    expect(notices.list.value).toMatchObject([{ error: { code: 'store/unknown-session' } }])
    expect(merges.running.value).toBeUndefined()
  })
})
