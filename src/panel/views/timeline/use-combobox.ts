import type { RefObject, TargetedInputEvent, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { accept, type Completion, completionAt, type Suggestion } from '../../selectors/filter/complete'
import { useOpenSession } from '../../state/context'

export interface Combobox {
  readonly input: RefObject<HTMLInputElement | null>
  /** Empty while the list is closed. */
  readonly suggestions: readonly Suggestion[]
  /** Which of them the arrow keys are at; -1 for none. */
  readonly active: number
  onInput(event: TargetedInputEvent<HTMLInputElement>): void
  onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void
  close(): void
  take(suggestion: Suggestion): void
}

/** The state of the filter's box and of the list under it, by the letter of the APG's editable combobox with list autocomplete. */
export function useCombobox(): Combobox {
  const { filter, seen } = useOpenSession()
  const input = useRef<HTMLInputElement>(null)
  const [completion, setCompletion] = useState<Completion | undefined>(undefined)
  const [active, setActive] = useState(-1)
  const caret = useRef<number | undefined>(undefined)
  const suggestions = completion?.suggestions ?? []

  // Typed by the code: the caret has to be put behind it.
  useLayoutEffect(() => {
    if (caret.current !== undefined) input.current?.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  })

  function open(typed: string, at: number): boolean {
    const next = completionAt(typed, at, seen())
    setActive(-1)
    setCompletion(next.suggestions.length === 0 ? undefined : next)
    return next.suggestions.length > 0
  }

  function close(): void {
    setCompletion(undefined)
    setActive(-1)
  }

  function take(suggestion: Suggestion): void {
    if (completion === undefined) return
    const next = accept(filter.typed.value, completion, suggestion)
    caret.current = next.caret
    filter.type(next.typed)
    input.current?.focus()
    if (suggestion.is === 'key') open(next.typed, next.caret)
    else close()
  }

  function move(by: 1 | -1, box: HTMLInputElement): void {
    if (suggestions.length > 0) setActive((active + by + suggestions.length + (active < 0 && by < 0 ? 1 : 0)) % suggestions.length)
    else if (open(box.value, box.selectionStart ?? box.value.length)) setActive(by > 0 ? 0 : -1)
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const chosen = suggestions[active]
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault()
        move(event.key === 'ArrowDown' ? 1 : -1, event.currentTarget)
        break
      case 'Enter':
      case 'Tab':
        // Tab leaves the box unless something is chosen; nobody is kept in it.
        if (chosen === undefined || event.shiftKey) close()
        else {
          event.preventDefault()
          take(chosen)
        }
        break
      case 'Escape':
        event.preventDefault()
        if (suggestions.length > 0) close()
        else if (filter.typed.value !== '') filter.type('')
        else event.currentTarget.blur()
        break
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'Home':
      case 'End':
        // What was suggested belonged to where the caret was.
        close()
        break
    }
  }

  return {
    input,
    suggestions,
    active,
    onInput(event) {
      const { value, selectionStart } = event.currentTarget
      filter.type(value)
      const at = selectionStart ?? value.length
      // In an empty place everything would be suggested: that is for those who ask.
      if (/(?:^|\s)$/.test(value.slice(0, at))) close()
      else open(value, at)
    },
    onKeyDown,
    close,
    take,
  }
}
