import { AppError } from '../errors'
import type { NewEntry } from '../model'
import { closeFirst, closing } from './compaction-policy'
import { countRun, encodeRuns, joinRuns, type Run } from './run'
import type { PlacedEntry } from './segment-columns'
import { bytesRow, indexRow, sizeOf } from './segment-rows'
import type { Appended, SessionStore } from './session-store'
import { sessionRow } from './sessions'
import type { StoreContext } from './store-context'
import type { DocumentRow, WriteTx } from './tables'

interface Batch {
  readonly document: string
  readonly firstN: number
  readonly entries: readonly PlacedEntry[]
  /** All of it, encoded before the transaction opens: a transaction must not be kept waiting. */
  readonly runs: readonly Run[]
  readonly bytes: number
  resolve(appended: Appended): void
  reject(error: unknown): void
}

type Outcome = Appended | AppError

/**
 * Most that is committed in one transaction, where several batches wait: two
 * segments. What a window of batches holds then takes turns, one part being
 * committed while the next is encoded.
 */
const groupBytes = 2 * closing.bytes

/**
 * Appends with group commit: while a transaction of a session is on its way,
 * batches for it gather, and the next transaction takes them all, as one tail
 * where the policy allows. A transaction costs about as much as 300 entries, so
 * under load this is what makes recording fast; an append that comes alone
 * begins at once.
 */
export function createAppend({ tables, changed }: StoreContext): Pick<SessionStore, 'append'> {
  const waiting = new Map<string, Batch[]>()

  async function drain(session: string, queue: Batch[]): Promise<void> {
    while (queue.length > 0) {
      const group = takeGroup(queue)
      try {
        const outcomes = await tables.write(['sessions', 'documents', 'segmentIndex', 'segmentBytes'], (tx) =>
          commitGroup(tx, session, group),
        )
        if (outcomes.some((outcome) => !(outcome instanceof AppError) && outcome.added > 0)) changed({ session, what: 'entries' })
        outcomes.forEach((outcome, i) => {
          if (outcome instanceof AppError) group[i]?.reject(outcome)
          else group[i]?.resolve(outcome)
        })
      } catch (error) {
        for (const batch of group) batch.reject(error)
      }
      // A turn for those who were waiting: what they send next goes along with the next group.
      await Promise.resolve()
    }
    waiting.delete(session)
  }

  return {
    append(session, document, firstN, entries) {
      const { promise, resolve, reject } = Promise.withResolvers<Appended>()
      const placed = place(document, firstN, entries)
      const runs = encodeRuns(placed)
      const bytes = runs.reduce((sum, run) => sum + run.size, 0)
      const batch = { document, firstN, entries: placed, runs, bytes, resolve, reject }
      const queue = waiting.get(session)
      if (queue !== undefined) queue.push(batch)
      else {
        const fresh = [batch]
        waiting.set(session, fresh)
        void drain(session, fresh)
      }
      return promise
    },
  }
}

function place(document: string, firstN: number, entries: readonly NewEntry[]): readonly PlacedEntry[] {
  return entries.map((entry, i) => ({ ...entry, document, n: firstN + i }))
}

function takeGroup(queue: Batch[]): readonly Batch[] {
  let bytes = 0
  let count = 0
  for (const batch of queue) {
    bytes += batch.bytes
    if (count > 0 && bytes > groupBytes) break
    count++
  }
  return queue.splice(0, count)
}

async function commitGroup(tx: WriteTx, session: string, group: readonly Batch[]): Promise<readonly Outcome[]> {
  const row = await sessionRow(tx, session)
  const documents = await readDocuments(tx, row.log, group)
  const runs: Run[] = []
  const outcomes = group.map((batch): Outcome => {
    const document = documents.get(batch.document)
    if (document === undefined) return new AppError('store/unknown-document', { session, document: batch.document })
    const expected = document.lastN + 1
    if (batch.firstN > expected) return new AppError('store/out-of-order', { document: batch.document, expected, got: batch.firstN })
    const known = expected - batch.firstN
    const added = Math.max(0, batch.entries.length - known)
    if (added === 0) return { lastN: document.lastN, added }
    runs.push(...(known === 0 ? batch.runs : encodeRuns(batch.entries.slice(known))))
    const lastN = document.lastN + added
    documents.set(batch.document, { ...document, lastN })
    return { lastN, added }
  })
  if (runs.length === 0) return outcomes
  const writes: Promise<void>[] = []
  let { nextSeq, lastT } = row
  for (let rest = runs; rest.length > 0; ) {
    const count = closeFirst(rest.map(sizeOf), true)
    const run = joinRuns(rest.slice(0, count))
    const place = { log: row.log, firstSeq: nextSeq }
    writes.push(tx.put('segmentIndex', indexRow(run, place)), tx.put('segmentBytes', bytesRow(run, place)))
    nextSeq += run.entries
    lastT = Math.max(lastT ?? run.until, run.until)
    rest = rest.slice(count)
  }
  const counts = runs.reduce(countRun, row.info.counts)
  writes.push(tx.put('sessions', { ...row, info: { ...row.info, counts }, nextSeq, lastT }))
  for (const document of documents.values()) writes.push(tx.put('documents', document))
  await Promise.all(writes)
  return outcomes
}

async function readDocuments(tx: WriteTx, log: string, group: readonly Batch[]): Promise<Map<string, DocumentRow>> {
  const ids = [...new Set(group.map(({ document }) => document))]
  const rows = await Promise.all(ids.map((id) => tx.get('documents', [log, id])))
  return new Map(rows.filter((row) => row !== undefined).map((row) => [row.id, row]))
}
