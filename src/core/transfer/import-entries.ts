import { AppError } from '../errors'
import type { SessionStore } from '../store'
import { type EntryStore, type EntryTarget, openEntryTarget } from './entry-target'
import type { EntryRecord } from './export-records'
import { commitTogether, type ImportOptions, type ImportResult, isWanted, resultOf } from './import-policy'

type Store = EntryStore & Pick<SessionStore, 'commitImports'>

/**
 * Takes entries into sessions that are there. An entry is known by its session,
 * document and `n`. Overwriting changes what it says and when, never its place.
 * One that is not there goes before the first of its document with a higher `n`,
 * else to the end. The first of a session keeps its seq; what a new entry pushes
 * on is numbered on. Sessions to which nothing is done stay untouched; the others
 * are written anew, and their revision is raised.
 *
 * Records come session by session, those of a document in order of `n`. All of
 * it happens in one transaction, or nothing does; the promise never rejects.
 * Memory holds one segment, and of a session that has entries all that come for
 * it. Errors: `import/conflict`, `import/unresolved` (a session or document that
 * is not there), `import/out-of-order`, `store/recording`, `store/changed`, those
 * of the store.
 */
export function importEntries(store: Store, records: AsyncIterable<EntryRecord>, options: ImportOptions): Promise<ImportResult> {
  return resultOf((tally) =>
    commitTogether(store, async (stages) => {
      const done = new Set<string>()
      let open: EntryTarget | undefined
      for await (const { session, entry } of records) {
        options.signal?.throwIfAborted()
        if (open?.session !== session) {
          await open?.close()
          if (done.has(session)) throw new AppError('import/out-of-order', { session, document: entry.document, n: entry.n })
          done.add(session)
          open = await openEntryTarget(store, session, stages, {
            ...options,
            wants: (known, { document, n }) => isWanted(tally, options.policy, known, 'entry', `${n} of document ${document}`),
          })
        }
        await open.take(entry)
      }
      await open?.close()
    }),
  )
}
