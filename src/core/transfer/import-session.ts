import type { Env } from '../env'
import { type DocumentInfo, type Entry, type Note, noCounts, type Session } from '../model'
import type { ImportStage, SessionStore } from '../store'
import type { Json } from '../value'
import { knownSession } from './import-policy'

/** A session as it comes from outside, without what only a store knows. */
export type IncomingSession = Pick<
  Session,
  'id' | 'name' | 'description' | 'tags' | 'origin' | 'browser' | 'status' | 'createdAt' | 'endedAt' | 'excerpt'
>

/** Under which id and name a session comes in. */
export interface ImportTarget {
  readonly session: string
  readonly name: string
}

/**
 * Where an incoming session goes: to its own id, or, when the store has that one,
 * in as a copy under a new id and a name that says so.
 */
export async function importTarget(
  store: Pick<SessionStore, 'getSession' | 'listSessions'>,
  env: Pick<Env, 'id'>,
  { id, name }: Pick<IncomingSession, 'id' | 'name'>,
): Promise<ImportTarget> {
  if (!(await hasSession(store, id))) return { session: id, name }
  const taken = new Set((await store.listSessions()).map((session) => session.name))
  for (let copy = 1; ; copy++) {
    const candidate = `${name} (copy${copy === 1 ? '' : ` ${copy}`})`
    if (!taken.has(candidate)) return { session: env.id(), name: candidate }
  }
}

export async function hasSession(store: Pick<SessionStore, 'getSession'>, id: string): Promise<boolean> {
  return (await knownSession(store, id)) !== undefined
}

/**
 * Begins an import: nothing is visible until the stage is committed, and
 * abandoning it leaves nothing. Documents keep their ids, entries their numbers.
 */
export function stageSession(
  store: Pick<SessionStore, 'stageImport'>,
  { status, ...incoming }: IncomingSession,
  documents: readonly DocumentInfo[],
  target: ImportTarget,
  { notes = [], view }: { readonly notes?: readonly Note[] | undefined; readonly view?: Json | undefined } = {},
): Promise<ImportStage> {
  return store.stageImport(
    {
      ...incoming,
      id: target.session,
      name: target.name,
      from: 'imported',
      // Nobody goes on recording it here.
      status: status === 'recording' ? 'ended' : status,
      revision: 0,
      counts: noCounts,
    },
    documents,
    notes,
    { view },
  )
}

/**
 * Imports one session in one go. `signal` ends it between batches. Whatever goes
 * wrong before the end, the store is as it was.
 */
export async function importSession(
  store: Pick<SessionStore, 'stageImport' | 'getSession' | 'listSessions'>,
  env: Pick<Env, 'id'>,
  incoming: IncomingSession,
  documents: readonly DocumentInfo[],
  entries: AsyncIterable<readonly Entry[]>,
  signal?: AbortSignal,
): Promise<ImportTarget> {
  const target = await importTarget(store, env, incoming)
  const stage = await stageSession(store, incoming, documents, target)
  try {
    for await (const batch of entries) {
      signal?.throwIfAborted()
      await stage.add(batch)
    }
    signal?.throwIfAborted()
    await stage.commit()
  } catch (error) {
    await stage.abandon()
    throw error
  }
  return target
}
