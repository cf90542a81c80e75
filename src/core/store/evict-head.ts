import { noCounts, type SessionCounts } from '../model'
import { countRun, encodeRuns } from './run'
import { bytesRow, indexRow } from './segment-rows'
import type { SessionStore } from './session-store'
import { sessionRow } from './sessions'
import type { StoreContext } from './store-context'
import type { IndexRow, Tables } from './tables'

/** Rows of the index read at once. */
const PAGE = 32

/**
 * Puts a few entries in the place of all of a session up to the end of one of
 * its segments. What is to go is counted and what comes is encoded before the one
 * transaction, which first looks whether both still hold: appends touch neither,
 * compaction may only have merged away the end, and all else that rewrites
 * entries raises the revision.
 */
export function createEviction({ tables, changed }: StoreContext): Pick<SessionStore, 'evictHead'> {
  return {
    async evictHead(session, { upToSeq, revision, head }) {
      const { log } = await tables.read(['sessions'], (tx) => sessionRow(tx, session))
      const gone = await countUpTo(tables, log, upToSeq)
      const runs = encodeRuns(head)
      const done = await tables.write(['sessions', 'segmentIndex', 'segmentBytes'], async (tx) => {
        const row = await sessionRow(tx, session)
        if (row.log !== log || row.info.revision !== revision) return false
        if ((await tx.get('segmentIndex', [log, upToSeq])) === undefined) return false
        await Promise.all([tx.deleteRange('segmentIndex', { log, upTo: upToSeq }), tx.deleteRange('segmentBytes', { log, upTo: upToSeq })])
        let firstSeq = upToSeq - head.length + 1
        for (const run of runs) {
          const place = { log, firstSeq }
          await Promise.all([tx.put('segmentIndex', indexRow(run, place)), tx.put('segmentBytes', bytesRow(run, place))])
          firstSeq += run.entries
        }
        const counts = runs.reduce(countRun, less(row.info.counts, gone))
        const closedSeq = Math.max(row.closedSeq, upToSeq)
        await tx.put('sessions', { ...row, info: { ...row.info, counts, revision: revision + 1 }, closedSeq })
        return true
      })
      if (done) changed({ session, what: 'sessions' })
      return done
    },
  }
}

/** Counts what the segments up to that seq hold, page by page. */
async function countUpTo(tables: Tables, log: string, upTo: number): Promise<SessionCounts> {
  let counts = noCounts
  for (let after = 0; ; ) {
    const page: readonly IndexRow[] = await tables.read(['segmentIndex'], (tx) => tx.list('segmentIndex', { log, after, upTo }, PAGE))
    for (const index of page) counts = countRun(counts, { ...index, entries: index.lastSeq - index.firstSeq + 1, size: index.bytes })
    const last = page.at(-1)
    if (last === undefined) return counts
    after = last.lastSeq
  }
}

function less(counts: SessionCounts, gone: SessionCounts): SessionCounts {
  const { state, component, event, performance } = counts.kinds
  return {
    entries: counts.entries - gone.entries,
    bytes: counts.bytes - gone.bytes,
    errors: counts.errors - gone.errors,
    gaps: counts.gaps - gone.gaps,
    kinds: {
      state: state - gone.kinds.state,
      component: component - gone.kinds.component,
      event: event - gone.kinds.event,
      performance: performance - gone.kinds.performance,
    },
  }
}
