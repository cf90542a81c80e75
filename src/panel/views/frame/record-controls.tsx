import type { JSX } from 'preact'
import type { Session } from '../../../core/model'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { formatElapsed } from '../../selectors/format'
import { keyText } from '../../selectors/shortcuts'
import { usePanel } from '../../state/context'
import { text } from '../../text'

/** The red toggle, “record and reload”, and what is being recorded; or what has to be allowed first. */
export function RecordControls(): JSX.Element | null {
  const { recording } = usePanel()
  if (!recording.possible) return null
  const { state, why } = recording.status.value
  if (state === 'not-granted') return <AllowButton />
  const active = state === 'recording'
  const ready = (active || state === 'idle' || state === 'full') && !recording.busy.value
  const hint =
    state === 'unavailable'
      ? `${text.record.unavailable}${why === undefined ? '' : `: ${why}`}`
      : `${active ? text.record.stopHint : text.record.startHint} (${keyText('record')})`
  return (
    <div class="record-controls">
      <button
        type="button"
        class="button record-button"
        aria-pressed={active}
        disabled={!ready}
        title={hint}
        onClick={() => void recording.toggle()}
      >
        <Icon name={active ? 'stop' : 'record'} />
        <span class="button-label">{active ? text.record.stop : text.record.start}</span>
      </button>
      <Button
        icon="reload"
        show="icon"
        label={text.record.reload}
        hint={text.record.reloadHint}
        keys={keyText('reload')}
        disabled={!ready}
        onPress={() => void recording.start({ reload: true })}
      />
      {active && <RecordingSummary />}
    </div>
  )
}

function AllowButton(): JSX.Element {
  const { recording } = usePanel()
  if (!recording.canGrant) return <Button icon="shield" look="outline" label={text.record.openOptions} onPress={recording.openOptions} />
  return (
    <Button icon="shield" look="outline" label={text.record.allow} hint={text.record.allowHint} onPress={() => void recording.grant()} />
  )
}

/** Elapsed time, entries, bytes, and where it all stays, or what is waited for. */
function RecordingSummary(): JSX.Element | null {
  const { recording, sessions } = usePanel()
  const id = recording.status.value.session
  const session: Session | undefined = sessions.list.value?.find((other) => other.id === id)
  if (session === undefined) return null
  return (
    <span class="recording-summary">
      <span class="recording-elapsed">{formatElapsed(recording.now.value - session.createdAt)}</span>
      <span class="recording-counts">{text.record.summary(session.counts.entries, session.counts.bytes)}</span>
      {recording.busy.value ? (
        <span class="recording-waits" role="status">
          {text.record.waiting}
        </span>
      ) : (
        <span class="recording-stays">{text.record.stays}</span>
      )}
    </span>
  )
}
