import type { ComponentChildren, JSX } from 'preact'

export interface CheckOption<Id extends string> {
  readonly id: Id
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  readonly checked: boolean
  readonly disabled?: boolean
  /** It belongs to the one before. */
  readonly inner?: boolean
}

export interface CheckListProps<Id extends string> {
  readonly options: readonly CheckOption<Id>[]
  onCheck(id: Id, checked: boolean): void
}

/** Lines of a form of which any are chosen. */
export function CheckList<Id extends string>({ options, onCheck }: CheckListProps<Id>): JSX.Element {
  return (
    <>
      {options.map(({ id, label, hint, checked, disabled = false, inner = false }) => (
        <label key={id} class={`choice${inner ? ' choice-inner' : ''}${disabled ? ' choice-off' : ''}`}>
          <input
            type="checkbox"
            value={id}
            checked={checked}
            disabled={disabled}
            onChange={({ currentTarget }) => onCheck(id, currentTarget.checked)}
          />
          <span class="choice-words">
            <span class="choice-label">{label}</span>
            {hint !== undefined && <span class="form-hint"> {hint}</span>}
          </span>
        </label>
      ))}
    </>
  )
}
