import type { JSX } from 'preact'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { Recorded } from '../../parts/recorded-text'
import type { FilterHint } from '../../selectors/filter/query'
import { keyText } from '../../selectors/shortcuts'
import { filterBoxId } from '../../state/commands'
import { useOpenSession } from '../../state/context'
import { text } from '../../text'
import { FilterSuggestions, suggestionId, suggestionsId } from './filter-suggestions'
import { useCombobox } from './use-combobox'

/** Where the filter is typed, with what could be typed next and what is wrong with it. */
export function FilterBox(): JSX.Element {
  const { filter } = useOpenSession()
  const box = useCombobox()
  const fault = filter.fault.value
  const [hint] = filter.hints.value
  const open = box.suggestions.length > 0
  const message = fault !== undefined ? 'filter-fault' : hint !== undefined ? 'filter-hint' : undefined

  return (
    <div class={`search-box${fault === undefined ? '' : ' search-box-bad'}`}>
      <Icon name="search" size={14} />
      <input
        ref={box.input}
        id={filterBoxId}
        class="search-input"
        type="text"
        role="combobox"
        placeholder={text.timeline.filter}
        aria-label={text.timeline.filter}
        title={`${text.timeline.filterHint} (${keyText('filter')})`}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? suggestionsId : undefined}
        aria-activedescendant={box.active < 0 ? undefined : suggestionId(box.active)}
        aria-invalid={fault !== undefined}
        aria-describedby={message}
        autocomplete="off"
        spellcheck={false}
        value={filter.typed.value}
        onInput={box.onInput}
        onKeyDown={box.onKeyDown}
        onBlur={box.close}
      />
      {filter.typed.value !== '' && <Button icon="close" show="icon" label={text.timeline.clearFilter} onPress={() => filter.type('')} />}
      <div class="search-below">
        {open && <FilterSuggestions suggestions={box.suggestions} active={box.active} onTake={box.take} />}
        {fault !== undefined && (
          <p id="filter-fault" class="filter-message filter-fault" role="alert">
            <Recorded class="filter-term" text={fault.term} /> {text.filter.fault(fault)}
          </p>
        )}
        {fault === undefined && hint !== undefined && !open && <HintLine hint={hint} />}
      </div>
      <span class="unseen" role="status">
        {open ? text.filter.suggested(box.suggestions.length) : ''}
      </span>
    </div>
  )
}

function HintLine({ hint }: { readonly hint: FilterHint }): JSX.Element {
  const words = text.filter.hint
  if (hint.why !== 'near') {
    const meant = hint.why === 'tag' ? hint.meant : undefined
    return (
      <p id="filter-hint" class="filter-message">
        <Recorded class="filter-term" text={hint.term} /> {words[hint.why]}
        {meant !== undefined && (
          <>
            {' '}
            {text.filter.tagMeant} <Recorded class="filter-term" text={meant} />
          </>
        )}
      </p>
    )
  }
  const key = hint.term.slice(0, hint.term.indexOf(':'))
  return (
    <p id="filter-hint" class="filter-message">
      <Recorded class="filter-term" text={key} />
      {words.near} <span class="filter-term">{hint.meant === '@' ? hint.meant : `${hint.meant}:`}</span>
    </p>
  )
}
