import type { Env } from '../core/env'
import type { RowTable } from '../core/jobs'
import { createLogStore, type SessionStore, type StoreUsage } from '../core/store'
import { createConnection } from './connection'
import type { PlainTable } from './database'
import { createDexieTables } from './dexie-tables'
import { createNotifier } from './notifier'
import { createRowTable } from './row-table'
import { translateError } from './translate-error'

/** The part of `navigator.storage` that tells how much room there is. */
export interface StorageRoom {
  estimate(): Promise<{ readonly usage?: number | undefined; readonly quota?: number | undefined }>
  persisted?(): Promise<boolean>
}

export interface DexieStoreOptions {
  readonly env: Env
  /** Of the database. */
  readonly name?: string | undefined
  /** Where to keep it; the context's own unless told. */
  readonly indexedDB?: IDBFactory | undefined
  readonly keyRange?: typeof IDBKeyRange | undefined
  /** `navigator.storage`, where the context has it. */
  readonly storage?: StorageRoom | undefined
}

export interface DexieStore extends SessionStore {
  /** A table of plain rows in the same database. */
  rows<Row extends { readonly id: string }>(table: PlainTable, parse: (row: unknown) => Row | undefined): RowTable<Row>
  /** Gives the database and the channel free. What is called afterwards rejects with `store/unavailable`. */
  close(): void
}

/**
 * The session store in IndexedDB. Opens the database with the first operation,
 * so it can be made synchronously where a context starts; any number of contexts
 * may each make one for the same database.
 */
export function openDexieStore({
  env,
  name = 'playhead',
  indexedDB = globalThis.indexedDB,
  keyRange = globalThis.IDBKeyRange,
  storage = globalThis.navigator?.storage,
}: DexieStoreOptions): DexieStore {
  const connection = createConnection({ name, indexedDB, keyRange })
  const notifier = createNotifier(`${name}-store`)
  return {
    ...createLogStore({ tables: createDexieTables(connection), env, changed: notifier.changed }),
    watch: notifier.watch,
    usage: () => usageOf(storage),
    rows: (table, parse) => createRowTable(connection, table, parse),
    close() {
      notifier.close()
      connection.close()
    },
  }
}

async function usageOf(storage: StorageRoom | undefined): Promise<StoreUsage> {
  try {
    const { usage = 0, quota = 0 } = (await storage?.estimate()) ?? {}
    return { used: usage, quota, persistent: (await storage?.persisted?.()) ?? false }
  } catch (error) {
    throw translateError(error)
  }
}
