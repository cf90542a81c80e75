import { AppError } from '../errors'
import type { Entry } from '../model'
import type { SessionStore } from '../store'
import { exportSession } from './export-session'
import { createHeadCut } from './head-cut'

/** What may go; where both are given, what either names. */
export interface EvictOptions {
  /** Segments of which every entry is older than this, milliseconds since the epoch. */
  readonly before?: number | undefined
  /** Segments at the beginning until the rest has at most so many bytes; what stands for the beginning comes on top. */
  readonly keepBytes?: number | undefined
  /** Ends it before anything has happened: rejects with its reason. */
  readonly signal?: AbortSignal | undefined
}

export interface Evicted {
  /** How many entries went, less those that stand for them; 0 when there was nothing to gain. */
  readonly entries: number
  /** How many stand for them. */
  readonly head: number
  /** Seq of the first entry that stayed as it was. */
  readonly keptFrom: number
}

type Store = Pick<SessionStore, 'getSession' | 'listDocuments' | 'listNotes' | 'listSegments' | 'readSegment' | 'evictHead'>

/** Rows of the index read at once. */
const PAGE = 16
/** How often it begins again when the session is rewritten, or the place of the cut merged away, meanwhile. */
const ATTEMPTS = 5

/**
 * Removes the beginning of a session, segments as a whole, and lets the entries
 * of `createHeadCut` stand for it, so that every state after the cut is as it
 * was. They keep their document, number and time and take the seqs right before
 * the first entry that stays. Notes stay, also those about entries that go. The
 * last segment always stays. All of it happens in one transaction, and the
 * session may be recorded meanwhile; its revision is raised. What cannot be read
 * of the beginning counts as a gap. Memory holds one segment and the live states.
 * Rejects with `store/unknown-session`, or `store/changed` for a session that is
 * rewritten again and again.
 */
export async function evictHead(store: Store, session: string, options: EvictOptions): Promise<Evicted> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { revision, counts } = await store.getSession(session)
    const cut = await cutOf(store, session, counts.bytes, options)
    const nothing = { entries: 0, head: 0, keptFrom: cut.firstSeq }
    if (cut.entries === 0) return nothing
    const head = await headOf(store, session, cut.upToSeq, options.signal)
    // Only what stood for an earlier beginning: written anew it would be the same.
    if (head.length >= cut.entries) return nothing
    options.signal?.throwIfAborted()
    if (await store.evictHead(session, { upToSeq: cut.upToSeq, revision, head })) {
      return { entries: cut.entries - head.length, head: head.length, keptFrom: cut.upToSeq + 1 }
    }
  }
  throw new AppError('store/changed', { session })
}

interface Cut {
  /** Of the session as it is; 1 where it has nothing. */
  readonly firstSeq: number
  /** Seq of the last entry that goes. */
  readonly upToSeq: number
  readonly entries: number
}

/** Where the segments end that may go. Reads the index only as far. */
async function cutOf(store: Store, session: string, bytes: number, { before, keepBytes }: EvictOptions): Promise<Cut> {
  let cut: Cut = { firstSeq: 1, upToSeq: 0, entries: 0 }
  let left = bytes
  for (;;) {
    // One more than is looked at: the last of all stays.
    const segments = await store.listSegments(session, cut.upToSeq, PAGE + 1)
    if (cut.upToSeq === 0) cut = { ...cut, firstSeq: segments[0]?.firstSeq ?? 1 }
    for (const segment of segments.slice(0, -1)) {
      if (segment.until >= (before ?? -Infinity) && left <= (keepBytes ?? Infinity)) return cut
      left -= segment.bytes
      cut = { ...cut, upToSeq: segment.lastSeq, entries: cut.entries + segment.lastSeq - segment.firstSeq + 1 }
    }
    if (segments.length <= 1) return cut
  }
}

async function headOf(store: Store, session: string, upToSeq: number, signal: AbortSignal | undefined): Promise<readonly Entry[]> {
  const cut = createHeadCut()
  const { entries } = await exportSession(store, session, { lastSeq: upToSeq, entries: Number.MAX_SAFE_INTEGER })
  for await (const batch of entries) {
    signal?.throwIfAborted()
    for (const entry of batch) cut.take(entry)
  }
  const head = cut.entries()
  return head.map((entry, at) => ({ ...entry, seq: upToSeq - head.length + 1 + at }))
}
