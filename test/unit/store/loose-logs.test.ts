import { describe, expect, it } from 'vitest'
import { createLogStore, type Tables } from '../../../src/core/store'
import { createMemoryTables } from '../../../src/core/store/memory-tables'
import { entries, newDocument, newSession, record, session } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'

/** A context that dies at its write number `last`. */
function dyingAt(tables: Tables, last: number): Tables {
  let writes = 0
  return {
    read: tables.read,
    write(names, body) {
      writes += 1
      return writes < last ? tables.write(names, body) : Promise.reject(new Error('killed'))
    },
  }
}

const storeOn = (tables: Tables) => createLogStore({ tables, env: createTestEnv(), changed: () => undefined })
const marks = (count: number) => Array.from({ length: count }, (_, i) => `mark ${i}`).join(' | ')

describe('a purge that was cut short', () => {
  it.each([2, 3, 4, 5, 6])('at its write number %i is finished by the next one, or by a sweep', async (last) => {
    for (const finish of ['purge', 'sweep'] as const) {
      const memory = createMemoryTables()
      const store = storeOn(memory)
      await record(store, session`${marks(150)}`)
      await store.deleteSession('session', 1)
      await expect(storeOn(dyingAt(memory, last)).purgeDeleted(2)).rejects.toThrow('killed')
      expect(memory.rows()).toBeGreaterThan(0)
      expect(await store.listSessions()).toEqual([])
      await expect(store.append('session', 'page', 151, entries`click #late`)).rejects.toMatchObject({ code: 'store/unknown-session' })
      if (finish === 'purge') await store.purgeDeleted(0)
      else expect(await store.sweepStages(0)).toBe(1)
      expect(memory.rows()).toBe(0)
    }
  })

  it('before its first write has deleted nothing', async () => {
    const memory = createMemoryTables()
    const store = storeOn(memory)
    await record(store, session`click #a`)
    await store.deleteSession('session', 1)
    await expect(storeOn(dyingAt(memory, 1)).purgeDeleted(2)).rejects.toThrow('killed')
    await store.restoreSession('session')
    expect(await store.readSegment('session', 1)).toHaveLength(1)
  })
})

describe('an import that was killed', () => {
  it.each([2, 3, 4, 5])('at its write number %i leaves nothing once it was swept', async (last) => {
    const memory = createMemoryTables()
    const store = storeOn(memory)
    const { documents, entries } = session`${marks(2500)}`
    const dying = storeOn(dyingAt(memory, last))
    const importing = async () => {
      const stage = await dying.stageImport(newSession('session'), documents)
      await stage.add(entries)
      await stage.commit()
    }
    await expect(importing()).rejects.toThrow('killed')
    expect(await store.listSessions()).toEqual([])
    expect(await store.sweepStages(Number.MAX_SAFE_INTEGER)).toBe(1)
    expect(memory.rows()).toBe(0)
  })

  it('cannot come back while it is being removed', async () => {
    const memory = createMemoryTables()
    const store = storeOn(memory)
    const { documents, entries } = session`${marks(2500)}`
    const stage = await store.stageImport(newSession('session'), documents)
    await stage.add(entries.slice(0, 1000))
    await expect(storeOn(dyingAt(memory, 2)).sweepStages(Number.MAX_SAFE_INTEGER)).rejects.toThrow('killed')
    await expect(stage.add(entries.slice(1000))).rejects.toMatchObject({ code: 'store/unknown-session' })
    await expect(stage.commit()).rejects.toMatchObject({ code: 'store/unknown-session' })
    expect(await store.sweepStages(0)).toBe(1)
    expect(memory.rows()).toBe(0)
  })

  it('is not swept while it goes on', async () => {
    const memory = createMemoryTables()
    const env = createTestEnv()
    const store = createLogStore({ tables: memory, env, changed: () => undefined })
    const { entries } = session`${marks(1000)}`
    const stage = await store.stageImport(newSession('session'), [newDocument('page')])
    const begun = env.now()
    await stage.add(entries)
    expect(await store.sweepStages(begun)).toBe(0)
    await stage.commit()
    expect(await store.getSession('session')).toMatchObject({ counts: { entries: 1000 } })
  })
})
