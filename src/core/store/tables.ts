import type { DocumentInfo, Note, Session } from '../model'
import type { Json } from '../value'
import type { PackedColumns } from './segment-columns'
import type { StoredText } from './stored-text'

/**
 * What a session store needs of a database: seven tables and transactions that
 * happen whole or not at all. The rules of the store (`log-store.ts` and what it
 * is made of) are written once over this; memory and Dexie each provide it.
 *
 * The rows of a session hang on its *log*, an id of their own: so an import is
 * written while nothing points at its log and becomes visible by one row, and a
 * purged session is gone at once, its rows following in small steps.
 */
export interface Tables {
  /** Reads a consistent state. `body` awaits nothing but `tx`. */
  read<T>(tables: readonly TableName[], body: (tx: ReadTx) => Promise<T>): Promise<T>
  /** Resolves after commit. When `body` rejects, nothing has happened. Writers of the same tables follow each other. */
  write<T>(tables: readonly TableName[], body: (tx: WriteTx) => Promise<T>): Promise<T>
}

export interface SessionRow {
  readonly id: string
  readonly info: Session
  readonly log: string
  /** The seq of the next entry. */
  readonly nextSeq: number
  /** Up to this seq segments are closed; those behind it are tails. */
  readonly closedSeq: number
  /** Largest `t` of its entries; null before the first. */
  readonly lastT: number | null
}

export interface DocumentRow {
  readonly log: string
  readonly id: string
  readonly info: DocumentInfo
  readonly lastN: number
}

/** Columns with their texts as they are stored. */
export interface StoredColumns extends Omit<PackedColumns, 'label' | 'text'> {
  readonly label: StoredText
  readonly text: StoredText
}

/** Keyed by its last seq: the segment that holds a seq is then the first one at or behind it. */
export interface IndexRow {
  readonly log: string
  readonly lastSeq: number
  readonly firstSeq: number
  readonly from: number
  readonly until: number
  readonly bytes: number
  readonly version: number
  readonly documents: readonly string[]
  readonly columns: StoredColumns
}

/** The content of a segment: `bytes` in version 1, `text` in version 2, `texts` since. */
export interface BytesRow {
  readonly log: string
  readonly lastSeq: number
  readonly firstSeq: number
  readonly version: number
  readonly bytes?: Uint8Array<ArrayBuffer>
  readonly text?: StoredText
  readonly texts?: readonly StoredText[]
}

/** A log that no session points at: of an import on its way, or (`dead`) waiting to be removed. */
export interface LooseRow {
  readonly log: string
  readonly touchedAt: number
  readonly dead: boolean
}

export interface NoteRow {
  readonly log: string
  readonly id: string
  readonly note: Note
}

/** How a person looked at a session last. */
export interface ViewRow {
  readonly log: string
  readonly view: Json
}

export interface Rows {
  readonly sessions: SessionRow
  readonly documents: DocumentRow
  readonly segmentIndex: IndexRow
  readonly segmentBytes: BytesRow
  readonly looseLogs: LooseRow
  readonly notes: NoteRow
  readonly views: ViewRow
}

export type TableName = keyof Rows
/** Tables with one row per thing, keyed by its id. */
export type FlatTable = 'sessions' | 'looseLogs' | 'views'
/** Tables with many rows per log, keyed by [log, seq or id]. */
export type LogTable = 'documents' | 'notes' | 'segmentIndex' | 'segmentBytes'

export interface KeyOf {
  readonly sessions: string
  readonly looseLogs: string
  readonly views: string
  readonly notes: readonly [log: string, id: string]
  readonly documents: readonly [log: string, id: string]
  readonly segmentIndex: readonly [log: string, lastSeq: number]
  readonly segmentBytes: readonly [log: string, lastSeq: number]
}

/** Rows of one log, by their last seq: all, or those behind `after` up to and including `upTo`. */
export interface LogRange {
  readonly log: string
  readonly after?: number | undefined
  readonly upTo?: number | undefined
}

export interface ReadTx {
  get<T extends TableName>(table: T, key: KeyOf[T]): Promise<Rows[T] | undefined>
  /** All rows of a flat table. */
  all<T extends FlatTable>(table: T): Promise<readonly Rows[T][]>
  /** Rows in order of their keys, at most `limit`. */
  list<T extends LogTable>(table: T, range: LogRange, limit?: number): Promise<readonly Rows[T][]>
  /** The last seqs of such rows, without reading them. */
  seqs(table: 'segmentIndex' | 'segmentBytes', range: LogRange, limit: number): Promise<readonly number[]>
}

export interface WriteTx extends ReadTx {
  /** Adds the row or replaces the one with its key. */
  put<T extends TableName>(table: T, row: Rows[T]): Promise<void>
  delete<T extends TableName>(table: T, key: KeyOf[T]): Promise<void>
  deleteRange(table: LogTable, range: LogRange): Promise<void>
}
