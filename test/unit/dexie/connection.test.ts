import { Dexie } from 'dexie'
import { IDBKeyRange as FakeKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDexieStore } from '../../../src/dexie'
import { createConnection } from '../../../src/dexie/connection'
import { nativeVersion } from '../../../src/dexie/database'
import { createFakeDatabase, done, type FakeDatabase } from '../../contract/store/fake-database'
import { entries, newSession, record, session } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'

let database: FakeDatabase

beforeEach(() => {
  database = createFakeDatabase()
})

afterEach(() => {
  database.close()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Opens the database as another Playhead would, of any version. */
async function openAs(version: number, upgrade: (db: IDBDatabase) => void = () => undefined): Promise<IDBDatabase> {
  const request = database.factory.open(database.name, version)
  request.onupgradeneeded = () => upgrade(request.result)
  return done(request)
}

describe('a database of a newer Playhead', () => {
  it('is refused, and left exactly as it is', async () => {
    const newer = await openAs(nativeVersion + 10, (db) =>
      db.createObjectStore('sessions', { keyPath: 'uid' }).put({ uid: 'x', kept: true }),
    )
    newer.close()
    const store = database.open()
    await expect(store.listSessions()).rejects.toMatchObject({ code: 'store/newer' })
    await expect(store.createSession(newSession('s'))).rejects.toMatchObject({ code: 'store/newer' })
    const found = await database.raw(async (db) => ({
      version: db.version,
      stores: [...db.objectStoreNames],
      rows: await done(db.transaction('sessions').objectStore('sessions').getAll()),
    }))
    expect(found).toEqual({ version: nativeVersion + 10, stores: ['sessions'], rows: [{ uid: 'x', kept: true }] })
  })

  it('that comes while the store is open is given way to, and then refused', async () => {
    const store = database.open()
    await record(store, session`click #a`)
    const warned = vi.spyOn(console, 'warn')
    const newer = await openAs(nativeVersion + 10)
    expect(warned).not.toHaveBeenCalled()
    await expect(store.append('session', 'page', 2, entries`click #b`)).rejects.toMatchObject({ code: 'store/newer' })
    newer.close()
  })
})

describe('a connection', () => {
  it('that was closed by an upgrade elsewhere is opened again by the next operation', async () => {
    const store = database.open()
    await record(store, session`click #a`)
    await done(database.factory.deleteDatabase(database.name))
    expect(await store.listSessions()).toEqual([])
    await record(store, session`click #b`)
    expect(await store.readSegment('session', 1)).toHaveLength(1)
  })

  it('that is closed under an operation lets it run once more, and no oftener', async () => {
    const connection = createConnection({ name: database.name, indexedDB: database.factory, keyRange: FakeKeyRange })
    let attempts = 0
    const closedUntil = (last: number) => async () => {
      attempts += 1
      if (attempts < last) throw new Dexie.DatabaseClosedError()
      return attempts
    }
    expect(await connection.run(closedUntil(2))).toBe(2)
    attempts = 0
    await expect(connection.run(closedUntil(3))).rejects.toMatchObject({ code: 'store/unavailable' })
    expect(attempts).toBe(2)
    connection.close()
  })

  it('that fails to open says why, and is tried again with the next operation', async () => {
    const open = vi.fn((name: string, version?: number) => database.factory.open(name, version))
    open.mockImplementationOnce(() => {
      throw new DOMException('A mutation operation was attempted on a database that did not allow mutations.', 'InvalidStateError')
    })
    const store = openDexieStore({
      env: createTestEnv(),
      name: database.name,
      indexedDB: { ...database.factory, open },
      keyRange: FakeKeyRange,
    })
    await expect(store.listSessions()).rejects.toMatchObject({
      code: 'store/unavailable',
      detail: { why: expect.stringContaining('did not allow mutations') },
    })
    expect(await store.listSessions()).toEqual([])
    store.close()
  })

  it('waits for a context that holds an older version, and says so when that lasts', async () => {
    const older = await openAs(nativeVersion - 1)
    const store = database.open()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const refused = expect(store.listSessions()).rejects.toMatchObject({
      code: 'store/unavailable',
      detail: { why: 'another window of Playhead still uses the old version' },
    })
    await vi.waitUntil(() => {
      vi.advanceTimersByTime(1000)
      return vi.getTimerCount() > 0
    })
    vi.advanceTimersByTime(5000)
    await refused
    vi.useRealTimers()
    older.close()
    expect(await store.listSessions()).toEqual([])
  })

  it('that is closed for good refuses what comes after', async () => {
    const store = database.open()
    await store.createSession(newSession('s'))
    store.close()
    await expect(store.listSessions()).rejects.toMatchObject({ code: 'store/unavailable' })
  })

  it('is refused plainly where there is no IndexedDB', async () => {
    const store = openDexieStore({ env: createTestEnv(), name: 'none', indexedDB: undefined, keyRange: undefined })
    await expect(store.listSessions()).rejects.toMatchObject({ code: 'store/unavailable' })
    store.close()
  })
})
