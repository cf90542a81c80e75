import type { JSX, TargetedKeyboardEvent } from 'preact'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { levelFilters } from '../../selectors/filtered-rows'
import { keyText } from '../../selectors/shortcuts'
import { filterBoxId } from '../../state/commands'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'
import { FacetToggles } from './facet-toggles'

/** Text, kinds and levels: what of the timeline is shown, and how much that is. */
export function FilterBar(): JSX.Element {
  const { filter, index } = useOpenSession()
  void filter.version.value
  const fault = filter.fault.value
  const active = filter.typed.value !== ''

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'Escape') return
    event.preventDefault()
    if (active) filter.type('')
    else event.currentTarget.blur()
  }

  return (
    <search class="filter-bar">
      <div class={`search-box${fault === undefined ? '' : ' search-box-bad'}`}>
        <Icon name="search" size={14} />
        <input
          id={filterBoxId}
          class="search-input"
          type="text"
          placeholder={text.timeline.filter}
          aria-label={text.timeline.filter}
          title={`${text.timeline.filterHint} (${keyText('filter')})`}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : 'filter-fault'}
          autocomplete="off"
          spellcheck={false}
          value={filter.typed.value}
          onInput={(event) => filter.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {active && <Button icon="close" show="icon" label={text.timeline.clearFilter} onPress={() => filter.type('')} />}
        {fault !== undefined && (
          <p id="filter-fault" class="filter-fault" role="alert">
            {text.timeline.badPattern(fault)}
          </p>
        )}
      </div>
      <FacetToggles />
      <select
        class="select"
        aria-label={text.timeline.level}
        value={filter.level.value}
        onChange={(event) => {
          const level = levelFilters.find((other) => other === event.currentTarget.value)
          if (level !== undefined) filter.setLevel(level)
        }}
      >
        {levelFilters.map((level) => (
          <option key={level} value={level}>
            {text.levels[level]}
          </option>
        ))}
      </select>
      <output class="counter" for={filterBoxId}>
        {filter.searching.value ? text.timeline.searching : text.timeline.counter(filter.filtered.rows.length, index.rows)}
      </output>
    </search>
  )
}
