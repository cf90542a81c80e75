import { IDBKeyRange as FakeKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DexieStore, openDexieStore, type StorageRoom } from '../../../src/dexie'
import { createFakeDatabase, type FakeDatabase } from '../../contract/store/fake-database'
import { createTestEnv } from '../../harness/test-env'

let database: FakeDatabase
let store: DexieStore

beforeEach(() => {
  database = createFakeDatabase()
  store = database.open()
})

afterEach(() => database.close())

describe('usage', () => {
  const usageWith = async (storage: StorageRoom | undefined) => {
    const other = openDexieStore({ env: createTestEnv(), name: 'usage', indexedDB: database.factory, keyRange: FakeKeyRange, storage })
    try {
      return await other.usage()
    } finally {
      other.close()
    }
  }

  it('is what the browser tells', async () => {
    const storage = { estimate: async () => ({ usage: 5, quota: 10 }), persisted: async () => true }
    expect(await usageWith(storage)).toEqual({ used: 5, quota: 10, persistent: true })
  })

  it('is nothing where it tells nothing', async () => {
    expect(await usageWith({ estimate: async () => ({}) })).toEqual({ used: 0, quota: 0, persistent: false })
  })
})

describe('the table of jobs', () => {
  interface Job {
    readonly id: string
    readonly phase: string
  }
  const parse = (row: unknown): Job | undefined => {
    if (typeof row !== 'object' || row === null || !('id' in row) || !('phase' in row)) return undefined
    return { id: String(row.id), phase: String(row.phase) }
  }

  it('keeps rows over restarts, one for each id', async () => {
    const jobs = store.rows('jobs', parse)
    await jobs.put({ id: 'a', phase: 'plan' })
    await jobs.put({ id: 'b', phase: 'plan' })
    await jobs.put({ id: 'a', phase: 'write' })
    store.close()
    const again = database.open().rows('jobs', parse)
    expect(await again.list()).toEqual([
      { id: 'a', phase: 'write' },
      { id: 'b', phase: 'plan' },
    ])
    await again.delete('b')
    expect(await again.get('b')).toBeUndefined()
    expect(await again.get('a')).toEqual({ id: 'a', phase: 'write' })
  })

  it('leaves out what it cannot read', async () => {
    await store.rows('jobs', (row) => row as { readonly id: string }).put({ id: 'odd' })
    expect(await store.rows('jobs', parse).list()).toEqual([])
    expect(await store.rows('jobs', parse).get('odd')).toBeUndefined()
  })
})
