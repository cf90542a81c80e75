import type { JSX } from 'preact'
import { levelFilters } from '../../selectors/filtered-rows'
import { filterBoxId } from '../../state/commands'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'
import { FacetToggles } from './facet-toggles'
import { FilterBox } from './filter-box'

/** Text, kinds and levels: what of the timeline is shown, and how much that is. */
export function FilterBar(): JSX.Element {
  const { filter, index } = useOpenSession()
  void filter.version.value

  return (
    <search class="filter-bar">
      <FilterBox />
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
