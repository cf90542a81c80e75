import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { keyText } from '../../selectors/shortcuts'
import { chooseFile } from '../../state/choose-file'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { OpenFirst } from './open-first'

/** Nothing stored yet: one thing to do, what it records, what it never does. */
export function EmptySessions(): JSX.Element {
  const panel = usePanel()
  if (!panel.recording.possible) return <OpenFirst />
  return (
    <div class="scroller">
      <div class="hero">
        <Invitation />
        <div class="hero-facts">
          <ul class="hero-list">
            {text.empty.records.map((line) => (
              <li key={line}>
                <Icon name="check" size={14} />
                <span>{line}</span>
              </li>
            ))}
          </ul>
          <p class="hero-note">
            <Icon name="shield" size={14} />
            <span>{text.empty.never}</span>
          </p>
          <p class="hero-note">
            <Icon name="import" size={14} />
            <span>
              {text.empty.orImport}{' '}
              <button type="button" class="link" onClick={() => chooseFile(panel)}>
                {text.empty.choose}
              </button>
            </span>
          </p>
        </div>
      </div>
    </div>
  )
}

/** What to do first, which depends on what the browser lets us do with this tab. */
function Invitation(): JSX.Element {
  const { recording } = usePanel()
  const { state, origin, why } = recording.status.value
  if (state === 'unavailable') {
    return (
      <>
        <h1>{text.empty.unavailable}</h1>
        <p class="hero-lead">{why ?? text.empty.unavailableLead}</p>
      </>
    )
  }
  if (state === 'not-granted') {
    return (
      <>
        <h1>{text.empty.notGranted}</h1>
        {origin !== undefined && <p class="hero-origin">{origin}</p>}
        <p class="hero-lead">{recording.canGrant ? text.empty.notGrantedLead : text.empty.notGrantedElsewhere}</p>
        {recording.canGrant ? (
          <Button look="primary" icon="shield" label={text.record.allow} onPress={() => void recording.grant()} />
        ) : (
          <Button look="primary" icon="settings" label={text.record.openOptions} onPress={recording.openOptions} />
        )}
      </>
    )
  }
  return (
    <>
      <h1>{text.empty.title}</h1>
      <p class="hero-lead">{text.empty.lead}</p>
      <div class="hero-actions">
        <Button
          look="danger"
          icon="record"
          label={text.record.start}
          keys={keyText('record')}
          disabled={state === 'unknown' || recording.busy.value}
          onPress={() => void recording.start({ reload: false })}
        />
        <Button
          look="outline"
          icon="reload"
          label={text.record.reload}
          hint={text.record.reloadHint}
          keys={keyText('reload')}
          disabled={state === 'unknown' || recording.busy.value}
          onPress={() => void recording.start({ reload: true })}
        />
      </div>
      <p class="hero-stays">{text.empty.stays}</p>
    </>
  )
}
