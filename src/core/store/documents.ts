import type { SessionStore, StoredDocument } from './session-store'
import { sessionRow } from './sessions'
import type { StoreContext } from './store-context'
import type { DocumentRow } from './tables'

export function createDocuments({ tables, changed }: StoreContext): Pick<SessionStore, 'putDocument' | 'listDocuments'> {
  const stored = (session: string, row: DocumentRow): StoredDocument => ({ ...row.info, session, lastN: row.lastN })

  return {
    async putDocument(session, document) {
      const row = await tables.write(['sessions', 'documents'], async (tx) => {
        const { log } = await sessionRow(tx, session)
        const known = await tx.get('documents', [log, document.id])
        // Its clock was fixed when it was first seen: entries are stored with it.
        const info = known === undefined ? document : { ...known.info, url: document.url, title: document.title }
        const next = { log, id: document.id, info, lastN: known?.lastN ?? 0 }
        await tx.put('documents', next)
        return next
      })
      changed({ session, what: 'sessions' })
      return stored(session, row)
    },

    async listDocuments(session) {
      const rows = await tables.read(['sessions', 'documents'], async (tx) => {
        const { log } = await sessionRow(tx, session)
        return tx.list('documents', { log })
      })
      const documents = rows.map((row) => stored(session, row))
      return documents.sort((a, b) => a.timeOrigin - b.timeOrigin || (a.id < b.id ? -1 : 1))
    },
  }
}
