import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Session } from '../../../core/model'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { formatBytes, formatCount, formatDuration, formatFullMoment, formatMoment } from '../../selectors/format'
import { sessionDuration, shortOrigin, shownStatus } from '../../selectors/session-line'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { NameBox } from './name-box'
import { removeSession } from './remove-session'

/** One session: a click anywhere opens it; its name, and what can be done with it, are buttons. */
export function SessionRow({ session }: { readonly session: Session }): JSX.Element {
  const panel = usePanel()
  const recorded = session.status === 'recording'
  const now = recorded ? panel.recording.now.value : panel.now()
  const { entries, errors, bytes } = session.counts
  const [renaming, setRenaming] = useState(false)
  const open = (): void => panel.openSession(session.id)
  return (
    // The name is a button for the keyboard; a click on the rest of the row does the same for the mouse.
    <tr class="session-row" onClick={open}>
      <th scope="row" class="cell-name">
        <span class="session-name">
          {renaming ? (
            <NameBox session={session} onDone={() => setRenaming(false)} />
          ) : (
            <button type="button" class="link session-title" title={text.sessions.open} onClick={open}>
              <Recorded text={session.name || text.sessions.unnamed} />
            </button>
          )}
          <StatusBadge session={session} />
        </span>
        <span class="session-origin">
          <Recorded text={shortOrigin(session.origin)} />
          <span class="session-brief">
            {' · '}
            {text.sessions.entriesOf(entries)}
            {' · '}
            {formatBytes(bytes)}
            <span class="session-moment">
              {' · '}
              {formatMoment(session.createdAt, panel.now())}
            </span>
          </span>
        </span>
      </th>
      <td class="cell-started" title={formatFullMoment(session.createdAt)}>
        {formatMoment(session.createdAt, panel.now())}
      </td>
      <td class="cell-duration">{formatDuration(sessionDuration(session, now))}</td>
      <td class="cell-entries">{formatCount(entries)}</td>
      <td class="cell-errors">{errors > 0 ? <span class="error-count">{formatCount(errors)}</span> : <span class="muted">–</span>}</td>
      <td class="cell-size">{formatBytes(bytes)}</td>
      <td class="cell-actions">
        <Button icon="rename" show="icon" label={text.sessions.rename} onPress={() => setRenaming(true)} />
        <Button
          icon="export"
          show="icon"
          label={text.sessions.export}
          hint={text.sessions.exportHint}
          onPress={() => void panel.shares.exportSession(session.id)}
        />
        <Button
          icon="trash"
          show="icon"
          label={text.sessions.delete}
          disabled={recorded}
          onPress={() => void removeSession(panel, session)}
        />
      </td>
    </tr>
  )
}

/** The status in a word, and in the colour that goes with it. */
function StatusBadge({ session }: { readonly session: Session }): JSX.Element {
  const status = shownStatus(session)
  return (
    <span class={`badge badge-${status}`} title={text.sessions.statusHint[status]}>
      <span class="badge-text">{text.sessions.status[status]}</span>
    </span>
  )
}
