import type { KnownPolicy } from '../../../src/core/jobs'
import type { Entry, Note } from '../../../src/core/model'

/** A session as a plain value: entries in order, notes by id. */
export interface NaiveSession {
  readonly name: string
  readonly entries: readonly Entry[]
  readonly notes: readonly Note[]
  readonly deleted?: boolean
}

export type NaiveLibrary = ReadonlyMap<string, NaiveSession>

/** What importing a file does to a library, said as plainly as can be; undefined where nothing may happen. */
export function naiveImport(
  library: NaiveLibrary,
  file: ReadonlyMap<string, NaiveSession>,
  policy: KnownPolicy,
  { clear, copyId }: { readonly clear: boolean; copyId(id: string): string },
): NaiveLibrary | undefined {
  const result = new Map(library)
  if (clear) for (const [id, session] of result) if (!file.has(id)) result.set(id, { ...session, deleted: true })
  const isHere = (id: string): boolean => library.has(id) && library.get(id)?.deleted !== true
  if (policy === 'error' && !clear && [...file.keys()].some(isHere)) return undefined
  for (const [id, session] of file) {
    const here = library.get(id)
    if (here === undefined || here.deleted === true || clear || policy === 'overwrite') result.set(id, session)
    else if (policy === 'copy') result.set(copyId(id), { ...session, name: `${session.name} (copy)` })
    else if (policy === 'merge')
      result.set(id, { ...here, entries: withMissing(here.entries, session.entries), notes: notesOf(here, session) })
  }
  return result
}

function notesOf(here: NaiveSession, file: NaiveSession): readonly Note[] {
  const ids = new Set(here.notes.map(({ id }) => id))
  return [...here.notes, ...file.notes.filter(({ id }) => !ids.has(id))]
}

/** Each that is missing goes before the first of its document that comes later, else to the end. */
function withMissing(here: readonly Entry[], file: readonly Entry[]): readonly Entry[] {
  const merged = [...here]
  for (const entry of file) {
    if (merged.some(({ document, n }) => document === entry.document && n === entry.n)) continue
    const later = merged.findIndex(({ document, n }) => document === entry.document && n > entry.n)
    merged.splice(later < 0 ? merged.length : later, 0, entry)
  }
  return merged
}
