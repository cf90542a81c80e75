import { type DocumentInfo, noCounts, type Session } from '../model'
import { type ImportStage, readEntries, type SessionStore } from '../store'
import type { SessionRecord } from './export-records'
import { commitTogether, type ImportOptions, type ImportResult, isWanted, knownSession, resultOf } from './import-policy'
import { stageRewrite } from './stage-rewrite'

type Store = Pick<SessionStore, 'getSession' | 'listDocuments' | 'listSegments' | 'readSegment' | 'stageImport' | 'commitImports'>

/**
 * Takes sessions in, with their documents and without entries. One is there
 * already when the store, or a record before it, has its id, deleted or not.
 * Overwriting makes it what the record says, keeps its entries and notes, and
 * adds the documents that it lacks. All of it happens in one transaction, or
 * nothing does; the promise never rejects. Errors: `import/conflict`,
 * `store/recording`, `store/changed`, those of the store.
 */
export function importSessions(
  store: Store,
  records: AsyncIterable<SessionRecord>,
  { policy, signal }: ImportOptions,
): Promise<ImportResult> {
  return resultOf(async (tally) => {
    const planned = new Map<string, { readonly record: SessionRecord; readonly exists: boolean }>()
    for await (const record of records) {
      signal?.throwIfAborted()
      const { id } = record.session
      const before = planned.get(id)
      const exists = before?.exists ?? (await knownSession(store, id)) !== undefined
      if (!isWanted(tally, policy, exists || before !== undefined, 'session', id)) continue
      planned.set(id, { record: { ...record, documents: joined(before?.record.documents ?? [], record.documents) }, exists })
    }
    await commitTogether(store, async (stages) => {
      for (const { record, exists } of planned.values()) {
        signal?.throwIfAborted()
        if (exists) await overwrite(store, record, stages)
        else stages.push(await store.stageImport(asImported(record.session, 0), record.documents))
      }
    })
  })
}

async function overwrite(store: Store, { session, documents }: SessionRecord, stages: ImportStage[]): Promise<void> {
  const { stage } = await stageRewrite(store, session.id, (before, known) => ({
    session: asImported(session, before.revision),
    documents: joined(known, documents),
  }))
  stages.push(stage)
  for await (const batch of readEntries(store, session.id)) await stage.add(batch)
}

function asImported({ deletedAt: _, ...session }: Session, revision: number): Session {
  // Nobody goes on recording it here.
  const status = session.status === 'recording' ? 'ended' : session.status
  return { ...session, status, revision, from: 'imported', counts: noCounts }
}

function joined(known: readonly DocumentInfo[], incoming: readonly DocumentInfo[]): readonly DocumentInfo[] {
  return [...new Map([...known, ...incoming].map((document) => [document.id, document])).values()]
}
