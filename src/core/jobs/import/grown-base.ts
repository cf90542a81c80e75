import type { ArchiveDelta, ArchivePart } from '../../archive'
import { currentVersion, schemaName } from '../../archive'
import { orderDeltas } from '../../delta'
import { AppError } from '../../errors'
import type { Session } from '../../model'
import { exportSession } from '../../transfer'
import type { JobContext } from '../job-context'
import { saidOf } from './imported-from'
import type { ChainBase, ChainDelta } from './source'
import type { StagedReader } from './staged-reader'

/**
 * What an earlier import brought, as the base of deltas whose full file was not
 * given: of its sessions those that the deltas change, with their entries and
 * notes. They must be as they came in. `first`: the delta that comes first.
 * Throws `delta/*`, `archive/delta` where it is not here, or not all of it is.
 */
export async function openGrownBase(
  context: JobContext,
  reader: StagedReader,
  deltas: readonly ChainDelta[],
  first: ArchiveDelta,
): Promise<ChainBase> {
  const { store } = context
  const missing = new AppError('archive/delta', { number: first.number })
  const stored = await store.listSessions()
  const bases = new Set(deltas.map(({ delta }) => delta.base))
  const chain = stored.filter(({ imported }) => imported?.file?.full === first.full)
  const known = chain.find(({ imported }) => bases.has(imported?.file?.sha256 ?? '')) ?? chain[0]
  const file = known?.imported?.file
  if (file === undefined) throw missing
  // Tells what is missing in between, or was given before.
  orderDeltas(file.sha256, deltas)
  const sessions = chain.filter(({ imported }) => imported?.file?.sha256 === file.sha256)
  if (sessions.length !== file.of) throw missing
  const touched = await touchedBy(reader, deltas)
  const removed = new Set(deltas.flatMap(({ delta }) => delta.removed))
  const changing = sessions.filter(({ id }) => touched.has(id))
  for (const session of changing) await expectUnchanged(context, session, first)
  return {
    sha256: file.sha256,
    read: () => partsOf(context, changing, file.sha256),
    others: sessions.filter(({ id }) => !touched.has(id) && !removed.has(id)),
  }
}

/** The ids of the sessions that deltas bring anything of. */
async function touchedBy(reader: StagedReader, deltas: readonly ChainDelta[]): Promise<ReadonlySet<string>> {
  const touched = new Set<string>()
  for (const { file } of deltas) {
    for await (const part of reader.read(file)) if (part.part === 'session') touched.add(part.meta.id)
  }
  return touched
}

async function expectUnchanged({ env, store }: JobContext, session: Session, { number }: ArchiveDelta): Promise<void> {
  const { file } = session.imported ?? {}
  const said = await saidOf(env, session, await store.listNotes(session.id))
  if (file?.said !== said || file.revision !== session.revision) throw new AppError('delta/changed', { number, session: session.id })
}

/** As a file would have them, as far as applying deltas asks for it: they bring whatever else a session has. */
async function* partsOf({ store, signal }: JobContext, sessions: readonly Session[], sha256: string): AsyncGenerator<ArchivePart> {
  const header = { schema: schemaName, schemaVersion: currentVersion, encryption: null, writer: '', writtenAt: 0 } as const
  yield { part: 'header', header }
  const inOrder = [...sessions].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  for (const { id } of inOrder) {
    const { session, documents, notes, entries } = await exportSession(store, id)
    const { name, description, tags, origin, browser, status, createdAt, endedAt, excerpt } = session
    yield { part: 'session', meta: { id, name, description, tags, origin, browser, status, createdAt, endedAt, excerpt }, documents, notes }
    for await (const batch of entries) {
      signal.throwIfAborted()
      yield { part: 'entries', entries: batch }
    }
  }
  yield { part: 'end', summary: { sessions: [], redaction: { engine: 0, rules: [] }, sha256 }, verified: true }
}
