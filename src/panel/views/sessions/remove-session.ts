import type { Session } from '../../../core/model'
import type { Panel } from '../../state/panel'
import { text } from '../../text'

/** Deletes without asking, and offers to take it back. */
export async function removeSession(panel: Panel, session: Session): Promise<void> {
  const gone = await panel.notices.attempt(text.sessions.deleting, async () => {
    await panel.sessions.remove(session.id)
    return true
  })
  if (gone !== true) return
  if (panel.open.value?.id === session.id) panel.closeSession()
  panel.toasts.showDone(
    text.sessions.deleted,
    () => void panel.notices.attempt(text.sessions.restoring, () => panel.sessions.restore(session.id)),
  )
}
