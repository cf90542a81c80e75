import type { LooseRow, Tables } from './tables'

/** Segments removed in one transaction: about 16 MB at most where segments are of ordinary size. */
const segmentsPerStep = 64

/**
 * Removes the loose logs that `matches` picks, with all their rows, in steps of
 * bounded size. Each is marked dead first, so that whoever still writes to it
 * stops and, after a crash in between, the next call goes on. Gives how many.
 */
export async function removeLogs(tables: Tables, matches: (row: LooseRow) => boolean): Promise<number> {
  const picked = await tables.write(['looseLogs'], async (tx) => {
    const rows = (await tx.all('looseLogs')).filter(matches)
    await Promise.all(rows.map((row) => tx.put('looseLogs', { ...row, dead: true })))
    return rows
  })
  for (const { log } of picked) {
    // Each step is a transaction of its own, so that recording gets its turns in between.
    for (let more = true; more; ) more = await removeStep(tables, log)
  }
  return picked.length
}

/** Removes some of the log's segments or, once none are left, all the rest of it. True while there is more. */
function removeStep(tables: Tables, log: string): Promise<boolean> {
  return tables.write(['documents', 'notes', 'views', 'segmentIndex', 'segmentBytes', 'looseLogs'], async (tx) => {
    const seqs = await tx.seqs('segmentIndex', { log }, segmentsPerStep)
    const upTo = seqs.at(-1)
    await Promise.all([tx.deleteRange('segmentIndex', { log, upTo }), tx.deleteRange('segmentBytes', { log, upTo })])
    if (upTo !== undefined) return true
    await Promise.all([tx.deleteRange('documents', { log }), tx.deleteRange('notes', { log })])
    await Promise.all([tx.delete('views', log), tx.delete('looseLogs', log)])
    return false
  })
}
