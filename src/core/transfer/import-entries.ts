import { AppError } from '../errors'
import type { Entry } from '../model'
import { type ImportStage, readEntries, type SessionStore } from '../store'
import type { EntryRecord } from './export-records'
import { commitTogether, type ImportOptions, type ImportResult, isWanted, referredSession, resultOf, type Tally } from './import-policy'
import { createPlacedNumbers, type PlacedNumbers } from './placed-numbers'
import { stageRewrite } from './stage-rewrite'

type Store = Pick<SessionStore, 'getSession' | 'listDocuments' | 'listSegments' | 'readSegment' | 'stageImport' | 'commitImports'>

/** Entries handed to a stage at once. */
const BATCH = 500

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
      let open: Target | undefined
      for await (const { session, entry } of records) {
        options.signal?.throwIfAborted()
        if (open?.session !== session) {
          await open?.close()
          if (done.has(session)) throw new AppError('import/out-of-order', { session, document: entry.document, n: entry.n })
          done.add(session)
          open = await openTarget(store, session, stages, tally, options)
        }
        await open.take(entry)
      }
      await open?.close()
    }),
  )
}

/** A session that entries go to. */
interface Target {
  readonly session: string
  take(entry: Entry): Promise<void>
  close(): Promise<void>
}

async function openTarget(
  store: Store,
  session: string,
  stages: ImportStage[],
  tally: Tally,
  { policy, signal }: ImportOptions,
): Promise<Target> {
  const seen = await referredSession(store, session)
  // Told at once, not when all has been read.
  if (seen.status === 'recording') throw new AppError('store/recording', { session })
  const documents = new Map((await store.listDocuments(session)).map(({ id }) => [id, 0]))
  const placed = await createPlacedNumbers(store, session)
  const begin = async (): Promise<ImportStage> => {
    const { stage } = await stageRewrite(store, session, (info, infos) => {
      // Which entries it has was looked at when it was opened.
      if (JSON.stringify(info) !== JSON.stringify(seen)) throw new AppError('store/changed', { session })
      return { session: info, documents: infos }
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
      if (isWanted(tally, policy, placed.has(document, n), 'entry', `${n} of document ${document}`)) await sink.take(entry)
    },
    close: () => sink.close(),
  }
}

interface Sink {
  take(entry: Entry): Promise<void>
  close(): Promise<void>
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
    async close() {
      if (batch.length > 0) await flush()
    },
  }
}

/** Holds entries until all have come, then writes them with those that are there. */
function createMerger(
  store: Store,
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
    async close() {
      if (changed.size + added.length > 0) await write(await begin())
    },
  }
}

function keyOf({ document, n }: Entry): string {
  return `${n} ${document}`
}
