import { type Comparison, type RowVerdict, rowVerdicts } from '../../core/compare'
import type { Facet } from './facets'

/** What rows differ in, as people ask for it. */
export const differenceKinds = ['state', 'action', 'fault', 'network', 'other', 'unknown'] as const
export type DifferenceKind = (typeof differenceKinds)[number]

export interface CompareSummary {
  /** Rows of each kind, the first difference among them and all that come after it. */
  readonly counts: Readonly<Record<DifferenceKind, number>>
  /** The kind of a row; undefined for one that is the same on both sides. */
  kindOf(row: number): DifferenceKind | undefined
  /** The next row of a kind after `row`, or else the first there is. */
  next(kind: DifferenceKind, row: number): number | undefined
}

/** Counts what differs. `facetOf` tells the facet of a row’s entry. */
export function summarize({ verdicts, differences }: Comparison, facetOf: (row: number) => Facet): CompareSummary {
  function kindOf(row: number): DifferenceKind | undefined {
    const verdict: RowVerdict = rowVerdicts[verdicts[row] ?? 0] ?? 'same'
    if (verdict === 'same') return undefined
    return verdict === 'other' && facetOf(row) === 'network' ? 'network' : verdict
  }
  const counts = { state: 0, action: 0, fault: 0, network: 0, other: 0, unknown: 0 }
  const from = differences[0] ?? 0
  for (let row = from; row < verdicts.length; row++) {
    const kind = verdicts[row] === 0 ? undefined : kindOf(row)
    if (kind !== undefined) counts[kind]++
  }
  function search(kind: DifferenceKind, start: number): number | undefined {
    for (let row = start; row < verdicts.length; row++) if (verdicts[row] !== 0 && kindOf(row) === kind) return row
    return undefined
  }
  return { counts, kindOf, next: (kind, row) => search(kind, Math.max(from, row + 1)) ?? search(kind, from) }
}

/** The next difference after a row, or the one before it; undefined when there is none. `row` may be −1. */
export function neighbourDifference(differences: Uint32Array, row: number, direction: 1 | -1): number | undefined {
  let low = 0
  let high = differences.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((differences[middle] ?? 0) < (direction > 0 ? row + 1 : row)) low = middle + 1
    else high = middle
  }
  return differences[direction > 0 ? low : low - 1]
}
