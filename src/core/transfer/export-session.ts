import type { DocumentInfo, Entry, Note, Session } from '../model'
import { readEntries, type Segment, type SessionStore } from '../store'

/** Where an export ends, so that a second pass over a session that is still growing sees the same entries. */
export interface ExportCut {
  /** Seq of the last entry; 0 for none. */
  readonly lastSeq: number
  readonly entries: number
  /** Entries up to this seq are left away, and are not counted in `entries`. */
  readonly afterSeq?: number | undefined
}

/** A session as it leaves the store, read while it is walked: memory holds one segment. */
export interface ExportedSession {
  readonly session: Session
  /** In order of `timeOrigin`. */
  readonly documents: readonly DocumentInfo[]
  /** In the order in which they were made. */
  readonly notes: readonly Note[]
  /** In order of seq, each once. Entries that cannot be read come as gaps with their identity. */
  readonly entries: AsyncIterable<readonly Entry[]>
}

type ReadableStore = Pick<SessionStore, 'getSession' | 'listDocuments' | 'listNotes' | 'listSegments' | 'readSegment'>

/**
 * A session with all its entries up to `cut`, or up to those it has now.
 * Rejects with `store/unknown-session`.
 */
export async function exportSession(store: ReadableStore, id: string, cut?: ExportCut): Promise<ExportedSession> {
  const session = await store.getSession(id)
  // Before the documents: so each note finds the one that it names.
  const notes = await store.listNotes(id)
  const documents = await store.listDocuments(id)
  return {
    session,
    documents: documents.map(({ session: _, lastN: __, ...info }) => info),
    notes: notes.map(({ session: _, ...note }) => note),
    entries: upTo(wholeEntries(store, id, cut?.afterSeq), cut ?? { lastSeq: Number.MAX_SAFE_INTEGER, entries: session.counts.entries }),
  }
}

async function* upTo(batches: AsyncIterable<readonly Entry[]>, { lastSeq, entries }: ExportCut): AsyncGenerator<readonly Entry[]> {
  let left = entries
  if (left === 0) return
  for await (const batch of batches) {
    const taken = batch.filter((entry) => entry.seq <= lastSeq).slice(0, left)
    left -= taken.length
    if (taken.length > 0) yield taken
    if (left === 0 || taken.length < batch.length) return
  }
}

/** Every entry of the session behind `afterSeq`, with a gap in the place of each that cannot be read. */
async function* wholeEntries(store: ReadableStore, id: string, afterSeq?: number): AsyncGenerator<readonly Entry[]> {
  let damaged: Segment[] = []
  for await (const batch of readEntries(store, id, { afterSeq, damaged: (segment) => damaged.push(segment) })) {
    for (const segment of damaged) yield gapsOf(segment)
    damaged = []
    yield batch
  }
  for (const segment of damaged) yield gapsOf(segment)
}

function gapsOf({ firstSeq, documents, columns }: Segment): readonly Entry[] {
  return columns.n.map((n, row): Entry => {
    const place = { seq: firstSeq + row, document: documents[columns.document[row] ?? 0] ?? '', n, t: columns.t[row] ?? 0 }
    const gap = { ...place, type: 'gap', data: { reason: 'damaged', lost: 1 } } as const
    const source = columns.source[row]
    if (columns.kind[row] === 'state' && source !== null) return { ...gap, kind: 'state', source }
    return { ...gap, kind: 'event' }
  })
}
