import { lowerBound } from './columns'
import { facets } from './facets'
import type { TimelineIndex } from './timeline-index'

/** Entries per slice of time and facet: `counts[slice * facets + facet]`. */
export interface OverviewBins {
  readonly from: number
  readonly until: number
  readonly slices: number
  readonly counts: Uint32Array
  /** Entries in the fullest slice, the recorder's own left out. */
  readonly most: number
}

const recorder = facets.indexOf('recorder')

/** Counts the entries of a session in equal slices of its time. Looks at every entry once. */
export function overviewOf(index: TimelineIndex, slices: number): OverviewBins {
  const { order, t, type, types } = index
  const from = t.data[order.data[0] ?? 0] ?? 0
  const until = t.data[order.data[order.length - 1] ?? 0] ?? 0
  const counts = new Uint32Array(slices * facets.length)
  const scale = until > from ? slices / (until - from) : 0
  for (let row = 0; row < index.rows; row++) {
    const slice = Math.min(slices - 1, Math.max(0, Math.floor(((t.data[row] ?? 0) - from) * scale)))
    const at = slice * facets.length + (types[type.data[row] ?? 0]?.facetCode ?? 0)
    counts[at] = (counts[at] ?? 0) + 1
  }
  let most = 0
  for (let slice = 0; slice < slices; slice++) most = Math.max(most, sliceSum(counts, slice))
  return { from, until, slices, counts, most }
}

function sliceSum(counts: Uint32Array, slice: number): number {
  let sum = 0
  for (let facet = 0; facet < facets.length; facet++) {
    if (facet !== recorder) sum += counts[slice * facets.length + facet] ?? 0
  }
  return sum
}

/** The position in `order` of the first entry at or after a moment. */
export function positionAt(index: TimelineIndex, moment: number): number {
  return lowerBound(index.order.data, index.order.length, (row) => (index.t.data[row] ?? 0) < moment)
}
