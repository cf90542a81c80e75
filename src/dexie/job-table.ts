import type { Connection } from './connection'

/** Plain data of jobs, kept over restarts: rows that structured clone can copy, told apart by `id`. */
export interface JobTable<Row extends { readonly id: string }> {
  put(row: Row): Promise<void>
  get(id: string): Promise<Row | undefined>
  list(): Promise<readonly Row[]>
  delete(id: string): Promise<void>
}

/**
 * The jobs of a database. `parse` is the edge: rows it gives undefined for (of
 * another version, say) are left out. Rejections are `AppError`s like the store's.
 */
export function createJobTable<Row extends { readonly id: string }>(
  connection: Connection,
  parse: (row: unknown) => Row | undefined,
): JobTable<Row> {
  return {
    async put(row) {
      await connection.run((db) => db.table<Row>('jobs').put(row))
    },
    get: async (id) => parse(await connection.run((db) => db.table<unknown>('jobs').get(id))),
    async list() {
      const rows = await connection.run((db) => db.table<unknown>('jobs').toArray())
      return rows.map(parse).filter((row) => row !== undefined)
    },
    delete: (id) => connection.run((db) => db.table('jobs').delete(id)),
  }
}
