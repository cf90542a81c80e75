import { type Column, createColumn, lowerBound, uint32 } from '../columns'

/** Rows, ascending, that have something others do not. Walking through them in order costs next to nothing. */
export interface SparseRows {
  readonly rows: Column<Uint32Array>
  /** The place of a row among them, or -1. */
  placeOf(row: number): number
}

/** Steps that are tried before the row is looked for from the start. */
const NEAR = 4

export function createSparseRows(): SparseRows {
  const rows = createColumn(uint32)
  let last = 0

  return {
    rows,
    placeOf(row) {
      const { data, length } = rows
      if (length === 0) return -1
      if ((data[last] ?? 0) <= row) {
        const far = last + NEAR
        while (last + 1 < length && last < far && (data[last + 1] ?? 0) <= row) last++
        if (data[last] === row) return last
        if (last + 1 === length || (data[last + 1] ?? 0) > row) return -1
      }
      const at = lowerBound(data, length, (other) => other < row)
      last = Math.min(at, length - 1)
      return data[last] === row ? last : -1
    },
  }
}
