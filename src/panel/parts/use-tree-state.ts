import { useMemo, useState } from 'preact/hooks'
import { FIRST_CHILDREN } from '../selectors/tree-rows'

export interface TreeState {
  readonly expanded: ReadonlySet<string>
  readonly shown: ReadonlyMap<string, number>
  toggle(path: string): void
  open(paths: readonly string[]): void
  more(path: string): void
  /** Opens these, and shows at least so many children of those. */
  unfold(open: readonly string[], shown: ReadonlyMap<string, number>): void
}

const nothing: ReadonlySet<string> = new Set()

/** What of a tree is open: what the person opened, and what is `revealed` for now unless the person closed it. */
export function useTreeState(initial: readonly string[] = [], revealed: ReadonlySet<string> = nothing): TreeState {
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(() => new Map(initial.map((path) => [path, true])))
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map())
  return useMemo(() => {
    const expanded = new Set(revealed)
    for (const [path, open] of choices) {
      if (open) expanded.add(path)
      else expanded.delete(path)
    }
    return {
      expanded,
      shown,
      toggle: (path) => setChoices((before) => new Map(before).set(path, !expanded.has(path))),
      open: (paths) => setChoices((before) => new Map([...before, ...paths.map((path) => [path, true] as const)])),
      more: (path) => setShown((before) => new Map(before).set(path, (before.get(path) ?? FIRST_CHILDREN) * 4)),
      unfold(open, most) {
        setChoices((before) => new Map([...before, ...open.map((path) => [path, true] as const)]))
        setShown(
          (before) => new Map([...before, ...[...most].map(([path, count]) => [path, Math.max(count, before.get(path) ?? 0)] as const)]),
        )
      },
    }
  }, [choices, shown, revealed])
}
