import { IDBFactory as FakeFactory, IDBKeyRange as FakeKeyRange } from 'fake-indexeddb'
import { createLogStore, type SessionStore, type Tables } from '../../../src/core/store'
import { createMemoryTables } from '../../../src/core/store/memory-tables'
import { createConnection } from '../../../src/dexie/connection'
import { createDexieTables } from '../../../src/dexie/dexie-tables'
import { createTestEnv } from '../../harness/test-env'

/** A store with the tables that it keeps its rows in, to reach behind it. */
export interface StoreOnTables {
  readonly store: SessionStore
  readonly tables: Tables
  close(): void
}

/** The store over other tables, such as ones that fail. */
export function storeOn(tables: Tables): SessionStore {
  const store = createLogStore({ tables, env: createTestEnv(), changed: () => undefined })
  return { ...store, watch: () => undefined, usage: async () => ({ used: 0, quota: 0, persistent: false }) }
}

let databases = 0

/** In memory and in IndexedDB. */
export const stores: readonly (readonly [name: string, create: () => StoreOnTables])[] = [
  [
    'in memory',
    () => {
      const tables = createMemoryTables()
      return { tables, store: storeOn(tables), close: () => undefined }
    },
  ],
  [
    'in IndexedDB',
    () => {
      const connection = createConnection({ name: `tables-${databases++}`, indexedDB: new FakeFactory(), keyRange: FakeKeyRange })
      const tables = createDexieTables(connection)
      return { tables, store: storeOn(tables), close: () => connection.close() }
    },
  ],
]
