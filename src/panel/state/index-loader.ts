import { type ReadonlySignal, signal } from '@preact/signals'
import { type ErrorReport, reportOf } from '../../core/errors'
import type { Segment, SessionStore } from '../../core/store'
import type { TimelineIndex } from '../selectors/timeline-index'
import { createPacer } from './pacer'

export interface IndexLoader {
  /** Raised whenever the index gained rows. */
  readonly version: ReadonlySignal<number>
  /** True until everything that was stored when the session was opened is there. */
  readonly loading: ReadonlySignal<boolean>
  readonly failure: ReadonlySignal<ErrorReport | undefined>
  retry(): void
  /** Reads the texts of a row that the index dropped. Resolves to whether they are back. */
  fill(row: number): Promise<boolean>
}

/** Segments per read: some tens of thousands of entries, well under 100 ms of work. */
const PAGE = 32
const PACE = 100

/**
 * Fills an index from the store, page by page, and keeps it filled as entries
 * are stored. `onRows` gets the first position of the order that changed.
 */
export function createIndexLoader(
  store: SessionStore,
  session: string,
  index: TimelineIndex,
  onRows: (position: number) => void,
  ended: AbortSignal,
): IndexLoader {
  const version = signal(0)
  const loading = signal(true)
  const failure = signal<ErrorReport | undefined>(undefined)

  async function load(): Promise<void> {
    try {
      while (!ended.aborted) {
        const before = index.rows
        const segments = await store.listSegments(session, index.lastSeq, PAGE)
        if (ended.aborted || segments.length === 0) break
        const position = index.add(segments)
        if (index.rows === before) break
        onRows(position)
        version.value++
      }
      failure.value = undefined
      loading.value = false
    } catch (error) {
      failure.value = reportOf(error)
    }
  }

  const pacer = createPacer(load, PACE, ended)
  store.watch((change) => {
    if (change.session === session && change.what === 'entries') pacer.request()
  }, ended)
  pacer.request()

  const filling = new Map<number, Promise<void>>()

  async function fill(firstSeq: number, lastSeq: number): Promise<void> {
    try {
      const segments: Segment[] = []
      let reached = firstSeq - 1
      while (reached < lastSeq && !ended.aborted) {
        const [segment] = await store.listSegments(session, reached, 1)
        if (segment === undefined || segment.lastSeq <= reached) break
        segments.push(segment)
        reached = segment.lastSeq
      }
      if (segments.length === 0) return
      index.text.fill(segments)
      version.value++
    } catch (error) {
      failure.value = reportOf(error)
    } finally {
      filling.delete(firstSeq)
    }
  }

  return {
    version,
    loading,
    failure,
    retry: pacer.request,
    async fill(row) {
      const { firstSeq, lastSeq } = index.text.rangeOf(row)
      const running = filling.get(firstSeq) ?? fill(firstSeq, lastSeq)
      filling.set(firstSeq, running)
      await running
      return index.text.label(row) !== undefined
    },
  }
}
