import type { JSX } from 'preact'

export interface TagsFieldProps {
  /** Prefixes the id of the hint. */
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly value: string
  onType(value: string): void
}

/** A line of a form in which tags are typed, and how. */
export function TagsField({ name, label, hint, value, onType }: TagsFieldProps): JSX.Element {
  return (
    <>
      <label class="form-line">
        <span>{label}</span>
        <input
          class="input"
          value={value}
          autocomplete="off"
          spellcheck={false}
          aria-describedby={`${name}-tags-hint`}
          onInput={({ currentTarget }) => onType(currentTarget.value)}
        />
      </label>
      <p id={`${name}-tags-hint`} class="form-hint">
        {hint}
      </p>
    </>
  )
}
