import type { JSX } from 'preact'
import { CheckList } from '../../parts/check-list'
import { type Again, usualAgain } from '../../selectors/export/following'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.export

/** Whether files with what came after follow by themselves, as long as it is recorded. */
export function AgainField(): JSX.Element | null {
  const { exporting } = usePanel()
  if (!exporting.canGoOn.value) return null
  const { again } = exporting.choice.value
  const change = (part: Partial<Again>): void => exporting.change({ again: { ...(again ?? usualAgain), ...part } })
  return (
    <fieldset class="choices export-again">
      <legend>{words.goingOn}</legend>
      <CheckList
        options={[{ id: 'again', label: words.again, hint: words.againHint, checked: again !== undefined }]}
        onCheck={(_, isOn) => exporting.change({ again: isOn ? usualAgain : undefined })}
      />
      {again !== undefined && (
        <div class="export-range">
          <NumberLine label={words.every} value={again.every} onChange={(every) => change({ every })} />
          <label class="form-line">
            <span>{words.unit}</span>
            <select
              class="select"
              value={again.unit}
              onChange={({ currentTarget }) => change({ unit: currentTarget.value === 'entries' ? 'entries' : 'minutes' })}
            >
              <option value="minutes">{words.units.minutes}</option>
              <option value="entries">{words.units.entries}</option>
            </select>
          </label>
          <NumberLine label={words.fullHours} value={again.fullHours} onChange={(fullHours) => change({ fullHours })} />
        </div>
      )}
    </fieldset>
  )
}

interface NumberLineProps {
  readonly label: string
  readonly value: number
  onChange(value: number): void
}

function NumberLine({ label, value, onChange }: NumberLineProps): JSX.Element {
  return (
    <label class="form-line">
      <span>{label}</span>
      <input
        class="input"
        type="number"
        min="1"
        step="1"
        value={Number.isFinite(value) ? value : ''}
        onInput={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
      />
    </label>
  )
}
