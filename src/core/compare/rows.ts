import { roles } from './entry-key'
import type { Sequence } from './pair-others'

/** Two sessions beside each other: on each row an entry of either or of both, −1 for none. */
export interface AlignedRows {
  readonly length: number
  readonly left: Int32Array
  readonly right: Int32Array
  /** Pairs that stand in another order on the right than on the left. */
  readonly moved: number
}

/** Puts the entries of two aligned sequences into rows, in the order of the first. */
export function alignedRows(a: Sequence, b: Sequence, of: Int32Array): AlignedRows {
  const taken = new Uint8Array(b.length)
  let length = count(a) + count(b)
  for (const j of of) {
    if (j < 0) continue
    taken[j] = 1
    length--
  }
  const left = new Int32Array(length).fill(-1)
  const right = new Int32Array(length).fill(-1)
  let row = 0
  let next = 0
  let furthest = -1
  let moved = 0
  const flush = (end: number): void => {
    for (; next < end; next++) if (taken[next] === 0 && b.role[next] !== roles.silent) right[row++] = next
  }
  for (let i = 0; i < a.length; i++) {
    if (a.role[i] === roles.silent) continue
    const j = of[i] ?? -1
    if (j >= 0) {
      flush(j)
      if (a.role[i] === roles.anchor) {
        if (j < furthest) moved++
        else furthest = j
      }
      right[row] = j
    }
    left[row++] = i
  }
  flush(b.length)
  return { length, left, right, moved }
}

function count({ length, role }: Sequence): number {
  let rows = 0
  for (let at = 0; at < length; at++) if (role[at] !== roles.silent) rows++
  return rows
}
