import { type ReadonlySignal, signal } from '@preact/signals'
import type { Segment, SessionStore } from '../../core/store'
import type { TimelineIndex } from '../selectors/timeline-index'

/** The labels and texts that a long session's index has dropped, read again where they are needed. */
export interface RowTexts {
  /** Raised when labels came back. */
  readonly version: ReadonlySignal<number>
  /** A row is on screen and its label is not known. Read soon, if it is still on screen then. */
  want(row: number): void
  /** So many segments from that of `row` on, for a search to look through; they are not kept. Rejects with the store's `AppError`. */
  read(row: number, count: number): Promise<readonly Segment[]>
}

/** Milliseconds: whoever scrolls faster sees rows pass that nobody can read. */
const PATIENCE = 60

export function createRowTexts(store: SessionStore, session: string, index: TimelineIndex, ended: AbortSignal): RowTexts {
  const version = signal(0)
  /** Rows wanted since the last time somebody was asked. */
  let wanted = new Set<number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function segmentsOf(firstSeq: number, lastSeq: number): Promise<readonly Segment[]> {
    const segments: Segment[] = []
    let reached = firstSeq - 1
    while (reached < lastSeq && !ended.aborted) {
      const [segment] = await store.listSegments(session, reached, 1)
      if (segment === undefined || segment.lastSeq <= reached) break
      segments.push(segment)
      reached = segment.lastSeq
    }
    return segments
  }

  async function fillWanted(): Promise<void> {
    const rows = wanted
    wanted = new Set()
    timer = undefined
    let filled = false
    for (const row of rows) {
      if (index.text.label(row) !== undefined) continue
      const { firstSeq, lastSeq } = index.text.rangeOf(row)
      // A label that cannot be read stays an ellipsis; the entry itself says why when it is opened.
      const segments = await segmentsOf(firstSeq, lastSeq).catch(() => [])
      index.text.fill(segments)
      filled ||= segments.length > 0
    }
    if (filled && !ended.aborted) version.value++
  }

  ended.addEventListener('abort', () => clearTimeout(timer), { once: true })
  return {
    version,
    want(row) {
      // Rows that left the screen since are not waited for: each new one starts the wait again.
      if (!wanted.has(row)) {
        clearTimeout(timer)
        timer = undefined
      }
      wanted.add(row)
      if (wanted.size > MOST_WANTED) wanted = new Set([...wanted].slice(-MOST_WANTED))
      timer ??= setTimeout(() => void fillWanted(), PATIENCE)
    },
    read: (row, count) => store.listSegments(session, (index.seq.data[row] ?? 1) - 1, count),
  }
}

/** More rows than a screen holds. */
const MOST_WANTED = 120
