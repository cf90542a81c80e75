import { AppError } from '../errors'
import { noCounts, type Session } from '../model'
import { removeLogs } from './loose-logs'
import type { SessionStore } from './session-store'
import type { StoreContext } from './store-context'
import type { ReadTx, SessionRow } from './tables'

type Sessions = Pick<
  SessionStore,
  'createSession' | 'listSessions' | 'getSession' | 'editSession' | 'endSession' | 'deleteSession' | 'restoreSession' | 'purgeDeleted'
>

/** The session's row, or `store/unknown-session`. */
export async function sessionRow(tx: ReadTx, id: string): Promise<SessionRow> {
  const row = await tx.get('sessions', id)
  if (row === undefined) throw new AppError('store/unknown-session', { session: id })
  return row
}

export function createSessions({ tables, env, changed }: StoreContext): Sessions {
  async function update(id: string, change: (info: Session, row: SessionRow) => Session): Promise<Session> {
    const info = await tables.write(['sessions'], async (tx) => {
      const row = await sessionRow(tx, id)
      const next = change(row.info, row)
      if (next !== row.info) await tx.put('sessions', { ...row, info: next })
      return next
    })
    changed({ session: id, what: 'sessions' })
    return info
  }

  return {
    async createSession(session) {
      await tables.write(['sessions'], async (tx) => {
        if ((await tx.get('sessions', session.id)) !== undefined) throw new AppError('store/session-exists', { session: session.id })
        const info = { ...session, counts: noCounts }
        await tx.put('sessions', { id: session.id, info, log: env.id(), nextSeq: 1, closedSeq: 0, lastT: null })
      })
      changed({ session: session.id, what: 'sessions' })
    },

    async listSessions() {
      const rows = await tables.read(['sessions'], (tx) => tx.all('sessions'))
      const listed = rows.map((row) => row.info).filter((info) => info.deletedAt === undefined)
      return listed.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
    },

    getSession: (id) => tables.read(['sessions'], async (tx) => (await sessionRow(tx, id)).info),

    editSession: (id, { name, description, tags }) =>
      update(id, (info) => ({
        ...info,
        name: name ?? info.name,
        description: description ?? info.description,
        tags: tags ?? info.tags,
      })),

    endSession: (id, status, at) =>
      update(id, (info, row) => (info.status === 'recording' ? { ...info, status, endedAt: at ?? row.lastT ?? info.createdAt } : info)),

    async deleteSession(id, at) {
      await update(id, (info) => ({ ...info, deletedAt: at }))
    },

    async restoreSession(id) {
      await update(id, ({ deletedAt: _, ...info }) => info)
    },

    async purgeDeleted(before) {
      const purged = await tables.write(['sessions', 'looseLogs'], async (tx) => {
        const rows = (await tx.all('sessions')).filter(({ info }) => info.deletedAt !== undefined && info.deletedAt < before)
        for (const { id, log } of rows) {
          await tx.delete('sessions', id)
          await tx.put('looseLogs', { log, touchedAt: env.now(), dead: true })
        }
        return rows.map(({ id }) => id)
      })
      for (const session of purged) changed({ session, what: 'sessions' })
      await removeLogs(tables, ({ dead }) => dead)
      return purged
    },
  }
}
