/** Plain data kept over restarts: rows that structured clone can copy, told apart by `id`. */
export interface RowTable<Row extends { readonly id: string }> {
  put(row: Row): Promise<void>
  get(id: string): Promise<Row | undefined>
  list(): Promise<readonly Row[]>
  /** Fine when there is none. */
  delete(id: string): Promise<void>
}

/** Rows that are gone with their context, for tests. */
export function createMemoryTable<Row extends { readonly id: string }>(): RowTable<Row> {
  const rows = new Map<string, Row>()
  return {
    async put(row) {
      rows.set(row.id, structuredClone(row))
    },
    get: async (id) => structuredClone(rows.get(id)),
    list: async () => structuredClone([...rows.values()]),
    async delete(id) {
      rows.delete(id)
    },
  }
}
