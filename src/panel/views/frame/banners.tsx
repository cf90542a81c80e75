import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { usePanel } from '../../state/context'
import { text } from '../../text'
import { ErrorWords } from './failure-view'

/** What concerns the whole panel and stays until it is over. */
export function Banners(): JSX.Element {
  return (
    <>
      <FullDisk />
      <LostStore />
    </>
  )
}

/** Recording ended because there was no room: leads to what makes room. */
function FullDisk(): JSX.Element | null {
  const panel = usePanel()
  const { state, session } = panel.recording.status.value
  if (state !== 'full') return null
  return (
    <div class="strip strip-error" role="alert">
      <Icon name="warning" />
      <div class="strip-body">{text.record.full}</div>
      {session !== undefined && (
        <Button look="outline" icon="export" label={text.sessions.export} onPress={() => panel.askExport([session])} />
      )}
      {panel.open.value !== undefined && <Button look="outline" label={text.sessions.back} onPress={panel.closeSession} />}
    </div>
  )
}

/** The store answered once and no longer does; what was read stays on screen. */
function LostStore(): JSX.Element | null {
  const { sessions } = usePanel()
  const failure = sessions.failure.value
  if (failure === undefined || sessions.list.value === undefined) return null
  return (
    <div class="strip strip-error" role="alert">
      <Icon name="warning" />
      <div class="strip-body">
        <strong>{text.failure.store}</strong> <ErrorWords error={failure} />
      </div>
      <Button look="outline" icon="reload" label={text.tryAgain} onPress={sessions.refresh} />
    </div>
  )
}
