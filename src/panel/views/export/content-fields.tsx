import type { JSX } from 'preact'
import { CheckList } from '../../parts/check-list'
import { RadioGroup } from '../../parts/radio-group'
import { Recorded } from '../../parts/recorded-text'
import { exportParts, holds, withPart } from '../../selectors/export/choice'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.export

/** What of the sessions goes in: kinds of entries, and what people added. */
export function PartFields(): JSX.Element {
  const { exporting } = usePanel()
  const choice = exporting.choice.value
  const options = exportParts.map((id) => ({
    id,
    label: words.part[id],
    hint: words.partHints[id],
    checked: holds(choice, id),
    disabled: id === 'history' && !holds(choice, 'state'),
    inner: id === 'history',
  }))
  return (
    <fieldset class="choices export-parts">
      <legend>{words.parts}</legend>
      <div class="choice-columns">
        <CheckList options={options} onCheck={(id, isIn) => exporting.change({ without: withPart(choice, id, isIn).without })} />
      </div>
    </fieldset>
  )
}

/** The sources of the session on screen, where there is a choice. */
export function SourceFields(): JSX.Element | null {
  const { exporting } = usePanel()
  const names = new Set(exporting.subject.value?.source.groups.value.flatMap(({ sources }) => sources.map(({ name }) => name)))
  if (names.size === 0) return null
  const chosen = exporting.choice.value.sources
  return (
    <RadioGroup
      name="export-sources"
      legend={words.sources}
      value={chosen === undefined ? 'all' : 'some'}
      options={[
        { id: 'all', label: words.allSources },
        { id: 'some', label: words.someSources, hint: words.someSourcesHint },
      ]}
      onChoose={(id) => exporting.change({ sources: id === 'all' ? undefined : [...names] })}
    >
      {chosen !== undefined && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as one
        <div class="choice-list" role="group" aria-label={words.chooseSources}>
          <CheckList
            options={[...names].map((name) => ({ id: name, label: <Recorded text={name} />, checked: chosen.includes(name) }))}
            onCheck={(name, isIn) => exporting.change({ sources: isIn ? [...chosen, name] : chosen.filter((other) => other !== name) })}
          />
        </div>
      )}
    </RadioGroup>
  )
}
