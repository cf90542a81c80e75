import { AppError } from '../errors'
import { createMemoryTable, type MemoryTable, type RowKey } from './memory-table'
import { contentOf } from './segment-rows'
import type { Rows, TableName, Tables, WriteTx } from './tables'

export interface MemoryTables extends Tables {
  /** Size of all stored segments. */
  bytes(): number
  /** How many rows there are, in all tables. */
  rows(): number
}

/**
 * Tables in memory. Transactions follow each other, readers too, and one that
 * fails is undone step by step. Rows are immutable, so they are handed out as
 * they are. A transaction that ends with more than `limit` bytes of segments
 * fails with `store/quota`.
 */
export function createMemoryTables(limit = Infinity): MemoryTables {
  const tables: { readonly [T in TableName]: MemoryTable<Rows[T]> } = {
    sessions: createMemoryTable((row) => [row.id]),
    looseLogs: createMemoryTable((row) => [row.log]),
    views: createMemoryTable((row) => [row.log]),
    notes: createMemoryTable((row) => [row.log, row.id]),
    documents: createMemoryTable((row) => [row.log, row.id]),
    segmentIndex: createMemoryTable((row) => [row.log, row.lastSeq]),
    segmentBytes: createMemoryTable((row) => [row.log, row.lastSeq]),
  }
  let undo: (() => void)[] = []
  let last: Promise<unknown> = Promise.resolve()

  const keyOf = (key: string | RowKey): RowKey => (typeof key === 'string' ? [key] : key)
  const bytes = () =>
    tables.segmentBytes
      .all()
      .flatMap(contentOf)
      .reduce((sum, text) => sum + text.length, 0)

  const tx: WriteTx = {
    get: async (table, key) => tables[table].get(keyOf(key)),
    all: async (table) => tables[table].all(),
    list: async (table, range, rows) => tables[table].list(range, rows),
    seqs: async (table, range, rows) => tables[table].list(range, rows).map(({ lastSeq }) => lastSeq),
    async put(table, row) {
      undo.push(tables[table].put(row))
    },
    async delete(table, key) {
      undo.push(tables[table].delete(keyOf(key)))
    },
    async deleteRange(table, range) {
      undo.push(tables[table].deleteRange(range))
    },
  }

  /** Runs `body` when all before it are through. */
  function inTurn<T>(body: () => Promise<T>): Promise<T> {
    const turn = last.then(body, body)
    last = turn
    return turn
  }

  return {
    bytes,
    rows: () => Object.values(tables).reduce((sum, table) => sum + table.all().length, 0),
    read: (_, body) => inTurn(() => body(tx)),
    write: (_, body) =>
      inTurn(async () => {
        undo = []
        try {
          const result = await body(tx)
          if (limit < Infinity && bytes() > limit) throw new AppError('store/quota')
          return result
        } catch (error) {
          for (const step of undo.reverse()) step()
          throw error
        }
      }),
  }
}
