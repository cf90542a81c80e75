import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { FailureView } from '../frame/failure-view'
import { EmptySessions } from './empty-sessions'
import { MergeTools } from './merge-tools'
import { SessionDialog } from './session-dialog'
import { SessionList } from './session-list'
import { SessionsBar } from './sessions-bar'

/** Home: the sessions, or why there are none. */
export function SessionsScreen(): JSX.Element {
  const { sessions, list } = usePanel()
  const all = sessions.list.value
  const found = list.found.value
  const failure = sessions.failure.value
  if (failure !== undefined && all === undefined) {
    return <FailureView title={text.failure.store} error={failure} onRetry={sessions.refresh} />
  }
  if (all === undefined || found === undefined) return <p class="placeholder">{text.loading}</p>
  if (all.length === 0) return <EmptySessions />
  return (
    <>
      <h1 class="unseen">{text.sessions.title}</h1>
      <SessionsBar />
      <MergeTools />
      {found.length === 0 ? <NothingFound /> : <SessionList sessions={found} />}
      <SessionDialog />
    </>
  )
}

function NothingFound(): JSX.Element {
  const { typed } = usePanel().list
  return (
    <div class="placeholder">
      <p>{text.sessionList.nothing}</p>
      <Button
        look="outline"
        label={text.sessionList.clear}
        onPress={() => {
          typed.value = ''
        }}
      />
    </div>
  )
}
