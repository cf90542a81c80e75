import type { DocumentInfo, Entry, Imported, Note } from '../model'
import type { ImportStage, SessionChange, SessionStore } from '../store'
import { type EntryStore, openEntryTarget } from './entry-target'

/** All of an incoming session but its entries. */
export interface Addition {
  readonly documents: readonly DocumentInfo[]
  readonly notes: readonly Note[]
  readonly imported: Imported
  readonly signal?: AbortSignal | undefined
}

/** A session that gets what it lacks of another. */
export interface MergeTarget {
  /** In order of seq. */
  add(entries: readonly Entry[]): Promise<void>
  /** Afterwards what it lacks of entries and documents is one of the stages; gives what else changes. */
  close(): Promise<readonly SessionChange[]>
}

/**
 * Adds to a session that is there what it lacks: documents by id, entries by
 * document and `n`, notes by id. What it has stays as it is. Throws as
 * `openEntryTarget`.
 */
export async function mergeInto(
  store: EntryStore & Pick<SessionStore, 'listNotes'>,
  session: string,
  stages: ImportStage[],
  { documents, notes, imported, signal }: Addition,
): Promise<MergeTarget> {
  const target = await openEntryTarget(store, session, stages, {
    wants: (known) => !known,
    documents,
    // It is not what a file says any more, nor what this one does.
    edit: (info) => ({ ...info, imported }),
    signal,
  })
  return {
    async add(entries) {
      for (const entry of entries) await target.take(entry)
    },
    async close() {
      await target.close()
      const known = new Set((await store.listNotes(session)).map(({ id }) => id))
      const missing = notes.filter(({ id }) => !known.has(id))
      return missing.length > 0 ? [{ session, notes: missing, imported }] : []
    },
  }
}
