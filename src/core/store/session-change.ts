import { AppError } from '../errors'
import type { SessionChange } from './session-store'
import { sessionRow } from './sessions'
import type { WriteTx } from './tables'

/** Within the transaction of an import. Throws `store/unknown-session`, `store/recording`. */
export async function changeSession(tx: WriteTx, { session, deletedAt, notes = [], imported }: SessionChange): Promise<void> {
  const row = await sessionRow(tx, session)
  if (deletedAt !== undefined && row.info.status === 'recording') throw new AppError('store/recording', { session })
  const change = { ...(deletedAt !== undefined && { deletedAt }), ...(imported !== undefined && { imported }) }
  if (Object.keys(change).length > 0) await tx.put('sessions', { ...row, info: { ...row.info, ...change } })
  const { log } = row
  for (const note of notes) {
    if ((await tx.get('notes', [log, note.id])) === undefined) await tx.put('notes', { log, id: note.id, note })
  }
}
