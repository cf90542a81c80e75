import { AppError } from '../errors'
import type { Entry } from '../model'
import type { Segment, SessionStore } from '../store'
import { differences, type Row, rowsOfContent, rowsOfIndex } from './check-segment'
import type { Finding } from './findings'

/** A run of entries as a walk comes upon it. */
export interface Passed {
  readonly firstSeq: number
  readonly lastSeq: number
  /** Undefined where neither index nor content tells. */
  readonly rows: readonly Row[] | undefined
  /** As the index says; undefined where it does not say it of these entries alone. */
  readonly bytes: number | undefined
  /** Whether the content was read. */
  readonly read: boolean
}

type ReadableStore = Pick<SessionStore, 'listSegments' | 'readSegment'>

/** Rows of the index read at once. */
const PAGE = 16

/**
 * The segments of a session behind `afterSeq`, in order, those that no index
 * knows of too. Of those that `isRead` picks, asked once for each, and of those
 * whose index cannot be read, the content is held against the index.
 */
export async function* walkSession(
  store: ReadableStore,
  session: string,
  afterSeq: number,
  isRead: () => boolean,
  found: (finding: Finding) => void,
): AsyncGenerator<Passed, void, undefined> {
  let seq = afterSeq
  for (;;) {
    const page = await store.listSegments(session, seq, PAGE)
    for (const segment of page) {
      yield* unlisted(store, session, seq, segment.firstSeq, found)
      const passed = await checked(store, segment, isRead(), found)
      yield segment.firstSeq > seq ? passed : behind(passed, seq)
      seq = segment.lastSeq
    }
    if (page.length > 0) continue
    for await (const passed of unlisted(store, session, seq, Infinity, found)) {
      yield passed
      seq = passed.lastSeq
    }
    return
  }
}

/** What is new of a segment that was merged with what was passed already. */
function behind(passed: Passed, seq: number): Passed {
  return { ...passed, firstSeq: seq + 1, rows: passed.rows?.filter((row) => row.seq > seq), bytes: undefined }
}

/** Content in no index, behind `seq` and before `end`. At the beginning there need be nothing: it may have been cut off. */
async function* unlisted(
  store: ReadableStore,
  session: string,
  seq: number,
  end: number,
  found: (finding: Finding) => void,
): AsyncGenerator<Passed, void, undefined> {
  for (let at = seq + 1; at < end; ) {
    const entries = await contentAt(store, session, at)
    const last = entries instanceof AppError ? undefined : entries.at(-1)
    if (entries instanceof AppError || last === undefined || last.seq >= end) return
    // Appended since the index was read, it is in the index by now.
    const [listed] = await store.listSegments(session, seq, 1)
    if (listed === undefined || listed.firstSeq > at) {
      found({ what: 'no-index', session, at, entries: entries.length, repairable: true })
    } else if (end === Infinity) return
    yield { firstSeq: at, lastSeq: last.seq, rows: rowsOfContent(entries), bytes: undefined, read: true }
    at = last.seq + 1
  }
}

async function checked(store: ReadableStore, segment: Segment, read: boolean, found: (finding: Finding) => void): Promise<Passed> {
  const { session, firstSeq, lastSeq, bytes } = segment
  const rows = rowsOfIndex(segment)
  const passed = { firstSeq, lastSeq, rows, bytes, read: read || rows === undefined }
  if (!passed.read) return passed
  const content = await contentAt(store, session, firstSeq)
  if (content instanceof AppError || content.length === 0) {
    const why = content instanceof AppError ? String(content.detail.why) : 'its entries are missing'
    found({ what: 'unreadable', session, at: firstSeq, entries: lastSeq - firstSeq + 1, why, repairable: false })
    return passed
  }
  // It may have been merged with others since it was listed.
  const entries = content.filter(({ seq }) => seq >= firstSeq && seq <= lastSeq)
  const columns = entries.length === 0 ? ['all'] : differences(segment, entries)
  if (columns.length === 0) return passed
  found({ what: 'index', session, at: firstSeq, columns, repairable: true })
  return { ...passed, rows: rowsOfContent(entries) }
}

async function contentAt(store: ReadableStore, session: string, seq: number): Promise<readonly Entry[] | AppError> {
  try {
    return await store.readSegment(session, seq)
  } catch (error) {
    if (error instanceof AppError && error.code === 'store/corrupt') return error
    throw error
  }
}
