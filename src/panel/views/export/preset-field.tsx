import type { JSX } from 'preact'
import { presetNames, presets } from '../../../core/selection'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.export

/** What the file is made for: sets all fields below that are not about one session. */
export function PresetField(): JSX.Element {
  const { exporting } = usePanel()
  const preset = exporting.preset.value
  return (
    <div class="export-preset">
      <label class="form-line">
        <span>{words.preset}</span>
        <select
          class="select"
          aria-describedby="export-preset-hint"
          value={preset ?? 'custom'}
          onChange={({ currentTarget }) => {
            const name = presetNames.find((other) => other === currentTarget.value)
            if (name !== undefined) exporting.choosePreset(name)
          }}
        >
          {presetNames.map((name) => (
            <option key={name} value={name}>
              {words.presets[name]}
            </option>
          ))}
          {preset === undefined && <option value="custom">{words.custom}</option>}
        </select>
      </label>
      <p id="export-preset-hint" class="form-hint">
        {preset === undefined ? words.customHint : presets[preset].summary}
      </p>
    </div>
  )
}
