import type { JSX } from 'preact'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { FailureView } from '../frame/failure-view'
import { EmptySessions } from './empty-sessions'
import { SessionList } from './session-list'

/** Home: the sessions, or why there are none. */
export function SessionsScreen(): JSX.Element {
  const { sessions } = usePanel()
  const list = sessions.list.value
  const failure = sessions.failure.value
  if (failure !== undefined && list === undefined) {
    return <FailureView title={text.failure.store} error={failure} onRetry={sessions.refresh} />
  }
  if (list === undefined) return <p class="placeholder">{text.loading}</p>
  return list.length === 0 ? <EmptySessions /> : <SessionList sessions={list} />
}
