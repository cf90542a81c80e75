import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Session } from '../../../core/model'
import { Button } from '../../parts/button'
import { text } from '../../text'
import { SessionRow } from './session-row'
import { useSessionKeys } from './use-session-keys'

const columns = ['name', 'started', 'duration', 'entries', 'errors', 'size'] as const
/** Rows shown at first, and with each wish for more. */
const PAGE = 200

/** The sessions that were found, in the order that was chosen. */
export function SessionList({ sessions }: { readonly sessions: readonly Session[] }): JSX.Element {
  const [most, setMost] = useState(PAGE)
  const table = useRef<HTMLTableElement>(null)
  const onKeyDown = useSessionKeys(sessions, table)
  const shown = sessions.slice(0, most)
  return (
    <div class="scroller">
      <table ref={table} class="sessions" onKeyDown={onKeyDown}>
        <caption class="unseen">
          {text.sessions.list}. {text.sessionList.keys}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="cell-pick">
              <span class="unseen">{text.sessionList.pick}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" class={`cell-${column}`}>
                {text.sessions[column]}
              </th>
            ))}
            <th scope="col" class="cell-actions">
              <span class="unseen">{text.sessions.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </tbody>
      </table>
      {sessions.length > most && (
        <p class="placeholder">
          <Button look="outline" label={text.more(sessions.length - most)} onPress={() => setMost(most + PAGE)} />
        </p>
      )}
    </div>
  )
}
