import type { HTMLAttributes, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Recorded } from '../../parts/recorded-text'
import type { Suggestion } from '../../selectors/filter/complete'
import { text } from '../../text'

export const suggestionsId = 'filter-suggestions'

export function suggestionId(place: number): string {
  return `filter-suggestion-${place}`
}

export interface FilterSuggestionsProps {
  readonly suggestions: readonly Suggestion[]
  readonly active: number
  onTake(suggestion: Suggestion): void
}

/** What could stand at the caret. The box keeps the focus, and handles the keys. */
export function FilterSuggestions({ suggestions, active, onTake }: FilterSuggestionsProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div ref={list} id={suggestionsId} class="suggestions" role="listbox" aria-label={text.filter.suggestions}>
      {suggestions.map((suggestion, place) => (
        <div key={wordOf(suggestion)} {...optionOf(place, place === active, () => onTake(suggestion))}>
          <Recorded class="suggestion-word" text={wordOf(suggestion)} />
          <span class="suggestion-note">{noteOf(suggestion)}</span>
        </div>
      ))}
    </div>
  )
}

/** The box has the focus and the keys; pressing an option must not take the focus from it. */
function optionOf(place: number, selected: boolean, onClick: () => void): HTMLAttributes<HTMLDivElement> {
  return {
    role: 'option',
    id: suggestionId(place),
    class: 'suggestion',
    'aria-selected': selected,
    onPointerDown: (event) => event.preventDefault(),
    onClick,
  }
}

function wordOf(suggestion: Suggestion): string {
  if (suggestion.is === 'key') return `${suggestion.key}:`
  return suggestion.is === 'tag' ? `@${suggestion.tag}` : suggestion.value
}

function noteOf(suggestion: Suggestion): string | undefined {
  const words = text.filter
  if (suggestion.is === 'key') return words.keys[suggestion.key]
  return suggestion.is === 'tag' ? words.tag : words.values[`${suggestion.key}:${suggestion.value}`]
}
