import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { formatOffset } from '../../selectors/format'
import { type CommandId, keyText } from '../../selectors/shortcuts'
import { actions } from '../../state/commands'
import { useOpenSession, usePanel } from '../../state/context'
import { text } from '../../text'
import { ColumnsMenu } from './columns-menu'
import { PlaybackControls } from './playback-controls'

/** Which part of the session's time is on screen, and the ways to another. */
export function RangeBar(): JSX.Element {
  const panel = usePanel()
  const { time, shown, session, loader } = useOpenSession()
  void loader.version.value
  const range = time.range.value
  const { from, until } = range ?? time.whole()
  const began = session.value?.createdAt ?? from
  const words =
    range === undefined
      ? text.range.whole(until - from)
      : text.range.part(formatOffset(from - began), formatOffset(until - began), until - from)
  const press = (command: CommandId) => ({
    keys: keyText(command),
    disabled: !actions[command].available(panel),
    onPress: () => actions[command].run(panel),
  })
  return (
    <fieldset class="range-bar" aria-label={text.range.title}>
      <PlaybackControls />
      <Button icon="zoomIn" show="icon" label={text.range.zoomIn} {...press('zoomIn')} />
      <Button icon="zoomOut" show="icon" label={text.range.zoomOut} {...press('zoomOut')} />
      <Button icon="fit" show="icon" label={text.range.all} {...press('wholeRange')} />
      <output class="range-words" aria-live="polite">
        {words}
        {range !== undefined && `, ${text.range.entries(shown.rows().entries)}`}
      </output>
      <Button
        icon="burst"
        label={text.range.bursts}
        hint={text.range.burstsHint}
        class="fold-label"
        pressed={shown.grouped.value}
        {...press('bursts')}
      />
      <ColumnsMenu />
    </fieldset>
  )
}
