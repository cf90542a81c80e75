import { type Collection, Dexie, type Table, type Transaction } from 'dexie'
import type { LogRange, LogTable, Rows, TableName, Tables, WriteTx } from '../core/store'
import type { Connection } from './connection'

/** The tables of a store in IndexedDB. Each transaction is its own (`!`): none may ever join one it was called in. */
export function createDexieTables(connection: Connection): Tables {
  return {
    read: (tables, body) => connection.run((db) => db.transaction('r!', [...tables], async (tx) => body(operationsOf(tx)))),
    write: (tables, body) =>
      connection.run(async (db) => {
        let native: IDBTransaction | undefined
        try {
          return await db.transaction('rw!', [...tables], async (tx) => {
            native = tx.idbtrans
            return body(operationsOf(tx))
          })
        } catch (error) {
          // The request that was under way only says that it was aborted; why, its transaction knows.
          throw native?.error ? new Dexie.AbortError(native.error) : error
        }
      }),
  }
}

function operationsOf(tx: Transaction): WriteTx {
  // The table of the transaction itself: one of the database would have to guess which transaction is meant.
  const table = <T extends TableName>(name: T): Table<Rows[T]> => tx.table<Rows[T]>(name)

  function rows<T extends LogTable>(name: T, { log, after = Dexie.minKey, upTo }: LogRange): Collection<Rows[T]> {
    return table(name)
      .where(':id')
      .between([log, after], [log, upTo ?? Dexie.maxKey], false, true)
  }

  return {
    get: (name, key) => table(name).get(key),
    all: (name) => table(name).toArray(),
    list: (name, range, limit) => (limit === undefined ? rows(name, range) : rows(name, range).limit(limit)).toArray(),
    async seqs(name, range, limit) {
      const keys: readonly unknown[] = await rows(name, range).limit(limit).primaryKeys()
      return keys.map((key) => (Array.isArray(key) ? Number(key[1]) : 0))
    },
    async put(name, row) {
      await table(name).put(row)
    },
    async delete(name, key) {
      await table(name).delete(key)
    },
    async deleteRange(name, range) {
      await rows(name, range).delete()
    },
  }
}
