import type { LogRange } from './tables'

/** `[id]`, or `[log, seq or id]`. */
export type RowKey = readonly [string, (string | number)?]

/** One table in memory: rows in order of their keys. Each change gives what takes it back. */
export interface MemoryTable<Row> {
  get(key: RowKey): Row | undefined
  all(): readonly Row[]
  list(range: LogRange, limit?: number): readonly Row[]
  put(row: Row): () => void
  delete(key: RowKey): () => void
  deleteRange(range: LogRange): () => void
}

export function createMemoryTable<Row>(keyOf: (row: Row) => RowKey): MemoryTable<Row> {
  let rows: Row[] = []

  /** Where the first row is that `isBefore` does not hold for. */
  function firstNot(isBefore: (key: RowKey) => boolean): number {
    let low = 0
    let high = rows.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const row = rows[middle]
      if (row !== undefined && isBefore(keyOf(row))) low = middle + 1
      else high = middle
    }
    return low
  }

  const spanOf = ({ log, after = -Infinity, upTo = Infinity }: LogRange): readonly [start: number, end: number] => [
    firstNot(([id, part]) => id < log || (id === log && typeof part === 'number' && part <= after)),
    firstNot(([id, part]) => id < log || (id === log && (typeof part !== 'number' || part <= upTo))),
  ]

  /** Where the row of `key` is, or would be; `count` is how many rows it has: 1 or 0. */
  function find(key: RowKey): { readonly at: number; readonly count: number } {
    const at = firstNot((other) => compareKeys(other, key) < 0)
    const row = rows[at]
    return { at, count: row !== undefined && compareKeys(keyOf(row), key) === 0 ? 1 : 0 }
  }

  function replace(at: number, count: number, ...added: readonly Row[]): () => void {
    const removed = rows.splice(at, count, ...added)
    return () => {
      rows = [...rows.slice(0, at), ...removed, ...rows.slice(at + added.length)]
    }
  }

  return {
    get(key) {
      const { at, count } = find(key)
      return count === 0 ? undefined : rows[at]
    },
    all: () => [...rows],
    list(range, limit = Infinity) {
      const [start, end] = spanOf(range)
      return rows.slice(start, Math.min(end, start + limit))
    },
    put(row) {
      const { at, count } = find(keyOf(row))
      return replace(at, count, row)
    },
    delete(key) {
      const { at, count } = find(key)
      return replace(at, count)
    },
    deleteRange(range) {
      const [start, end] = spanOf(range)
      return replace(start, end - start)
    },
  }
}

function compareKeys([idA, partA]: RowKey, [idB, partB]: RowKey): number {
  if (idA !== idB) return idA < idB ? -1 : 1
  if (partA === undefined || partB === undefined || partA === partB) return 0
  return partA < partB ? -1 : 1
}
