import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { JsonText } from '../../parts/json-text'
import { Progress } from '../../parts/progress'
import { useOpenSession } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

const words = text.stateViews

/** The whole state as JSON text, of which only the lines on screen exist. */
export function RawView(): JSX.Element {
  const { stateView, source } = useOpenSession()
  const copy = useCopy()
  const { value: lines, working, progress } = stateView.raw.value
  const state = source.moment.value.value?.value
  return (
    <>
      <div class="view-head">
        <span class="muted">{lines !== undefined && words.lines(lines.count)}</span>
        {state !== undefined && <Button icon="copy" label={words.copyRaw} onPress={() => copy(({ partText }) => partText(state, ''))} />}
      </div>
      {working && <Progress label={words.preparing} done={progress} total={1} />}
      {lines !== undefined && <JsonText lines={lines} label={words.raw} />}
    </>
  )
}
