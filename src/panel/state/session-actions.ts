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
  const before = { name, description, tags }
  panel.toasts.showDone(said, () => void panel.notices.attempt(words.changing, () => panel.sessions.edit(session.id, before)))
}

/** Merges the two sessions that were picked out into a new one, and offers to open it. */
export async function mergePicked(panel: Panel): Promise<void> {
  const [first, second] = panel.list.picked.peek()
  if (first === undefined || second === undefined) return
  const merged = await panel.merges.merge(first, second)
  if (merged === undefined) return
  panel.list.unpickAll()
  panel.sessions.refresh()
  panel.toasts.show(words.merged, { label: words.openMerged, run: () => panel.openSession(merged) })
}

/** Opens the box for a session's description and tags. */
export function describeSession(panel: Panel, session: Session): void {
  panel.list.editing.value = session.id
  panel.showDialog('session')
}
