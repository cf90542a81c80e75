import { type ReadonlySignal, signal } from '@preact/signals'
import { type ErrorReport, reportOf } from '../../core/errors'
import type { SessionStore } from '../../core/store'
import type { TimelineIndex } from '../selectors/timeline-index'
import { createPacer } from './pacer'

export interface IndexLoader {
  /** Raised whenever the index gained rows. */
  readonly version: ReadonlySignal<number>
  /** True until everything that was stored when the session was opened is there. */
  readonly loading: ReadonlySignal<boolean>
  readonly failure: ReadonlySignal<ErrorReport | undefined>
  retry(): void
}

/** Segments of the first read, for the first rows to show at once; each page is twice as long as the one before. */
const FIRST_PAGE = 2
/** Some thousands of entries, which the browser takes in between two frames. */
const LONGEST_PAGE = 8
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

  /** Gives whether there was anything new. */
  async function loadPage(length: number): Promise<boolean> {
    const before = index.rows
    const segments = await store.listSegments(session, index.lastSeq, length)
    if (ended.aborted || segments.length === 0) return false
    const position = index.add(segments)
    if (index.rows === before) return false
    onRows(position)
    version.value++
    return true
  }

  async function load(): Promise<void> {
    try {
      let page = FIRST_PAGE
      while (await loadPage(page)) {
        page = Math.min(LONGEST_PAGE, page * 2)
        // The person scrolls and clicks between two pages.
        await new Promise((resolve) => setTimeout(resolve))
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

  return { version, loading, failure, retry: pacer.request }
}
