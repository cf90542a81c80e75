import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { usePanel } from '../../state/context'
import { text } from '../../text'

/** Recording ended because there was no room: says so until there is recording again, and leads to what makes room. */
export function FullBanner(): JSX.Element | null {
  const panel = usePanel()
  const { state, session } = panel.recording.status.value
  if (state !== 'full') return null
  return (
    <div class="strip strip-error" role="alert">
      <Icon name="warning" />
      <div class="strip-body">{text.record.full}</div>
      {session !== undefined && (
        <Button look="outline" icon="export" label={text.sessions.export} onPress={() => void panel.shares.exportSession(session)} />
      )}
      {panel.open.value !== undefined && <Button look="outline" label={text.sessions.back} onPress={panel.closeSession} />}
    </div>
  )
}
