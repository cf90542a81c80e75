import type { JSX } from 'preact'
import { visibleText } from '../../../core/visible-text'
import { Button } from '../../parts/button'
import { keyText } from '../../selectors/shortcuts'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'

/** Which source is shown, and the way to its other changes. */
export function SourceBar(): JSX.Element {
  const { source } = useOpenSession()
  return (
    <div class="pane-head source-bar">
      <label class="source-label">
        <span>{text.state.source}</span>
        <select class="select" value={String(source.shown.value)} onChange={(event) => source.pick(Number(event.currentTarget.value))}>
          {source.groups.value.map((group) => (
            <optgroup key={group.document} label={`${visibleText(group.name)}${group.framed ? ` (${text.state.frame})` : ''}`}>
              {group.sources.map((option) => (
                <option key={option.code} value={String(option.code)}>
                  {visibleText(option.name)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <span class="pane-tools">
        <Button icon="up" show="icon" label={text.state.previousChange} keys={keyText('previousChange')} onPress={() => source.step(-1)} />
        <Button icon="down" show="icon" label={text.state.nextChange} keys={keyText('nextChange')} onPress={() => source.step(1)} />
      </span>
    </div>
  )
}
