import { closeFirst, closing } from './compaction-policy'
import { joinRuns, type Run } from './run'
import { bytesRow, indexRow, runOf } from './segment-rows'
import type { SessionStore } from './session-store'
import { sessionRow } from './sessions'
import type { StoreContext } from './store-context'
import type { Tables } from './tables'

/** Tails that become one segment. */
interface Merge {
  readonly log: string
  /** What they follow: as long as this is where tails begin, they are still the same. */
  readonly closedSeq: number
  readonly firstSeq: number
  readonly lastSeq: number
  /** Absent where they are closed as they are. */
  readonly run?: Run
}

export function createCompaction({ tables }: StoreContext): Pick<SessionStore, 'compact'> {
  return {
    async compact(session, all = false) {
      let written = 0
      for (;;) {
        const merge = await planMerge(tables, session, all)
        if (merge === undefined) return written
        if (await commitMerge(tables, session, merge)) written++
      }
    },
  }
}

/** Reads the first tails that make a segment and joins them, outside any writing transaction. */
async function planMerge(tables: Tables, session: string, all: boolean): Promise<Merge | undefined> {
  const read = await tables.read(['sessions', 'segmentIndex', 'segmentBytes'], async (tx) => {
    const { log, closedSeq } = await sessionRow(tx, session)
    // Each tail holds an entry at least, so this many are enough for one segment.
    const tails = await tx.list('segmentIndex', { log, after: closedSeq }, closing.entries)
    const sizes = tails.map((tail) => ({ ...tail, entries: tail.lastSeq - tail.firstSeq + 1 }))
    const rows = tails.slice(0, closeFirst(sizes, all))
    const bytes = await Promise.all(rows.map(({ lastSeq }) => tx.get('segmentBytes', [log, lastSeq])))
    return { log, closedSeq, rows, bytes }
  })
  const { log, closedSeq, rows, bytes } = read
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const place = { log, closedSeq, firstSeq: first.firstSeq, lastSeq: last.lastSeq }
  const runs = rows.flatMap((row, i) => (bytes[i] === undefined ? [] : [runOf(row, bytes[i])]))
  // Where bytes are missing, joining would hide which; and one alone needs no rewriting.
  return runs.length < rows.length || runs.length === 1 ? place : { ...place, run: joinRuns(runs) }
}

/** False when somebody else closed them meanwhile. Entries appended since are tails of their own, behind. */
function commitMerge(tables: Tables, session: string, { log, closedSeq, firstSeq, lastSeq, run }: Merge): Promise<boolean> {
  return tables.write(['sessions', 'segmentIndex', 'segmentBytes'], async (tx) => {
    const row = await sessionRow(tx, session)
    if (row.log !== log || row.closedSeq !== closedSeq) return false
    if (run !== undefined) {
      const range = { log, after: closedSeq, upTo: lastSeq }
      await Promise.all([tx.deleteRange('segmentIndex', range), tx.deleteRange('segmentBytes', range)])
      const place = { log, firstSeq }
      await Promise.all([tx.put('segmentIndex', indexRow(run, place)), tx.put('segmentBytes', bytesRow(run, place))])
    }
    await tx.put('sessions', { ...row, closedSeq: lastSeq })
    return true
  })
}
