import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button'
import { Recorded } from '../../parts/recorded-text'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.compare
/** Suggestions that fit beside the box. */
const MOST = 3

/** What is to be no difference, and how much was passed over for it: nothing is hidden without a word. */
export function CompareOptions(): JSX.Element {
  const { compare } = usePanel()
  const [typed, setTyped] = useState(compare.ignored.value)
  const fault = compare.fault.value

  function ignore(paths: string): void {
    setTyped(paths)
    compare.ignore(paths)
  }

  return (
    <form
      class="compare-options"
      aria-label={words.options}
      onSubmit={(event) => {
        event.preventDefault()
        ignore(typed)
      }}
    >
      <label class="compare-ignore">
        <span>{words.ignore}</span>
        <input
          class="input"
          type="text"
          placeholder={words.ignoreHint}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={fault !== undefined}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          onChange={({ currentTarget }) => {
            if (currentTarget.value !== compare.ignored.value) ignore(currentTarget.value)
          }}
        />
      </label>
      <label class="form-check" title={words.anyOrderHint}>
        <input
          type="checkbox"
          checked={compare.anyOrder.value}
          onChange={({ currentTarget }) => compare.setAnyOrder(currentTarget.checked)}
        />
        <span>{words.anyOrder}</span>
      </label>
      {fault !== undefined && (
        <span class="error-count" role="alert">
          {words.badPath} <Recorded text={fault} />
        </span>
      )}
      <PassedOver />
      <Suggestions onIgnore={(path) => ignore([typed.trim(), path].filter((part) => part !== '').join(', '))} />
    </form>
  )
}

function PassedOver(): JSX.Element | null {
  const result = usePanel().compare.result.value
  if (result === undefined) return null
  const { ignored, rows, unsure } = result.comparison
  const told = [ignored > 0 && words.ignored(ignored), rows.moved > 0 && words.moved(rows.moved)].filter((part) => part !== false)
  return (
    <>
      {told.length > 0 && <span class="muted compare-ignored">{told.join(' · ')}</span>}
      {unsure > 0 && <span class="warn-words">{words.unsure(unsure)}</span>}
    </>
  )
}

function Suggestions({ onIgnore }: { readonly onIgnore: (path: string) => void }): JSX.Element | null {
  const paths = usePanel().compare.result.value?.comparison.passing.slice(0, MOST) ?? []
  if (paths.length === 0) return null
  return (
    <span class="compare-passing">
      <span class="muted">{words.passing}</span>
      {paths.map((path) => (
        <Button key={path} look="outline" label={words.ignoreThis(path)} onPress={() => onIgnore(path)} />
      ))}
    </span>
  )
}
