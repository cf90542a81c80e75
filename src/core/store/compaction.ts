import { closeFirst } from './compaction-policy'
import { joinRuns, type Run } from './run'
import { bytesRow, indexRow, runOf } from './segment-rows'
import type { SessionStore } from './session-store'
import { sessionRow } from './sessions'
import type { StoreContext } from './store-context'
import type { IndexRow, ReadTx, Tables } from './tables'

/** Tails read first; then twice as many, and so on: under load each is a segment already, in a quiet page dozens make one. */
const firstPage = 2

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
    const rows = await firstTails(tx, log, closedSeq, all)
    // One alone needs no rewriting.
    const joined = rows.length > 1 ? rows : []
    const contents = await Promise.all(joined.map(({ lastSeq }) => tx.get('segmentBytes', [log, lastSeq])))
    return { log, closedSeq, rows, contents }
  })
  const { log, closedSeq, rows, contents } = read
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const place = { log, closedSeq, firstSeq: first.firstSeq, lastSeq: last.lastSeq }
  const runs = rows.map((row, i) => runOf(row, contents[i])).filter((run) => run !== undefined)
  // Where content is missing, joining would hide which; and other formats cannot be joined.
  return runs.length === rows.length ? { ...place, run: joinRuns(runs) } : place
}

/** The first tails that make a segment; none while they are too few. Reads little more of them than it needs. */
async function firstTails(tx: ReadTx, log: string, closedSeq: number, all: boolean): Promise<readonly IndexRow[]> {
  const tails: IndexRow[] = []
  for (let size = firstPage; ; size *= 2) {
    const page = await tx.list('segmentIndex', { log, after: tails.at(-1)?.lastSeq ?? closedSeq }, size)
    tails.push(...page)
    const sizes = tails.map((tail) => ({ ...tail, entries: tail.lastSeq - tail.firstSeq + 1 }))
    const isLast = page.length < size
    const count = closeFirst(sizes, all && isLast)
    if (count > 0 || isLast) return tails.slice(0, count)
  }
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
