import { AppError } from '../errors'
import { noCounts } from '../model'
import { countRun, type Run, runOfLines } from './run'
import { decodeSegment, encodeSegment, segmentVersion } from './segment-codec'
import { bytesRow, contentOf, indexRow } from './segment-rows'
import type { SessionStore } from './session-store'
import { sessionRow } from './sessions'
import type { StoreContext } from './store-context'
import { readText } from './stored-text'
import type { BytesRow, IndexRow, ReadTx, Tables } from './tables'

/** Rows of the index read at once. */
const PAGE = 32

/** Makes what a session has beside the content of its entries anew out of that content, for when the one does not match the other. */
export function createRebuild({ tables, changed }: StoreContext): Pick<SessionStore, 'rebuildIndex'> {
  return {
    async rebuildIndex(session) {
      for (let after = 0; ; ) {
        const found = await tables.read(['sessions', 'segmentBytes'], async (tx) => {
          const { log, info } = await sessionRow(tx, session)
          const [row] = await tx.list('segmentBytes', { log, after }, 1)
          return row && { row, revision: info.revision }
        })
        if (found === undefined) break
        const run = runIn(found.row, session)
        // Merged or rewritten meanwhile: what is there now is looked at next.
        if (run !== undefined && !(await writeRows(tables, session, found, run))) continue
        after = found.row.lastSeq
      }
      await recount(tables, session)
      changed({ session, what: 'sessions' })
    },
  }
}

/** The content with columns made anew; undefined where it does not decode: then the index is all that tells of it. */
function runIn(row: BytesRow, session: string): Run | undefined {
  try {
    const content = contentOf(row)
    const entries = decodeSegment(content, { ...row, session })
    return runOfLines(entries, row.version === segmentVersion ? content.map(readText) : encodeSegment(entries))
  } catch (error) {
    if (error instanceof AppError && error.code === 'store/corrupt') return undefined
    throw error
  }
}

/** A row with the revision that the session had when it was read. */
interface Found {
  readonly row: BytesRow
  readonly revision: number
}

function writeRows(tables: Tables, session: string, { row: read, revision }: Found, run: Run): Promise<boolean> {
  const { log, firstSeq, lastSeq, version } = read
  return tables.write(['sessions', 'segmentIndex', 'segmentBytes'], async (tx) => {
    const row = await sessionRow(tx, session)
    const now = await tx.get('segmentBytes', [log, lastSeq])
    if (row.log !== log || row.info.revision !== revision || now?.firstSeq !== firstSeq || now.version !== version) return false
    await tx.deleteRange('segmentIndex', { log, after: firstSeq - 1, upTo: lastSeq })
    await tx.put('segmentIndex', indexRow(run, { log, firstSeq }))
    if (version !== segmentVersion) await tx.put('segmentBytes', bytesRow(run, { log, firstSeq }))
    return true
  })
}

/** Counts the session and its documents by its index, in one transaction, so that what is recorded meanwhile is counted once. */
function recount(tables: Tables, session: string): Promise<void> {
  return tables.write(['sessions', 'documents', 'segmentIndex'], async (tx) => {
    const row = await sessionRow(tx, session)
    let [counts, lastT] = [noCounts, row.lastT]
    let [firstSeq, lastSeq] = [1, 0]
    const lastN = new Map<string, number>()
    for (let page = await pageAfter(tx, row.log, 0); page.length > 0; page = await pageAfter(tx, row.log, lastSeq)) {
      if (lastSeq === 0) firstSeq = page[0]?.firstSeq ?? 1
      for (const index of page) {
        counts = countRun(counts, { ...index, entries: index.lastSeq - index.firstSeq + 1, size: index.bytes })
        lastT = Math.max(lastT ?? index.until, index.until)
        addNumbers(lastN, index)
        lastSeq = index.lastSeq
      }
    }
    const nextSeq = Math.max(row.nextSeq, lastSeq + 1)
    await tx.put('sessions', { ...row, info: { ...row.info, counts }, nextSeq, closedSeq: Math.min(row.closedSeq, nextSeq - 1), lastT })
    for (const document of await tx.list('documents', { log: row.log })) {
      const found = lastN.get(document.id) ?? 0
      // Of a session without its beginning, entries may be gone that had higher numbers than those that are left.
      await tx.put('documents', { ...document, lastN: firstSeq === 1 ? found : Math.max(found, document.lastN) })
    }
  })
}

function pageAfter(tx: ReadTx, log: string, after: number): Promise<readonly IndexRow[]> {
  return tx.list('segmentIndex', { log, after }, PAGE)
}

function addNumbers(lastN: Map<string, number>, { documents, columns: { runs } }: IndexRow): void {
  for (let at = 0; at < runs.length; at += 3) {
    const document = documents[runs[at] ?? 0] ?? ''
    const last = (runs[at + 1] ?? 0) + (runs[at + 2] ?? 0) - 1
    lastN.set(document, Math.max(lastN.get(document) ?? 0, last))
  }
}
