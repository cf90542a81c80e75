import { describe, expect, it } from 'vitest'
import { createLogStore, type Tables } from '../../../src/core/store'
import { createMemoryTables } from '../../../src/core/store/memory-tables'
import { entries, newDocument, newSession } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'

/** A store that counts the transactions appends take. */
async function begin() {
  const memory = createMemoryTables()
  let writes = 0
  const tables: Tables = {
    read: memory.read,
    write(names, body) {
      writes += 1
      return memory.write(names, body)
    },
  }
  const store = createLogStore({ tables, env: createTestEnv(), changed: () => undefined })
  await store.createSession(newSession('s'))
  await store.putDocument('s', newDocument('page'))
  const before = writes
  return { store, writes: () => writes - before }
}

describe('batches that wait for the same session', () => {
  it('are committed together', async () => {
    const { store, writes } = await begin()
    await Promise.all(Array.from({ length: 50 }, (_, i) => store.append('s', 'page', i + 1, entries`mark ${i}`)))
    // The first goes at once, the others wait for it.
    expect(writes()).toBe(2)
    expect((await store.listSegments('s')).map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
      [1, 1],
      [2, 50],
    ])
  })

  it('take along what a sender sends as soon as it is acknowledged', async () => {
    const { store, writes } = await begin()
    let next = 1
    const sender = async () => {
      while (next <= 40) {
        const n = next++
        await store.append('s', 'page', n, entries`mark ${n}`)
      }
    }
    await Promise.all(Array.from({ length: 8 }, sender))
    expect(writes()).toBeLessThanOrEqual(7)
  })

  it('are committed in parts when together they are large', async () => {
    const { store, writes } = await begin()
    const large = entries`log ${'x'.repeat(1024 * 1024)}`
    await Promise.all(Array.from({ length: 9 }, (_, i) => store.append('s', 'page', i + 1, large)))
    expect(writes()).toBeGreaterThanOrEqual(9)
    expect(await store.listSegments('s')).toHaveLength(9)
  })

  it('of different sessions do not wait for each other', async () => {
    const { store, writes } = await begin()
    await store.createSession(newSession('t'))
    await store.putDocument('t', newDocument('page'))
    const before = writes()
    await Promise.all(['s', 't'].map((id) => store.append(id, 'page', 1, entries`mark here`)))
    expect(writes() - before).toBe(2)
  })
})
