import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Session } from '../../../core/model'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { formatBytes, formatCount, formatDuration, formatFullMoment, formatMoment } from '../../selectors/format'
import { type ShownStatus, sessionDuration, shortOrigin, shownStatuses } from '../../selectors/session-line'
import { usePanel } from '../../state/context'
import { describeSession } from '../../state/session-actions'
import { text } from '../../text'
import { ExcerptLine } from '../share/excerpt-line'
import { NameBox } from './name-box'
import { removeSession } from './remove-session'
import { sessionTitleClass } from './use-session-keys'

/** One session: a click anywhere opens it; its name, and what can be done with it, are buttons. */
export function SessionRow({ session }: { readonly session: Session }): JSX.Element {
  const panel = usePanel()
  const now = session.status === 'recording' ? panel.recording.now.value : panel.now()
  const { entries, errors, bytes } = session.counts
  return (
    // The name is a button for the keyboard; a click on the rest of the row does the same for the mouse.
    <tr class="session-row" data-session={session.id} onClick={() => panel.openSession(session.id)}>
      <td class="cell-pick">
        <PickBox session={session} />
      </td>
      <th scope="row" class="cell-name">
        <SessionName session={session} />
      </th>
      <td class="cell-started" title={formatFullMoment(session.createdAt)}>
        {formatMoment(session.createdAt, panel.now())}
      </td>
      <td class="cell-duration">{formatDuration(sessionDuration(session, now))}</td>
      <td class="cell-entries">{formatCount(entries)}</td>
      <td class="cell-errors">{errors > 0 ? <span class="error-count">{formatCount(errors)}</span> : <span class="muted">–</span>}</td>
      <td class="cell-size">{formatBytes(bytes)}</td>
      <td class="cell-actions">
        <SessionTools session={session} />
      </td>
    </tr>
  )
}

function PickBox({ session }: { readonly session: Session }): JSX.Element {
  const { list } = usePanel()
  return (
    <input
      type="checkbox"
      aria-label={text.sessionList.pickOf(session.name || text.sessions.unnamed)}
      checked={list.picked.value.includes(session.id)}
      onClick={(event) => event.stopPropagation()}
      onChange={(event) => list.pick(session.id, event.currentTarget.checked)}
    />
  )
}

/** Its name, how it ended, where it was recorded and what a person said about it. */
function SessionName({ session }: { readonly session: Session }): JSX.Element {
  const panel = usePanel()
  const { renaming } = panel.list
  const isRenamed = renaming.value === session.id
  const title = useRef<HTMLButtonElement>(null)
  const wasRenamed = useRef(isRenamed)
  // Once the name was typed, the keyboard goes on where it was: at the row.
  useLayoutEffect(() => {
    if (wasRenamed.current && !isRenamed && document.activeElement === document.body) title.current?.focus()
    wasRenamed.current = isRenamed
  }, [isRenamed])
  const endRenaming = (): void => {
    if (renaming.peek() === session.id) renaming.value = undefined
  }
  return (
    <>
      <span class="session-name">
        {isRenamed ? (
          <NameBox session={session} onDone={endRenaming} />
        ) : (
          <button
            ref={title}
            type="button"
            class={`link ${sessionTitleClass}`}
            title={text.sessions.open}
            onClick={(event) => {
              event.stopPropagation()
              panel.openSession(session.id)
            }}
          >
            <Recorded text={session.name || text.sessions.unnamed} />
          </button>
        )}
        {shownStatuses(session).map((status) => (
          <StatusBadge key={status} status={status} />
        ))}
        {session.tags.map((tag) => (
          <Recorded key={tag} class="tag" text={`@${tag}`} />
        ))}
      </span>
      <span class="session-origin">
        <Recorded text={shortOrigin(session.origin)} />
        <span class="session-brief">
          {' · '}
          {text.sessions.entriesOf(session.counts.entries)}
          {' · '}
          {formatBytes(session.counts.bytes)}
          <span class="session-moment">
            {' · '}
            {formatMoment(session.createdAt, panel.now())}
          </span>
        </span>
      </span>
      <ExcerptLine excerpt={session.excerpt} />
      {session.description !== '' && (
        <span class="session-description" title={session.description}>
          <Recorded text={session.description} />
        </span>
      )}
    </>
  )
}

function SessionTools({ session }: { readonly session: Session }): JSX.Element {
  const panel = usePanel()
  const { renaming } = panel.list
  return (
    <>
      <Button
        icon="rename"
        show="icon"
        label={text.sessions.rename}
        keys="F2"
        onPress={() => {
          renaming.value = session.id
        }}
      />
      <Button icon="note" show="icon" label={text.sessionList.describe} onPress={() => describeSession(panel, session)} />
      <Button
        icon="export"
        show="icon"
        label={text.sessions.export}
        hint={text.sessions.exportHint}
        onPress={() => panel.askExport([session.id])}
      />
      <Button
        icon="trash"
        show="icon"
        label={text.sessions.delete}
        keys="Del"
        disabled={session.status === 'recording'}
        onPress={() => void removeSession(panel, session)}
      />
    </>
  )
}

/** The status in a word, and in the colour that goes with it. */
function StatusBadge({ status }: { readonly status: ShownStatus }): JSX.Element {
  return (
    <span class={`badge badge-${status}`} title={text.sessions.statusHint[status]}>
      <span class="badge-text">{text.sessions.status[status]}</span>
    </span>
  )
}
