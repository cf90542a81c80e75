import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Child } from '../selectors/tagged'
import { treeRowsOf } from '../selectors/tree-rows'
import { Tree, type TreeWords } from './tree'
import { useTreeState } from './use-tree-state'

export interface ValueTreeProps {
  readonly name: string
  readonly label: string
  readonly words: TreeWords
  /** Shown beside each other, without keys where a key is empty. */
  readonly values: readonly Child[]
  /** Open at first. */
  readonly open?: readonly string[]
  /** Copies what a row stands for, by its path. */
  onCopy(path: string): void
}

/** A few values as one small tree, as tall as it has to be. */
export function ValueTree({ name, label, words, values, open = [], onCopy }: ValueTreeProps): JSX.Element {
  const state = useTreeState(open)
  const rows = useMemo(() => treeRowsOf(values, state), [values, state])
  return (
    <Tree
      name={name}
      label={label}
      words={words}
      rows={rows}
      onToggle={state.toggle}
      onOpen={state.open}
      onMore={state.more}
      onCopy={(row) => onCopy(row.path)}
    />
  )
}
