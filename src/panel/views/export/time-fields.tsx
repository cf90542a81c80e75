import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { RadioGroup, type RadioOption } from '../../parts/radio-group'
import { fromLocalTime, toLocalTime } from '../../selectors/local-time'
import type { TimeRange } from '../../selectors/time-range'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.export

type Mode = 'all' | 'screen' | 'between'

/** Which time goes in. */
export function TimeFields(): JSX.Element | null {
  const { exporting, now } = usePanel()
  const [mode, setMode] = useState<Mode>('all')
  const { range } = exporting.choice.value
  const sessions = exporting.kept.value.map(({ session }) => session)
  const onScreen = exporting.subject.value?.time.range.value
  // Other sessions were chosen meanwhile, whose time is another.
  const shown = range === undefined ? 'all' : mode
  const options: readonly RadioOption<Mode>[] = [
    { id: 'all', label: words.allTime },
    ...(onScreen === undefined ? [] : [{ id: 'screen' as const, label: words.onScreen, hint: words.span(onScreen.until - onScreen.from) }]),
    { id: 'between', label: words.between },
  ]
  // There are no times to choose from.
  if (sessions.length > 0 && sessions.every(({ excerpt }) => excerpt?.without.includes('times') === true)) return null

  function whole(): TimeRange {
    if (exporting.subject.peek()?.index.rows) return exporting.subject.peek()?.time.whole() ?? { from: 0, until: 0 }
    const ends = sessions.map(({ createdAt, endedAt = now() }) => ({ createdAt, endedAt }))
    return { from: Math.min(...ends.map((end) => end.createdAt)), until: Math.max(...ends.map((end) => end.endedAt)) }
  }

  function choose(next: Mode): void {
    setMode(next)
    const { from, until } = onScreen ?? whole()
    const rounded = { from: Math.floor(from), until: Math.ceil(until) }
    exporting.change({ range: next === 'all' ? undefined : next === 'screen' ? onScreen : rounded })
  }

  return (
    <RadioGroup name="export-time" legend={words.time} value={shown} options={options} onChoose={choose}>
      {shown === 'between' && (
        <div class="export-range">
          <TimeBox label={words.from} value={range?.from} onChange={(from) => exporting.change({ range: { ...range, from } })} />
          <TimeBox label={words.until} value={range?.until} onChange={(until) => exporting.change({ range: { ...range, until } })} />
        </div>
      )}
      {shown !== 'all' && <p class="form-hint">{words.rangeHint}</p>}
    </RadioGroup>
  )
}

interface TimeBoxProps {
  readonly label: string
  readonly value: number | undefined
  onChange(at: number | undefined): void
}

function TimeBox({ label, value, onChange }: TimeBoxProps): JSX.Element {
  return (
    <label class="form-line">
      <span>{label}</span>
      <input
        class="input"
        type="datetime-local"
        step="0.001"
        value={value === undefined ? '' : toLocalTime(value)}
        onInput={({ currentTarget }) => onChange(fromLocalTime(currentTarget.value))}
      />
    </label>
  )
}
