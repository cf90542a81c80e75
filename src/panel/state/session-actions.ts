import type { Session, SessionEdit } from '../../core/model'
import { text } from '../text'
import type { Panel } from './panel'

const words = text.sessionList

/** Changes what a person may change of a session, and offers to take it back. */
export async function editSession(panel: Panel, session: Session, edit: SessionEdit, said: string): Promise<void> {
  const changed = await panel.notices.attempt(words.changing, async () => {
    await panel.sessions.edit(session.id, edit)
    return true
  })
  if (changed !== true) return
  const { name, description, tags } = session
  panel.toasts.show(said, {
    label: text.undo,
    run: () => void panel.notices.attempt(words.changing, () => panel.sessions.edit(session.id, { name, description, tags })),
  })
}

/** Opens the box for a session's description and tags. */
export function describeSession(panel: Panel, session: Session): void {
  panel.list.editing.value = session.id
  panel.showDialog('session')
}
