import type { Kind, Session } from '../../../core/model'
import { lowerBound } from '../columns'
import type { TimeRange } from '../time-range'
import type { TimelineIndex } from '../timeline-index'

/** How many entries of each kind. */
export type KindCounts = Readonly<Record<Kind, number>>

export interface KeptOf {
  readonly range: Partial<TimeRange> | undefined
  /** Whether a source goes in, by its index in `index.sources`; undefined for all. Entries of none go in. */
  readonly isOfSource: ((code: number) => boolean) | undefined
}

/** The entries of a session on screen that are of the chosen time and sources, counted. */
export function countKept({ order, t, type, types, source }: TimelineIndex, { range, isOfSource }: KeptOf): KindCounts {
  const { from = -Infinity, until = Infinity } = range ?? {}
  const counts = types.map(() => 0)
  const timeAt = (row: number): number => t.data[row] ?? 0
  const first = lowerBound(order.data, order.length, (row) => timeAt(row) < from)
  for (let at = first; at < order.length; at++) {
    const row = order.data[at] ?? 0
    if (timeAt(row) > until) break
    const code = source.data[row] ?? 0
    if (isOfSource !== undefined && code > 0 && !isOfSource(code - 1)) continue
    const kind = type.data[row] ?? 0
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  const kept: Record<Kind, number> = { state: 0, component: 0, event: 0, performance: 0 }
  for (const [code, { kind }] of types.entries()) if (kind in kept) kept[kind as Kind] += counts[code] ?? 0
  return kept
}

/** The same of a session that is not on screen, as if its entries were spread evenly over its time. */
export function guessKept({ counts, createdAt, endedAt = createdAt }: Session, range: Partial<TimeRange> | undefined): KindCounts {
  const span = endedAt - createdAt
  const from = Math.max(createdAt, range?.from ?? createdAt)
  const until = Math.min(endedAt, range?.until ?? endedAt)
  const share = until < from ? 0 : span > 0 ? (until - from) / span : 1
  const { state, component, event, performance } = counts.kinds
  return { state: state * share, component: component * share, event: event * share, performance: performance * share }
}
