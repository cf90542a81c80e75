import type { JSX } from 'preact'
import type { Session } from '../../../core/model'
import { text } from '../../text'
import { SessionRow } from './session-row'

const columns = ['name', 'started', 'duration', 'entries', 'errors', 'size'] as const

/** The stored sessions, newest first. */
export function SessionList({ sessions }: { readonly sessions: readonly Session[] }): JSX.Element {
  return (
    <div class="scroller">
      <h1 class="unseen">{text.sessions.title}</h1>
      <table class="sessions">
        <caption class="unseen">{text.sessions.list}</caption>
        <thead>
          <tr>
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
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
