import { AppError } from '../errors'
import type { DocumentInfo, Entry, Session } from '../model'
import { type ImportStage, readEntries, type SessionStore } from '../store'
import { referredSession } from './import-policy'
import { createPlacedNumbers, type PlacedNumbers } from './placed-numbers'
import { stageRewrite } from './stage-rewrite'

/** Entries handed to a stage at once. */
const BATCH = 500

/** A session that entries go to. */
export interface EntryTarget {
  readonly session: string
  take(entry: Entry): Promise<void>
  close(): Promise<void>
}

export type EntryStore = Pick<SessionStore, 'getSession' | 'listDocuments' | 'listSegments' | 'readSegment' | 'stageImport'>

export interface EntryTargetOptions {
  /** Whether an entry is written; `known`: one stands in its place. */
  wants(known: boolean, entry: Entry): boolean
  /** Documents that the session gets where it lacks them. */
  readonly documents?: readonly DocumentInfo[] | undefined
  /** What becomes of the session itself, where anything is written. */
  edit?(session: Session): Session
  readonly signal?: AbortSignal | undefined
}

/**
 * Opens a session to entries: those of a document come in order of `n`. What they
 * make of it is one of `stages` after `close`, if anything. Throws
 * `import/unresolved`, `import/out-of-order`, `store/recording`, `store/changed`.
 */
export async function openEntryTarget(
  store: EntryStore,
  session: string,
  stages: ImportStage[],
  { wants, documents: given = [], edit = (info) => info, signal }: EntryTargetOptions,
): Promise<EntryTarget> {
  const seen = await referredSession(store, session)
  // Told at once, not when all has been read.
  if (seen.status === 'recording') throw new AppError('store/recording', { session })
  const documents = new Map((await store.listDocuments(session)).map(({ id }) => [id, 0]))
  const missing = given.filter(({ id }) => !documents.has(id))
  for (const { id } of missing) documents.set(id, 0)
  const placed = await createPlacedNumbers(store, session)
  const begin = async (): Promise<ImportStage> => {
    const { stage } = await stageRewrite(store, session, (info, infos) => {
      // Which entries it has was looked at when it was opened.
      if (JSON.stringify(info) !== JSON.stringify(seen)) throw new AppError('store/changed', { session })
      return { session: edit(info), documents: [...infos, ...missing] }
    })
    stages.push(stage)
    return stage
  }
  const sink = placed.size === 0 ? createWriter(begin) : createMerger(store, session, placed, begin, signal)
  return {
    session,
    async take(entry) {
      const { document, n } = entry
      const last = documents.get(document)
      if (last === undefined) throw new AppError('import/unresolved', { what: 'document', id: document })
      if (n <= last) throw new AppError('import/out-of-order', { session, document, n })
      documents.set(document, n)
      if (wants(placed.has(document, n), entry)) await sink.take(entry)
    },
    close: () => sink.close(missing.length > 0),
  }
}

interface Sink {
  take(entry: Entry): Promise<void>
  /** `always`: writes the session also when nothing was taken. */
  close(always: boolean): Promise<void>
}

/** Writes entries as they come, numbered on from the first. */
function createWriter(begin: () => Promise<ImportStage>): Sink {
  let stage: ImportStage | undefined
  let batch: Entry[] = []
  let seq = 0

  async function flush(): Promise<void> {
    stage ??= await begin()
    await stage.add(batch)
    batch = []
  }

  return {
    async take(entry) {
      seq = seq === 0 ? entry.seq : seq + 1
      batch.push({ ...entry, seq })
      if (batch.length >= BATCH) await flush()
    },
    async close(always) {
      if (batch.length > 0 || (always && stage === undefined)) await flush()
    },
  }
}

/** Holds entries until all have come, then writes them with those that are there. */
function createMerger(
  store: EntryStore,
  session: string,
  placed: PlacedNumbers,
  begin: () => Promise<ImportStage>,
  signal: AbortSignal | undefined,
): Sink {
  const changed = new Map<string, Entry>()
  const added: Entry[] = []

  async function write(stage: ImportStage): Promise<void> {
    const waiting = Map.groupBy(added, ({ document }) => document)
    for (const list of waiting.values()) list.reverse()
    let last = placed.firstSeq - 1
    const numbered = (entry: Entry, atLeast: number): Entry => {
      last = Math.max(last + 1, atLeast)
      return { ...entry, seq: last }
    }
    for await (const batch of readEntries(store, session)) {
      signal?.throwIfAborted()
      const out: Entry[] = []
      for (const entry of batch) {
        const before = waiting.get(entry.document)
        for (let next = before?.at(-1); next !== undefined && next.n < entry.n; next = before?.at(-1)) {
          before?.pop()
          out.push(numbered(next, 0))
        }
        out.push(numbered(changed.get(keyOf(entry)) ?? entry, entry.seq))
      }
      await stage.add(out)
    }
    const left = new Set([...waiting.values()].flat())
    await stage.add(added.filter((entry) => left.has(entry)).map((entry) => numbered(entry, 0)))
  }

  return {
    async take(entry) {
      if (placed.has(entry.document, entry.n)) changed.set(keyOf(entry), entry)
      else added.push(entry)
    },
    async close(always) {
      if (always || changed.size + added.length > 0) await write(await begin())
    },
  }
}

function keyOf({ document, n }: Entry): string {
  return `${n} ${document}`
}
