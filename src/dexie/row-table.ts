import type { RowTable } from '../core/jobs'
import type { Connection } from './connection'
import type { PlainTable } from './database'

/**
 * A table of plain rows. `parse` is the edge: rows it gives undefined for (of
 * another version, say) are left out. Rejections are `AppError`s like the store's.
 */
export function createRowTable<Row extends { readonly id: string }>(
  connection: Connection,
  table: PlainTable,
  parse: (row: unknown) => Row | undefined,
): RowTable<Row> {
  return {
    async put(row) {
      await connection.run((db) => db.table<Row>(table).put(row))
    },
    get: async (id) => parse(await connection.run((db) => db.table<unknown>(table).get(id))),
    async list() {
      const rows = await connection.run((db) => db.table<unknown>(table).toArray())
      return rows.map(parse).filter((row) => row !== undefined)
    },
    delete: (id) => connection.run((db) => db.table(table).delete(id)),
  }
}
