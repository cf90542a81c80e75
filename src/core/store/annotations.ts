import { AppError } from '../errors'
import { note as noteShape } from '../model'
import type { SessionStore } from './session-store'
import { sessionRow } from './sessions'
import type { StoreContext } from './store-context'

type Annotations = Pick<SessionStore, 'listNotes' | 'putNote' | 'putNotes' | 'removeNote' | 'getView' | 'putView'>

/** What people add to sessions: rows beside the log, which is only ever appended to. */
export function createAnnotations({ tables, changed }: StoreContext): Annotations {
  return {
    async listNotes(session) {
      const rows = await tables.read(['sessions', 'notes'], async (tx) => {
        const { log } = await sessionRow(tx, session)
        return tx.list('notes', { log })
      })
      const notes = rows.map(({ note }) => ({ ...note, session }))
      return notes.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
    },

    async putNote(session, { id, anchor, text, tags, pinned, createdAt, editedAt }) {
      // Named one by one: a note that was read from here knows its session, which the row must not.
      const note = { id, anchor, text, tags, pinned, createdAt, editedAt }
      if (!noteShape.safeParse(note).success) throw new AppError('internal', { why: 'a note is longer than notes may be, or is none' })
      await tables.write(['sessions', 'notes'], async (tx) => {
        const { log } = await sessionRow(tx, session)
        await tx.put('notes', { log, id, note })
      })
      changed({ session, what: 'notes' })
    },

    async putNotes(notes) {
      await tables.write(['sessions', 'notes'], async (tx) => {
        for (const { session, ...note } of notes) {
          const { log } = await sessionRow(tx, session)
          await tx.put('notes', { log, id: note.id, note })
        }
      })
      for (const session of new Set(notes.map((note) => note.session))) changed({ session, what: 'notes' })
    },

    async removeNote(session, id) {
      await tables.write(['sessions', 'notes'], async (tx) => {
        const { log } = await sessionRow(tx, session)
        await tx.delete('notes', [log, id])
      })
      changed({ session, what: 'notes' })
    },

    getView: (session) =>
      tables.read(['sessions', 'views'], async (tx) => {
        const { log } = await sessionRow(tx, session)
        return (await tx.get('views', log))?.view
      }),

    putView: (session, view) =>
      tables.write(['sessions', 'views'], async (tx) => {
        const { log } = await sessionRow(tx, session)
        await tx.put('views', { log, view })
      }),
  }
}
