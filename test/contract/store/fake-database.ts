import { IDBFactory as FakeFactory, IDBKeyRange as FakeKeyRange, IDBObjectStore as FakeObjectStore } from 'fake-indexeddb'
import { type DexieStore, openDexieStore } from '../../../src/dexie'
import { createTestEnv } from '../../harness/test-env'
import type { StoreUnderTest } from './store-contract'

/** A request's result. */
export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

export function committed(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error)
  })
}

export interface FakeDatabase {
  readonly factory: IDBFactory
  readonly name: string
  /** A store on it, as a context of its own would make one. */
  open(): DexieStore
  /** Works on the database past the store. */
  raw<T>(work: (db: IDBDatabase) => Promise<T>): Promise<T>
  close(): void
}

let databases = 0

/** An IndexedDB of its own, in memory. */
export function createFakeDatabase(): FakeDatabase {
  const factory: IDBFactory = new FakeFactory()
  const stores: DexieStore[] = []
  const name = `test-${databases++}`
  return {
    factory,
    name,
    open() {
      const store = openDexieStore({ env: createTestEnv(), name, indexedDB: factory, keyRange: FakeKeyRange })
      stores.push(store)
      return store
    },
    async raw(work) {
      const db = await done(factory.open(name))
      try {
        return await work(db)
      } finally {
        db.close()
      }
    },
    close() {
      for (const store of stores) store.close()
    },
  }
}

/**
 * Lets every write fail as on a full disk: the request with QuotaExceededError,
 * and with it the transaction. Gives what puts it right again.
 */
export function fillFakeDisk(): () => void {
  const { put } = FakeObjectStore.prototype
  FakeObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['put']>) {
    const request = put.apply(this, args)
    // What the fake will do when it gets to the request: pages cannot reach in there, only a browser can.
    const queued = '_requests' in this.transaction && Array.isArray(this.transaction._requests) ? this.transaction._requests.at(-1) : {}
    queued.operation = () => {
      throw new DOMException('There is no room.', 'QuotaExceededError')
    }
    return request
  }
  return () => {
    FakeObjectStore.prototype.put = put
  }
}

/** The store on a fake IndexedDB, for the contract. */
export async function createDexieUnderTest(): Promise<StoreUnderTest> {
  const database = createFakeDatabase()
  let empty: (() => void) | undefined
  const store = database.open()
  return {
    store,
    another: database.open,
    reopen() {
      store.close()
      return database.open()
    },
    fillDisk(full) {
      empty?.()
      empty = full ? fillFakeDisk() : undefined
    },
    damage: (session, lastSeq, text) =>
      database.raw(async (db) => {
        const tx = db.transaction(['sessions', 'segmentBytes'], 'readwrite')
        const { log } = await done(tx.objectStore('sessions').get(session))
        const table = tx.objectStore('segmentBytes')
        const row = await done(table.get([log, lastSeq]))
        table.delete([log, lastSeq])
        if (text !== undefined) table.put({ ...row, texts: [text] })
        await committed(tx)
      }),
    rows: () =>
      database.raw(async (db) => {
        const tx = db.transaction([...db.objectStoreNames])
        const counts = await Promise.all([...db.objectStoreNames].map((name) => done(tx.objectStore(name).count())))
        return counts.reduce((sum, count) => sum + count, 0)
      }),
    async close() {
      empty?.()
      database.close()
    },
  }
}
