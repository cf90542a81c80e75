import type { ComponentChildren, JSX } from 'preact'
import { Splitter } from './splitter'

export interface SplitProps {
  /** Prefixes the ids of its parts. */
  readonly name: string
  /** What the separator is called: it sizes the first pane. */
  readonly label: string
  readonly direction: 'columns' | 'rows'
  /** Size of the first pane, percent. */
  readonly value: number
  readonly first: ComponentChildren
  readonly second: ComponentChildren
  onChange(value: number): void
  onReset(): void
}

const MIN = 15
const MAX = 85

/** Two panes with a separator between them that sizes the first. */
export function Split({ name, label, direction, value, first, second, onChange, onReset }: SplitProps): JSX.Element {
  const id = `${name}-first`
  return (
    <div class={`split split-${direction}`}>
      <div class="split-pane" id={id} style={{ flexBasis: `${value}%` }}>
        {first}
      </div>
      <Splitter label={label} controls={id} direction={direction} value={value} min={MIN} max={MAX} onChange={onChange} onReset={onReset} />
      <div class="split-pane split-rest">{second}</div>
    </div>
  )
}
