import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Session } from '../../../core/model'
import { CheckList } from '../../parts/check-list'
import { RadioGroup, type RadioOption } from '../../parts/radio-group'
import { Recorded } from '../../parts/recorded-text'
import { formatMoment } from '../../selectors/format'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.export
/** More can be picked in the list of sessions, which finds them by words. */
const MOST = 200

type Mode = 'this' | 'chosen' | 'library'

/** Which sessions go into the file: the one that it was asked for, some, or all. */
export function SessionFields(): JSX.Element {
  const { exporting, sessions } = usePanel()
  const all = sessions.list.value ?? []
  const asked = exporting.asked.value
  const [mode, setMode] = useState<Mode>(asked.length === 1 ? 'this' : asked.length === all.length ? 'library' : 'chosen')
  const one = asked.length === 1 ? all.find(({ id }) => id === asked[0]) : undefined
  const options: readonly RadioOption<Mode>[] = [
    ...(one === undefined
      ? []
      : [{ id: 'this' as const, label: words.thisOne, hint: <Recorded text={one.name || text.sessions.unnamed} /> }]),
    { id: 'library', label: words.library(all.length) },
    { id: 'chosen', label: words.chosen },
  ]

  function choose(next: Mode): void {
    setMode(next)
    if (next !== 'chosen') exporting.change({ sessions: next === 'this' ? asked : all.map(({ id }) => id) })
  }

  return (
    <RadioGroup name="export-sessions" legend={words.sessions} value={mode} options={options} onChoose={choose}>
      {mode === 'chosen' && <Chosen all={all} />}
    </RadioGroup>
  )
}

function Chosen({ all }: { readonly all: readonly Session[] }): JSX.Element {
  const { exporting, now } = usePanel()
  const ids = exporting.choice.value.sessions
  // What is chosen already is in sight.
  const [first] = useState(ids)
  const ordered = [...all.filter(({ id }) => first.includes(id)), ...all.filter(({ id }) => !first.includes(id))]
  const options = ordered.slice(0, MOST).map((session) => ({
    id: session.id,
    label: <Recorded text={session.name || text.sessions.unnamed} />,
    hint: `${formatMoment(session.createdAt, now())} · ${text.sessions.entriesOf(session.counts.entries)}`,
    checked: ids.includes(session.id),
  }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as one
    <div class="choice-list" role="group" aria-label={words.choose}>
      <CheckList
        options={options}
        onCheck={(id, isIn) => exporting.change({ sessions: isIn ? [...ids, id] : ids.filter((other) => other !== id) })}
      />
      {ordered.length > MOST && <p class="form-hint">{words.moreSessions(ordered.length - MOST)}</p>}
    </div>
  )
}
