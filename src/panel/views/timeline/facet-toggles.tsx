import type { JSX } from 'preact'
import { Icon } from '../../parts/icon'
import { facets } from '../../selectors/facets'
import { formatShortCount } from '../../selectors/format'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'

/** So many have room for their names in a panel of middling width. */
const FEW = 6

/** One switch per kind of fact that the session holds, with how many there are. */
export function FacetToggles(): JSX.Element {
  const { filter, index, loader } = useOpenSession()
  void loader.version.value
  const shown = filter.facets.value
  const present = index.facetCounts.filter((count) => count > 0).length
  return (
    <fieldset class={`facets${present > FEW ? ' facets-many' : ''}`}>
      <legend class="unseen">{text.timeline.kinds}</legend>
      {facets.map((facet, code) => {
        const count = index.facetCounts[code] ?? 0
        if (count === 0) return null
        const name = text.facets[facet]
        return (
          <button
            key={facet}
            type="button"
            class={`facet facet-${facet}`}
            aria-pressed={shown.has(facet)}
            title={text.facetHint(name, count)}
            onClick={(event) => (event.altKey ? filter.onlyFacet(facet) : filter.toggleFacet(facet))}
          >
            <Icon name={facet} size={14} />
            <span class="facet-name">{name}</span>
            <span class="facet-count">{formatShortCount(count)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
