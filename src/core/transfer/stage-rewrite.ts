import { AppError } from '../errors'
import type { DocumentInfo, Session } from '../model'
import type { ImportStage, SessionStore } from '../store'

/** A session that is written anew, to take its own place. */
export interface Rewrite {
  readonly stage: ImportStage
  readonly session: Session
  readonly documents: readonly DocumentInfo[]
}

type RewritableStore = Pick<SessionStore, 'getSession' | 'listDocuments' | 'stageImport'>

/**
 * Begins to write a session anew, with what `edit` makes of it and its documents.
 * Whatever happens to the session meanwhile, the commit notices (`store/changed`).
 * Rejects with `store/unknown-session`, `store/recording`.
 */
export async function stageRewrite(
  store: RewritableStore,
  id: string,
  edit: (session: Session, documents: readonly DocumentInfo[]) => Pick<Rewrite, 'session' | 'documents'>,
): Promise<Rewrite> {
  const before = await seen(store, id)
  const { session, documents } = edit(before.session, before.documents)
  const stage = await store.stageImport(session, documents, undefined, { replace: true })
  try {
    // The stage watches from here on; what was seen before may be older.
    const now = await seen(store, id)
    if (JSON.stringify(now) !== JSON.stringify(before)) throw new AppError('store/changed', { session: id })
  } catch (error) {
    await stage.abandon()
    throw error
  }
  return { stage, session, documents }
}

async function seen(store: RewritableStore, id: string): Promise<Pick<Rewrite, 'session' | 'documents'>> {
  const [session, stored] = [await store.getSession(id), await store.listDocuments(id)]
  return { session, documents: stored.map(({ session: _, lastN: __, ...info }) => info) }
}
