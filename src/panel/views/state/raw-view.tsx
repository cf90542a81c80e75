import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Progress } from '../../parts/progress'
import { VirtualList } from '../../parts/virtual-list'
import type { JsonLines } from '../../selectors/json-lines'
import { visibleText } from '../../selectors/visible-text'
import { useOpenSession } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

const words = text.stateViews
const LINE_HEIGHT = 17

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
        {state !== undefined && <Button icon="copy" label={words.copyRaw} onPress={() => void copy(JSON.stringify(state, null, 2))} />}
      </div>
      {working && <Progress label={words.preparing} done={progress} total={1} />}
      {lines !== undefined && <Lines lines={lines} />}
    </>
  )
}

function Lines({ lines }: { readonly lines: JsonLines }): JSX.Element {
  return (
    <VirtualList
      count={lines.count}
      rowHeight={LINE_HEIGHT}
      keyAt={(index) => index}
      indexOf={Number}
      renderRow={(index) => (
        <div key={index} class="raw-line">
          <span class="raw-number" aria-hidden="true">
            {index + 1}
          </span>
          <bdi>{visibleText(lines.lines(index, index + 1)[0] ?? '')}</bdi>
        </div>
      )}
      version={lines}
      active={-1}
      reveal={0}
      attributes={{ role: 'region', tabIndex: 0, 'aria-label': words.raw, class: 'raw' }}
    />
  )
}
