import { type DocumentInfo, type Entry, holdsRedaction, isEntryAnchor, type Note, type Session } from '../model'
import type { SessionStore, StoredNote } from '../store'
import { type ExportCut, exportSession } from './export-session'
import { asksOfEntries, type EntryFacts, factsOf, matchesEntry, matchesNote, overlaps, type TransferFilter } from './filter'
import { walkIndex } from './walk-index'

/** A session without its entries: what they refer to. */
export interface SessionRecord {
  readonly session: Session
  /** In order of `timeOrigin`, then id. */
  readonly documents: readonly DocumentInfo[]
  /** True when something in it was removed: a mark stands in its place. */
  readonly redacted: boolean
}

export interface EntryRecord {
  /** The id of its session. */
  readonly session: string
  /** True when something in it was removed or never recorded: a mark stands in its place. */
  readonly redacted: boolean
  readonly entry: Entry
}

/** Notes and pins group entries by naming them: they carry the anchor, never a copy. */
export interface NoteRecord {
  readonly session: string
  readonly redacted: boolean
  readonly note: Note
}

type ReadableStore = Pick<SessionStore, 'listSessions' | 'getSession' | 'listDocuments' | 'listNotes' | 'listSegments' | 'readSegment'>

/**
 * The sessions of a store, by `createdAt`, then id. Of a filter, sessions and
 * time count: a session is there when it, or anything recorded in it, reaches
 * into the time. Rejects with `store/unknown-session`.
 */
export async function* exportSessions(store: ReadableStore, filter: TransferFilter = {}): AsyncGenerator<SessionRecord, void, undefined> {
  for (const session of await sessionsOf(store, filter)) {
    if (!(await reachesInto(store, session, filter))) continue
    const stored = await store.listDocuments(session.id)
    const documents = stored.map(({ session: _, lastN: __, ...info }) => info)
    const { name, description, tags, origin } = session
    yield { session, documents, redacted: holdsRedaction([name, description, [...tags], origin, documents.map(textsOf)]) }
  }
}

/**
 * Entries, by session as `exportSessions` has them, then seq: of each session
 * those that it had when its turn came. Entries that cannot be read come as gaps
 * with their identity, as far as the filter takes gaps. Memory holds one segment; of
 * a time, only what lies around it is read.
 * A state within a time is told only by what came before it: `createHeadCut`.
 * Rejects with `store/unknown-session`.
 */
export async function* exportEntries(store: ReadableStore, filter: TransferFilter = {}): AsyncGenerator<EntryRecord, void, undefined> {
  for (const { id } of await sessionsOf(store, filter)) {
    const isTimed = (filter.from ?? filter.to) !== undefined
    const span = isTimed ? await spanOf(store, id, filter) : undefined
    if (isTimed && span === undefined) continue
    for await (const batch of (await exportSession(store, id, span)).entries) {
      for (const entry of batch) {
        if (!matchesEntry(filter, factsOf(entry))) continue
        yield { session: id, redacted: holdsRedaction([entry.source ?? null, entry.data]), entry }
      }
    }
  }
}

/** Notes that are no pins, by session, `createdAt` and id. See `matchesNote` for what a filter means for them. */
export function exportNotes(store: ReadableStore, filter: TransferFilter = {}): AsyncGenerator<NoteRecord, void, undefined> {
  return annotations(store, filter, false)
}

/** Pinned notes, in the same order. */
export function exportPins(store: ReadableStore, filter: TransferFilter = {}): AsyncGenerator<NoteRecord, void, undefined> {
  return annotations(store, filter, true)
}

async function* annotations(store: ReadableStore, filter: TransferFilter, pinned: boolean): AsyncGenerator<NoteRecord, void, undefined> {
  for (const { id } of await sessionsOf(store, filter)) {
    const stored = (await store.listNotes(id)).filter((note) => note.pinned === pinned)
    const entries = asksOfEntries(filter) ? await anchoredEntries(store, id, stored) : new Map<string, EntryFacts>()
    for (const { session, ...note } of stored) {
      if (!matchesNote(filter, note.anchor, entries.get(keyOf(note.anchor)))) continue
      yield { session, redacted: holdsRedaction([note.text, [...note.tags]]), note }
    }
  }
}

/** In the order of exports; also those that were deleted, where they are asked for by id. */
async function sessionsOf(store: ReadableStore, { sessions }: TransferFilter): Promise<readonly Session[]> {
  const found: Session[] = []
  if (sessions === undefined) found.push(...(await store.listSessions()))
  else for (const id of new Set(sessions)) found.push(await store.getSession(id))
  return found.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

async function reachesInto(store: ReadableStore, { id, createdAt, endedAt }: Session, filter: TransferFilter): Promise<boolean> {
  if (overlaps(filter, { from: createdAt, until: endedAt ?? Infinity })) return true
  // Clocks differ: an entry may lie outside of the time of its session.
  return (await spanOf(store, id, filter)) !== undefined
}

/** Where the segments lie that reach into the time that is asked for; undefined where none does. Reads the index alone. */
async function spanOf(store: ReadableStore, id: string, filter: TransferFilter): Promise<ExportCut | undefined> {
  let span: ExportCut | undefined
  for await (const { segment } of walkIndex(store, id)) {
    if (!overlaps(filter, segment)) continue
    span = { entries: Number.MAX_SAFE_INTEGER, afterSeq: span?.afterSeq ?? segment.firstSeq - 1, lastSeq: segment.lastSeq }
  }
  return span
}

/** What is to be known of the entries that notes stand at; nothing but the index is read. */
async function anchoredEntries(store: ReadableStore, id: string, notes: readonly StoredNote[]): Promise<ReadonlyMap<string, EntryFacts>> {
  const wanted = new Set(notes.filter(({ anchor }) => isEntryAnchor(anchor)).map(({ anchor }) => keyOf(anchor)))
  const found = new Map<string, EntryFacts>()
  if (wanted.size === 0) return found
  for await (const { segment } of walkIndex(store, id)) {
    const { documents, columns } = segment
    columns.n.forEach((n, row) => {
      const key = keyOf({ document: documents[columns.document[row] ?? 0] ?? '', n })
      if (!wanted.has(key)) return
      const [kind = '', type = '', t = 0] = [columns.kind[row], columns.type[row], columns.t[row]]
      found.set(key, { kind, type, source: columns.source[row] ?? null, t })
    })
    if (found.size === wanted.size) break
  }
  return found
}

function keyOf(anchor: Note['anchor']): string {
  return isEntryAnchor(anchor) ? `${anchor.n} ${anchor.document}` : ''
}

function textsOf({ url, title }: DocumentInfo): readonly string[] {
  return [url, title]
}
