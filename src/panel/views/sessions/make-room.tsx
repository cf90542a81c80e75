import type { JSX } from 'preact'
import type { Session } from '../../../core/model'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { formatBytes, formatMoment } from '../../selectors/format'
import { roomToMake } from '../../selectors/session-order'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { removeSession } from './remove-session'

const words = text.sessionList

/** How much of the storage that the browser gives is used. */
function StorageMeter(): JSX.Element | null {
  const usage = usePanel().sessions.usage.value
  if (usage === undefined || usage.quota <= 0) return null
  const { used, quota, persistent } = usage
  const title = `${text.status.storageHint}. ${persistent ? text.status.persistent : text.status.evictable}.`
  return (
    <span class="sessions-storage" title={title}>
      <span class="meter" aria-hidden="true">
        <span class="meter-done" style={{ inlineSize: `${Math.min(100, (used / quota) * 100)}%` }} />
      </span>
      {text.status.storage(used, quota)}
    </span>
  )
}

/** What to free: the largest and the oldest sessions, each with its size and a way to delete it. */
export function MakeRoom(): JSX.Element {
  const { sessions } = usePanel()
  const { largest, oldest } = roomToMake(sessions.list.value ?? [])
  return (
    <section class="make-room" aria-label={words.room}>
      <StorageMeter />
      {largest.length + oldest.length === 0 && <p>{words.nothingToFree}</p>}
      <Candidates title={words.largest} sessions={largest} />
      <Candidates title={words.oldest} sessions={oldest} />
      <p class="form-hint">{words.freedLater}</p>
    </section>
  )
}

function Candidates({ title, sessions }: { readonly title: string; readonly sessions: readonly Session[] }): JSX.Element | null {
  const panel = usePanel()
  if (sessions.length === 0) return null
  return (
    <div>
      <h2 class="make-room-title">{title}</h2>
      <ul class="make-room-list">
        {sessions.map((session) => (
          <li key={session.id}>
            <span class="make-room-size">{formatBytes(session.counts.bytes)}</span>
            <span class="make-room-name">
              <Recorded text={session.name || text.sessions.unnamed} />
            </span>
            <span class="muted">{formatMoment(session.createdAt, panel.now())}</span>
            <Button
              icon="trash"
              show="icon"
              label={words.deleteOf(session.name || text.sessions.unnamed)}
              onPress={() => void removeSession(panel, session)}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
