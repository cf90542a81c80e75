import type { ComponentChildren, JSX } from 'preact'

export interface RadioOption<Id extends string> {
  readonly id: Id
  readonly label: ComponentChildren
  /** One line about it. */
  readonly hint?: ComponentChildren
  /** What stands at the end of its line. */
  readonly aside?: string
}

export interface RadioGroupProps<Id extends string> {
  /** Unique among groups. */
  readonly name: string
  readonly legend: string
  readonly options: readonly RadioOption<Id>[]
  readonly value: Id
  /** What belongs to the chosen option. */
  readonly children?: ComponentChildren
  onChoose(id: Id): void
}

/** A part of a form in which one of a few is chosen. */
export function RadioGroup<Id extends string>({ name, legend, options, value, children, onChoose }: RadioGroupProps<Id>): JSX.Element {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {options.map(({ id, label, hint, aside }) => (
        <label key={id} class="choice">
          <input type="radio" name={name} value={id} checked={id === value} onChange={() => onChoose(id)} />
          <span class="choice-words">
            <span class="choice-label">{label}</span>
            {hint !== undefined && <span class="form-hint"> {hint}</span>}
          </span>
          {aside !== undefined && <span class="choice-aside">{aside}</span>}
        </label>
      ))}
      {children}
    </fieldset>
  )
}
