import { AppError } from '../errors'
import { isEntryAnchor } from '../model'
import type { SessionStore, StoredNote } from '../store'
import type { NoteRecord } from './export-records'
import { type ImportOptions, type ImportResult, isWanted, referredSession, resultOf } from './import-policy'

type Store = Pick<SessionStore, 'getSession' | 'listDocuments' | 'listNotes' | 'putNotes'>

/**
 * Takes notes into sessions that are there. A note is known by its session and
 * id. The entry that it names may be missing, the document not. All of it
 * happens in one transaction, or nothing does; the promise never rejects. Memory
 * holds the notes. Errors: `import/conflict`, `import/unresolved`, `internal` for
 * a pin, those of the store.
 */
export function importNotes(store: Store, records: AsyncIterable<NoteRecord>, options: ImportOptions): Promise<ImportResult> {
  return importAnnotations(store, records, options, false)
}

/** The same for pins, which share their ids with notes: one may take the place of the other. */
export function importPins(store: Store, records: AsyncIterable<NoteRecord>, options: ImportOptions): Promise<ImportResult> {
  return importAnnotations(store, records, options, true)
}

/** What a session has that notes refer to, and what comes. */
interface Target {
  readonly documents: ReadonlySet<string>
  readonly known: Set<string>
  readonly notes: Map<string, StoredNote>
}

function importAnnotations(
  store: Store,
  records: AsyncIterable<NoteRecord>,
  { policy, signal }: ImportOptions,
  pinned: boolean,
): Promise<ImportResult> {
  return resultOf(async (tally) => {
    const targets = new Map<string, Target>()
    for await (const { session, note } of records) {
      signal?.throwIfAborted()
      const target = targets.get(session) ?? (await openTarget(store, session))
      targets.set(session, target)
      const { anchor, id } = note
      if (note.pinned !== pinned) throw new AppError('internal', { why: 'notes and pins are imported apart' })
      if (isEntryAnchor(anchor) && !target.documents.has(anchor.document))
        throw new AppError('import/unresolved', { what: 'document', id: anchor.document })
      if (!isWanted(tally, policy, target.known.has(id), 'note', id)) continue
      target.known.add(id)
      target.notes.set(id, { ...note, session })
    }
    const notes = [...targets.values()].flatMap((target) => [...target.notes.values()])
    if (notes.length > 0) await store.putNotes(notes)
  })
}

async function openTarget(store: Store, session: string): Promise<Target> {
  await referredSession(store, session)
  const [documents, notes] = [await store.listDocuments(session), await store.listNotes(session)]
  return { documents: new Set(documents.map(({ id }) => id)), known: new Set(notes.map(({ id }) => id)), notes: new Map() }
}
