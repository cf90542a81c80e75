import { AppError, type ErrorReport, reportOf } from '../errors'
import type { Session } from '../model'
import type { ImportStage, SessionStore } from '../store'

/** What becomes of a record that the store has already: it is left away, it takes the place of what is there, or nothing is imported. */
export type ImportPolicy = 'skip' | 'overwrite' | 'error'

export interface ImportOptions {
  readonly policy: ImportPolicy
  /** Ends it between records, with nothing done. */
  readonly signal?: AbortSignal | undefined
}

/** How many records became what. With an `error` nothing of the call has happened, and all are 0. */
export interface ImportResult {
  readonly imported: number
  readonly skipped: number
  readonly overwritten: number
  readonly error?: ErrorReport | undefined
}

/** The counts of an import on its way. */
export interface Tally {
  imported: number
  skipped: number
  overwritten: number
}

/** Runs an import of which a failure leaves nothing, and tells how it ended: it never rejects. */
export async function resultOf(work: (tally: Tally) => Promise<void>): Promise<ImportResult> {
  const tally: Tally = { imported: 0, skipped: 0, overwritten: 0 }
  try {
    await work(tally)
    return tally
  } catch (error) {
    return { imported: 0, skipped: 0, overwritten: 0, error: reportOf(error) }
  }
}

/** Counts a record, which the store has or not. Gives whether it is to be written; throws `import/conflict`. */
export function isWanted(tally: Tally, policy: ImportPolicy, known: boolean, what: 'session' | 'entry' | 'note', id: string): boolean {
  if (!known) tally.imported++
  else if (policy === 'overwrite') tally.overwritten++
  else if (policy === 'error') throw new AppError('import/conflict', { what, id })
  else tally.skipped++
  return !known || policy === 'overwrite'
}

/** The session that records refer to. One that was deleted is none. Throws `import/unresolved`. */
export async function referredSession(store: Pick<SessionStore, 'getSession'>, id: string): Promise<Session> {
  const session = await knownSession(store, id)
  if (session === undefined || session.deletedAt !== undefined) throw new AppError('import/unresolved', { what: 'session', id })
  return session
}

/** Also one that was deleted; undefined where there is none. */
export async function knownSession(store: Pick<SessionStore, 'getSession'>, id: string): Promise<Session | undefined> {
  try {
    return await store.getSession(id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'store/unknown-session') return undefined
    throw error
  }
}

/** Gathers stages with `work` and commits them all at once, or leaves nothing of any. */
export async function commitTogether(
  store: Pick<SessionStore, 'commitImports'>,
  work: (stages: ImportStage[]) => Promise<void>,
): Promise<void> {
  const stages: ImportStage[] = []
  try {
    await work(stages)
    if (stages.length > 0) await store.commitImports(stages)
  } catch (error) {
    for (const stage of stages) await stage.abandon()
    throw error
  }
}
