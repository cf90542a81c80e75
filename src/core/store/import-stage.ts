import { AppError } from '../errors'
import { type DocumentInfo, type Entry, type Note, noCounts, type Session, type SessionCounts } from '../model'
import { closeFirst } from './compaction-policy'
import { removeLogs } from './loose-logs'
import { countRun, encodeRuns, joinRuns, type Run } from './run'
import { bytesRow, indexRow, sizeOf } from './segment-rows'
import type { ImportStage, SessionStore } from './session-store'
import type { StoreContext } from './store-context'
import type { WriteTx } from './tables'

/** Entries that are waiting to fill a segment: runs without a hole in their seqs. */
interface Waiting {
  readonly firstSeq: number
  readonly nextSeq: number
  readonly runs: readonly Run[]
}

/** What a stage is given at its beginning and writes at its end. */
interface Staged {
  readonly session: Session
  readonly documents: readonly DocumentInfo[]
  readonly notes: readonly Note[]
}

const nothing: Waiting = { firstSeq: 1, nextSeq: 1, runs: [] }

export function createImports(context: StoreContext): Pick<SessionStore, 'stageImport' | 'sweepStages'> {
  const { tables, env } = context
  return {
    async stageImport(session, documents, notes = []) {
      const log = env.id()
      await tables.write(['looseLogs'], (tx) => tx.put('looseLogs', { log, touchedAt: env.now(), dead: false }))
      return createStage(context, log, { session, documents, notes })
    },
    sweepStages: (before) => removeLogs(tables, ({ dead, touchedAt }) => dead || touchedAt < before),
  }
}

function createStage({ tables, env, changed }: StoreContext, log: string, { session, documents, notes }: Staged): ImportStage {
  const lastN = new Map(documents.map(({ id }) => [id, 0]))
  let waiting = nothing
  let counts: SessionCounts = noCounts
  let lastT: number | null = null

  /** Writes what fills segments; with `all`, everything. */
  async function flush(all: boolean): Promise<void> {
    for (;;) {
      const { firstSeq, nextSeq, runs } = waiting
      const count = closeFirst(runs.map(sizeOf), all)
      if (count === 0) return
      const run = joinRuns(runs.slice(0, count))
      const place = { log, firstSeq }
      await tables.write(['looseLogs', 'segmentIndex', 'segmentBytes'], async (tx) => {
        await touch(tx)
        await Promise.all([tx.put('segmentIndex', indexRow(run, place)), tx.put('segmentBytes', bytesRow(run, place))])
      })
      waiting = { firstSeq: firstSeq + run.entries, nextSeq, runs: runs.slice(count) }
    }
  }

  async function touch(tx: WriteTx): Promise<void> {
    const row = await tx.get('looseLogs', log)
    if (row === undefined || row.dead) throw new AppError('store/unknown-session', { session: session.id })
    await tx.put('looseLogs', { ...row, touchedAt: env.now() })
  }

  return {
    async add(entries) {
      for (const entry of entries) {
        const highest = lastN.get(entry.document)
        if (highest === undefined) throw new AppError('store/unknown-document', { session: session.id, document: entry.document })
        lastN.set(entry.document, Math.max(highest, entry.n))
      }
      for (const part of unbroken(entries)) {
        const firstSeq = part[0]?.seq ?? 0
        if (firstSeq < waiting.nextSeq) throw new AppError('internal', { why: 'imported entries are not in order of seq' })
        if (firstSeq > waiting.nextSeq) {
          await flush(true)
          waiting = { firstSeq, nextSeq: firstSeq, runs: [] }
        }
        const runs = encodeRuns(part)
        counts = runs.reduce(countRun, counts)
        lastT = runs.reduce<number | null>((latest, run) => Math.max(latest ?? run.until, run.until), lastT)
        waiting = { ...waiting, nextSeq: waiting.nextSeq + part.length, runs: [...waiting.runs, ...runs] }
        await flush(false)
      }
    },

    async commit() {
      await flush(true)
      await tables.write(['sessions', 'documents', 'notes', 'looseLogs'], async (tx) => {
        await touch(tx)
        if ((await tx.get('sessions', session.id)) !== undefined) throw new AppError('store/session-exists', { session: session.id })
        const { nextSeq } = waiting
        await tx.put('sessions', { id: session.id, info: { ...session, counts }, log, nextSeq, closedSeq: nextSeq - 1, lastT })
        await Promise.all(documents.map((info) => tx.put('documents', { log, id: info.id, info, lastN: lastN.get(info.id) ?? 0 })))
        await Promise.all(notes.map((note) => tx.put('notes', { log, id: note.id, note })))
        await tx.delete('looseLogs', log)
      })
      changed({ session: session.id, what: 'sessions' })
    },

    async abandon() {
      await removeLogs(tables, (row) => row.log === log)
    },
  }
}

/** `entries` cut where their seqs do not follow each other. */
function unbroken(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const parts: Entry[][] = []
  let last: Entry | undefined
  for (const entry of entries) {
    if (last === undefined || entry.seq !== last.seq + 1) parts.push([])
    parts.at(-1)?.push(entry)
    last = entry
  }
  return parts
}
