import type { TimelineIndex } from './timeline-index'

/** What a row of a source means for its state. */
export type SourceStep = 'open' | 'keyframe' | 'part' | 'change' | 'close' | 'gap'

const steps: ReadonlySet<string> = new Set<SourceStep>(['open', 'keyframe', 'part', 'change', 'close', 'gap'])

/** The step that a row is for a source, or undefined when it is none of its. `source` is an index into `index.sources`. */
export function stepOf(index: TimelineIndex, row: number, source: number): SourceStep | undefined {
  const type = index.types[index.type.data[row] ?? 0]
  if (type?.kind !== 'state' || !steps.has(type.type)) return undefined
  const of = index.source.data[row] ?? 0
  if (of === source + 1) return type.type as SourceStep
  // A gap that names no source may concern any of its document.
  const everywhere = of === 0 && type.type === 'gap' && documentOf(index, row) === index.sources[source]?.document
  return everywhere ? 'gap' : undefined
}

function documentOf(index: TimelineIndex, row: number): string | undefined {
  return index.documents[index.document.data[row] ?? 0]
}

/** Entries of one source without a keyframe among them: a recorder writes one far sooner, a made-up file may not. */
const MOST_ROWS = 20_000

/**
 * The rows that decide a source's state at a position of the order: from its last
 * keyframe (or its beginning) on, in order. Without one there are no more than the last 20,000.
 */
export function decidingRows(index: TimelineIndex, source: number, position: number): readonly number[] {
  const rows: number[] = []
  for (let at = Math.min(position, index.order.length - 1); at >= 0 && rows.length < MOST_ROWS; at--) {
    const row = index.order.data[at] ?? 0
    const step = stepOf(index, row, source)
    if (step === undefined) continue
    rows.push(row)
    if (step === 'keyframe' || step === 'open') break
  }
  return rows.reverse()
}

/** The next or previous row that changes a source, seen from a position; undefined when there is none. */
export function neighbourChange(index: TimelineIndex, source: number, position: number, direction: 1 | -1): number | undefined {
  for (let at = position + direction; at >= 0 && at < index.order.length; at += direction) {
    const row = index.order.data[at] ?? 0
    const step = stepOf(index, row, source)
    if (step === 'change' || step === 'keyframe') return row
  }
  return undefined
}

/** The last source at or before a position that is one of `candidates`; undefined when none has begun. */
export function lastActive(index: TimelineIndex, candidates: ReadonlySet<number>, position: number): number | undefined {
  for (let at = Math.min(position, index.order.length - 1); at >= 0; at--) {
    const row = index.order.data[at] ?? 0
    const source = (index.source.data[row] ?? 0) - 1
    if (source >= 0 && candidates.has(source) && index.types[index.type.data[row] ?? 0]?.kind === 'state') return source
  }
  return undefined
}
