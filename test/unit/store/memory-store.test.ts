import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/core/store'
import { entries, record, session } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'

describe('a store in memory with a limit', () => {
  it('takes what fits, refuses what does not, and takes more when something was removed', async () => {
    const store = createMemoryStore(createTestEnv(), { limit: 2000 })
    await record(store, session`click #a`)
    const large = entries`log ${'x'.repeat(2000)}`
    await expect(store.append('session', 'page', 2, large)).rejects.toMatchObject({ code: 'store/quota' })
    expect(await store.getSession('session')).toMatchObject({ counts: { entries: 1 } })
    expect(await store.append('session', 'page', 2, entries`log ${'x'.repeat(1000)}`)).toEqual({ lastN: 2, added: 1 })
    await expect(store.append('session', 'page', 3, entries`log ${'x'.repeat(1000)}`)).rejects.toMatchObject({ code: 'store/quota' })
    await store.deleteSession('session', 1)
    await store.purgeDeleted(2)
    await record(store, session`log ${'x'.repeat(1800)}`)
    const { used, quota } = await store.usage()
    expect(used).toBeGreaterThan(1800)
    expect(quota).toBe(2000)
  })

  it('is its own: another one knows nothing of it', async () => {
    const store = createMemoryStore(createTestEnv())
    await record(store, session`click #a`)
    expect(await createMemoryStore(createTestEnv()).listSessions()).toEqual([])
  })
})
