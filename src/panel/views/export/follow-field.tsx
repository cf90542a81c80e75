import type { JSX } from 'preact'
import { RadioGroup, type RadioOption } from '../../parts/radio-group'
import { Recorded } from '../../parts/recorded-text'
import { formatMoment } from '../../selectors/format'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.export
const ALL = ''

/** Everything, or only what came after a file that was exported before. Nothing where there is none. */
export function FollowField(): JSX.Element | null {
  const { exporting, now } = usePanel()
  const files = exporting.earlier.value
  const { since } = exporting.choice.value
  if (files.length === 0) return null
  const options: readonly RadioOption<string>[] = [
    { id: ALL, label: words.everything },
    ...files.map(({ id, name, checkpoint }) => ({
      id,
      label: words.after,
      hint: (
        <>
          <Recorded text={name} /> · {formatMoment(checkpoint.writtenAt, now())}
        </>
      ),
    })),
  ]
  return (
    <RadioGroup
      name="export-since"
      legend={words.following}
      value={since ?? ALL}
      options={options}
      onChoose={(id) => exporting.follow(id === ALL ? undefined : id)}
    >
      {since !== undefined && <p class="form-hint">{words.afterHint}</p>}
    </RadioGroup>
  )
}
