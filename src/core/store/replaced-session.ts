import { AppError } from '../errors'
import type { Note } from '../model'
import { sessionRow } from './sessions'
import type { ReadTx, SessionRow, Tables, WriteTx } from './tables'

/** A session that another is to take the place of, as it was when that was begun. */
export interface Replaced {
  readonly log: string
  /** Tells whether it is still the same. */
  readonly print: string
}

/** Rejects with `store/unknown-session`, or `store/recording`: what is being recorded has a writer already. */
export function whatIsReplaced(tables: Tables, session: string): Promise<Replaced> {
  return tables.read(['sessions', 'documents'], (tx) => replacedNow(tx, session))
}

async function replacedNow(tx: ReadTx, session: string): Promise<Replaced> {
  const { log, info, nextSeq } = await sessionRow(tx, session)
  if (info.status === 'recording') throw new AppError('store/recording', { session })
  const documents = await tx.list('documents', { log })
  return { log, print: JSON.stringify([log, info, nextSeq, documents]) }
}

/** What the new one takes over. */
interface Kept {
  readonly row: SessionRow
  readonly notes: readonly Note[]
  /** Of each document: numbers that were given out once are not given again, whatever of it is left. */
  readonly lastN: ReadonlyMap<string, number>
}

/**
 * Turns the log that is being replaced into a dead one, within the transaction
 * that shows the other. Gives what it takes over, as it is by now. Throws `store/changed`.
 */
export async function replacedSession(tx: WriteTx, made: SessionRow, { log, print }: Replaced): Promise<Kept> {
  const now = await replacedNow(tx, made.id)
  if (now.print !== print) throw new AppError('store/changed', { session: made.id })
  const { info } = await sessionRow(tx, made.id)
  const view = await tx.get('views', log)
  if (view !== undefined) await tx.put('views', { ...view, log: made.log })
  await tx.put('looseLogs', { log, touchedAt: 0, dead: true })
  const notes = await tx.list('notes', { log })
  const documents = await tx.list('documents', { log })
  const row = { ...made, info: { ...made.info, revision: info.revision + 1 } }
  return { row, notes: notes.map(({ note }) => note), lastN: new Map(documents.map(({ id, lastN }) => [id, lastN])) }
}
