import { AppError } from '../errors'
import { type DocumentInfo, type Entry, type Note, noCounts, type Session, type SessionCounts } from '../model'
import type { Json } from '../value'
import { closeFirst } from './compaction-policy'
import { removeLogs } from './loose-logs'
import { type Replaced, replacedSession, whatIsReplaced } from './replaced-session'
import { countRun, encodeRuns, joinRuns, type Run } from './run'
import { bytesRow, indexRow, sizeOf } from './segment-rows'
import type { ImportStage, SessionStore } from './session-store'
import type { StoreContext } from './store-context'
import type { SessionRow, TableName, WriteTx } from './tables'

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
  readonly notes: readonly Note[] | undefined
  readonly view: Json | undefined
  /** What stood in the session's place when the stage began; undefined where nothing may. */
  readonly replaced: Replaced | undefined
}

/** The two halves of a commit. */
interface Commit {
  readonly session: string
  /** Writes what is left to write of the log. */
  flush(): Promise<void>
  /** Makes the session visible. Gives the log that is none of a session any more. */
  show(tx: WriteTx): Promise<string | undefined>
}

interface Stage {
  readonly stage: Omit<ImportStage, 'commit'>
  readonly commit: Commit
}

const nothing: Waiting = { firstSeq: 1, nextSeq: 1, runs: [] }
const shownIn: readonly TableName[] = ['sessions', 'documents', 'notes', 'views', 'looseLogs']

export function createImports(context: StoreContext): Pick<SessionStore, 'stageImport' | 'commitImports' | 'sweepStages'> {
  const { tables, env, changed } = context
  const commits = new WeakMap<ImportStage, Commit>()

  async function commitAll(all: readonly Commit[]): Promise<void> {
    for (const { flush } of all) await flush()
    const left = await tables.write(shownIn, async (tx) => {
      const logs = new Set<string>()
      for (const { show } of all) {
        const log = await show(tx)
        if (log !== undefined) logs.add(log)
      }
      return logs
    })
    for (const { session } of all) changed({ session, what: 'sessions' })
    if (left.size > 0) await removeLogs(tables, ({ log }) => left.has(log))
  }

  return {
    async stageImport(session, documents, notes, { replace = false, view } = {}) {
      const log = env.id()
      const replaced = replace ? await whatIsReplaced(tables, session.id) : undefined
      await tables.write(['looseLogs'], (tx) => tx.put('looseLogs', { log, touchedAt: env.now(), dead: false }))
      const { stage, commit } = createStage(context, log, { session, documents, notes, view, replaced })
      const whole = { ...stage, commit: () => commitAll([commit]) }
      commits.set(whole, commit)
      return whole
    },
    async commitImports(stages) {
      const known = stages.map((stage) => commits.get(stage)).filter((commit) => commit !== undefined)
      if (known.length < stages.length) throw new AppError('internal', { why: 'a stage is of another store' })
      await commitAll(known)
    },
    sweepStages: (before) => removeLogs(tables, ({ dead, touchedAt }) => dead || touchedAt < before),
  }
}

function createStage({ tables, env }: StoreContext, log: string, { session, documents, notes, view, replaced }: Staged): Stage {
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

  const stage: Stage['stage'] = {
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
    async abandon() {
      await removeLogs(tables, (row) => row.log === log)
    },
  }

  const commit: Commit = {
    session: session.id,
    flush: () => flush(true),
    async show(tx) {
      await touch(tx)
      const { nextSeq } = waiting
      const made: SessionRow = { id: session.id, info: { ...session, counts }, log, nextSeq, closedSeq: nextSeq - 1, lastT }
      const kept = replaced && (await replacedSession(tx, made, replaced))
      if (replaced === undefined && (await tx.get('sessions', session.id)) !== undefined)
        throw new AppError('store/session-exists', { session: session.id })
      await tx.put('sessions', kept?.row ?? made)
      const highest = (id: string): number => Math.max(lastN.get(id) ?? 0, kept?.lastN.get(id) ?? 0)
      await Promise.all(documents.map((info) => tx.put('documents', { log, id: info.id, info, lastN: highest(info.id) })))
      await Promise.all((notes ?? kept?.notes ?? []).map((note) => tx.put('notes', { log, id: note.id, note })))
      if (view !== undefined) await tx.put('views', { log, view })
      await tx.delete('looseLogs', log)
      return replaced?.log
    },
  }
  return { stage, commit }
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
