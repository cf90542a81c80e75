import type { DocumentInfo, Entry, Imported, Level, NewEntry, Note, Session, SessionEdit } from '../model'
import type { Json } from '../value'
import type { SegmentFacts } from './segment-facts'

/** A document as the store keeps it: with the highest number it has committed (0 before the first). */
export interface StoredDocument extends DocumentInfo {
  readonly session: string
  readonly lastN: number
}

/** A note as the store keeps it. */
export interface StoredNote extends Note {
  readonly session: string
}

/** What an append did. Acknowledge `lastN` to the sender: everything up to it is committed. */
export interface Appended {
  /** Highest committed number of the document. */
  readonly lastN: number
  /** How many of the batch were new. */
  readonly added: number
}

/** One column per fact that lists and strips need, all of one length: row i is entry `firstSeq + i`. */
export interface SegmentColumns {
  /** Index into the segment's `documents`. */
  readonly document: readonly number[]
  readonly n: readonly number[]
  readonly t: readonly number[]
  readonly kind: readonly string[]
  readonly type: readonly string[]
  readonly source: readonly (string | null)[]
  readonly label: readonly string[]
  readonly text: readonly string[]
  readonly level: readonly Level[]
  /** Absent where the segment was written before there were any: only the entries tell then. */
  readonly facts?: SegmentFacts | undefined
}

/** A run of entries stored together: consecutive `seq`, in one row of the index and one of the content. */
export interface Segment {
  readonly session: string
  readonly firstSeq: number
  readonly lastSeq: number
  /** Milliseconds since the epoch: the smallest and largest `t` in it. */
  readonly from: number
  readonly until: number
  /** Size of the encoded entries. */
  readonly bytes: number
  /** Format of the encoded entries. */
  readonly version: number
  /** True until compaction has closed it. */
  readonly tail: boolean
  readonly documents: readonly string[]
  readonly columns: SegmentColumns
}

/** What is done to a session that is there in the transaction of an import. */
export interface SessionChange {
  readonly session: string
  /** Hides it, as `deleteSession` does. One that is being recorded is refused: `store/recording`. */
  readonly deletedAt?: number | undefined
  /** Adds those of them whose ids it does not have. */
  readonly notes?: readonly Note[] | undefined
  /** How it came in, told anew. */
  readonly imported?: Imported | undefined
}

/** What changed, told to watchers in every context of the same origin. */
export interface StoreChange {
  readonly session: string
  readonly what: 'sessions' | 'entries' | 'notes'
}

export interface StoreUsage {
  /** Bytes the origin uses, and may use, as the browser tells it; 0 when it does not. */
  readonly used: number
  readonly quota: number
  /** True when the browser promised not to evict. */
  readonly persistent: boolean
}

/**
 * Where sessions live: an append-only log of segments. Each method is one
 * transaction: it happens whole or not at all, and has happened (is committed)
 * when its promise resolves. Rejections are `AppError`s: `store/unknown-session`,
 * `store/unknown-document`, `store/session-exists`, `store/out-of-order`,
 * `store/quota`, `store/unavailable`, `store/newer`, `store/corrupt`.
 */
export interface SessionStore {
  /** Adds a session with nothing in it yet, whatever its counts say. */
  createSession(session: Session): Promise<void>
  /** By creation time, newest first; deleted ones and imports on their way are left out. */
  listSessions(): Promise<readonly Session[]>
  /** Deleted ones too, until they are purged. */
  getSession(id: string): Promise<Session>
  editSession(id: string, edit: SessionEdit): Promise<Session>
  /** Ends a recording. `at` defaults to the time of its last entry, or its creation. A session that is not recording stays as it is. */
  endSession(id: string, status: 'ended' | 'interrupted' | 'full', at?: number): Promise<Session>
  /** Hides it; `restoreSession` brings it back until `purgeDeleted` has run. */
  deleteSession(id: string, at: number): Promise<void>
  restoreSession(id: string): Promise<void>
  /** Removes for good what was deleted before `before`, with all its rows. Gives the ids. */
  purgeDeleted(before: number): Promise<readonly string[]>

  /** Adds the document, or gives back what is known of it: its url and title are brought up to date, `lastN` is kept. */
  putDocument(session: string, document: DocumentInfo): Promise<StoredDocument>
  /** In order of `timeOrigin`. */
  listDocuments(session: string): Promise<readonly StoredDocument[]>

  /**
   * Appends entries `firstN`, `firstN + 1`, … of a document, giving each the
   * session's next `seq`. Idempotent: what is already committed is skipped, so
   * any batch may come again, whole or overlapping. A batch that would leave a
   * hole is refused with `store/out-of-order` (`expected`, `got`). Batches take
   * effect in the order of the calls; those that wait for the same session are
   * committed together, so a sender that keeps several on their way is faster
   * than one that waits for each.
   */
  append(session: string, document: string, firstN: number, entries: readonly NewEntry[]): Promise<Appended>

  /**
   * The segments of a session in order of seq, columns included, the content left where it is. `afterSeq` leaves out those
   * that end at or before it; `limit` stops after that many segments, so that a reader of a long session goes page by page.
   */
  listSegments(session: string, afterSeq?: number, limit?: number): Promise<readonly Segment[]>
  /**
   * The entries of the segment that holds `seq`, in order of seq; empty when there is none. The segment may have been
   * merged since it was listed: a reader that walks a session uses `readEntries`, or goes on after the last seq it got.
   */
  readSegment(session: string, seq: number): Promise<readonly Entry[]>

  /** Merges tails into closed segments where enough of them wait (or all, when `all`). Gives how many segments it wrote. */
  compact(session: string, all?: boolean): Promise<number>

  /**
   * Makes the index of a session, its counts and the `lastN` of its documents anew out of the content of its segments,
   * those that cannot be read left as they are. May run while it is recorded. Entries stay what they are.
   */
  rebuildIndex(session: string): Promise<void>

  /**
   * Puts `head` in the place of all entries up to `upToSeq`, the end of a segment, in one transaction: its entries keep
   * document, number and time, and get the seqs that end there. Raises the revision. False, and nothing has happened,
   * where the session's revision is not the one that is given, or no segment ends there any more. Who wants states to
   * stay what they were uses `evictHead` of `core/transfer`.
   */
  evictHead(
    session: string,
    cut: { readonly upToSeq: number; readonly revision: number; readonly head: readonly Entry[] },
  ): Promise<boolean>

  /** The notes and pins of a session, in the order in which they were made. */
  listNotes(session: string): Promise<readonly StoredNote[]>
  /** Adds the note, or replaces the one with its id. */
  putNote(session: string, note: Note): Promise<void>
  /** The same of many, of any sessions, in one transaction. Takes them as an import does: as long as they are. */
  putNotes(notes: readonly StoredNote[]): Promise<void>
  /** Removes the note; one that is not there is gone already. */
  removeNote(session: string, id: string): Promise<void>

  /** What `putView` last kept for the session; undefined when nothing. Whoever reads it checks it. */
  getView(session: string): Promise<Json | undefined>
  /** Keeps how a person looks at the session, beside it: no export holds it, and no watcher is told. */
  putView(session: string, view: Json): Promise<void>

  /**
   * Writes a whole session in one go: nothing of it is visible until `commit`. Used by import. The counts of `session`
   * are counted anew.
   *
   * With `replace` it takes the place of the session with its id, which must be there: `store/unknown-session`, and must
   * not be recording: `store/recording`. Its revision is raised, its notes stay unless others are given, and so does how
   * it was looked at last, unless there is a `view`: how a person looked at it elsewhere.
   */
  stageImport(
    session: Session,
    documents: readonly DocumentInfo[],
    notes?: readonly Note[],
    options?: { readonly replace?: boolean | undefined; readonly view?: Json | undefined },
  ): Promise<ImportStage>
  /**
   * Commits several stages of this store, and what changes with them, in one transaction: all, or none. Rejects as the
   * commit of one does.
   */
  commitImports(stages: readonly ImportStage[], changes?: readonly SessionChange[]): Promise<void>
  /**
   * Removes what imports left that nobody goes on with: those that got nothing since `before`. Also finishes removals
   * that were cut short. Gives how many it removed.
   */
  sweepStages(before: number): Promise<number>

  /** Calls back after commits, also those of other contexts. Never called for what the signal has ended. */
  watch(callback: (change: StoreChange) => void, signal: AbortSignal): void
  usage(): Promise<StoreUsage>
}

/**
 * An import on its way. Entries arrive in order of seq, with the numbers they had; numbers may be missing. A stage that
 * was swept or is done rejects with `store/unknown-session`.
 */
export interface ImportStage {
  /** Rejects with `store/unknown-document` for an entry of a document the stage was not given. */
  add(entries: readonly Entry[]): Promise<void>
  /**
   * Makes the session visible, in one transaction. Rejects with `store/session-exists` when its id is taken; one that
   * replaces another with `store/changed` when that is not what it was when the stage began. Then abandon.
   */
  commit(): Promise<void>
  /** Leaves nothing behind. Stages of a context that died are swept at the next start by `sweepStages`. */
  abandon(): Promise<void>
}
