import { useMemo, useState } from 'preact/hooks'
import { FIRST_CHILDREN } from '../selectors/tree-rows'

/** What the person opened and closed in a tree, by its path, and how much of long lists they asked for. */
export interface TreeChoices {
  readonly open: ReadonlyMap<string, boolean>
  readonly shown: ReadonlyMap<string, number>
}

export interface TreeState {
  readonly expanded: ReadonlySet<string>
  readonly shown: ReadonlyMap<string, number>
  toggle(path: string): void
  open(paths: readonly string[]): void
  more(path: string): void
  /** Opens these, and shows at least so many children of those. */
  unfold(open: readonly string[], shown: ReadonlyMap<string, number>): void
}

/** Choices of somebody who opened these and nothing else. */
export function opened(paths: readonly string[]): TreeChoices {
  return { open: new Map(paths.map((path) => [path, true])), shown: new Map() }
}

const nothing: ReadonlySet<string> = new Set()

/**
 * What of a tree is open: what the person opened, and what is `revealed` for now
 * unless the person closed it. `change` gets how the choices become others.
 */
export function treeStateOf(
  { open, shown }: TreeChoices,
  revealed: ReadonlySet<string>,
  change: (next: (before: TreeChoices) => TreeChoices) => void,
): TreeState {
  const expanded = new Set(revealed)
  for (const [path, isOpen] of open) {
    if (isOpen) expanded.add(path)
    else expanded.delete(path)
  }
  const set = (paths: readonly string[], isOpen: boolean): void =>
    change((before) => ({ ...before, open: new Map([...before.open, ...paths.map((path) => [path, isOpen] as const)]) }))
  return {
    expanded,
    shown,
    toggle: (path) => set([path], !expanded.has(path)),
    open: (paths) => set(paths, true),
    more: (path) =>
      change((before) => ({ ...before, shown: new Map(before.shown).set(path, (before.shown.get(path) ?? FIRST_CHILDREN) * 4) })),
    unfold(paths, most) {
      set(paths, true)
      change((before) => {
        const enough = [...most].map(([path, count]) => [path, Math.max(count, before.shown.get(path) ?? 0)] as const)
        return { ...before, shown: new Map([...before.shown, ...enough]) }
      })
    },
  }
}

/** The same for a tree whose choices nobody keeps. */
export function useTreeState(initial: readonly string[]): TreeState {
  const [choices, setChoices] = useState<TreeChoices>(() => opened(initial))
  return useMemo(() => treeStateOf(choices, nothing, setChoices), [choices])
}
