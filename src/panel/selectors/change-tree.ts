import { type Patch, pointerKeys } from '../../core/timeline'

/** What a patch changes in one container, and inside of its children. */
export interface ContainerChange {
  /** The whole of it is another. */
  replaced: boolean
  /** Keys of the container before; for a list the places before. */
  readonly removed: Set<string>
  /** Keys of the container after; for a list the places after. */
  readonly added: Set<string>
  /** Children that stay, by their keys after. */
  readonly inner: Map<string, ContainerChange>
}

/**
 * A patch of `diffJson` by the containers that it changes. Such a patch takes from
 * a list from the back and adds from the front before it changes items, so that
 * each place it names is one of the list before (removed) or after (the others).
 */
export function changeTree(patch: Patch): ContainerChange {
  const root = newChange()
  for (const { op, path } of patch) {
    const keys = pointerKeys(path)
    const last = keys.at(-1)
    if (last === undefined) {
      root.replaced = true
      continue
    }
    const parent = keys.slice(0, -1).reduce(innerOf, root)
    if (op === 'remove') parent.removed.add(last)
    else if (op === 'add') parent.added.add(last)
    else innerOf(parent, last).replaced = true
  }
  return root
}

function newChange(): ContainerChange {
  return { replaced: false, removed: new Set(), added: new Set(), inner: new Map() }
}

function innerOf(change: ContainerChange, key: string): ContainerChange {
  const known = change.inner.get(key)
  if (known !== undefined) return known
  const fresh = newChange()
  change.inner.set(key, fresh)
  return fresh
}

/** One part of a container, in the order in which it is read. */
export type ChangePart =
  | { readonly is: 'removed' | 'added'; readonly key: string }
  | { readonly is: 'inner'; readonly before: string; readonly after: string; readonly change: ContainerChange }
  /** So many children that are the same; in a list they begin at the place `from` of the list after. */
  | { readonly is: 'same'; readonly count: number; readonly from: number }

/** What became of a list of `before` items that has `after` now. */
export function listParts(change: ContainerChange, before: number, after: number): readonly ChangePart[] {
  const parts: ChangePart[] = []
  const removed = sorted(change.removed)
  const events = sorted([...change.added, ...change.inner.keys()])
  let old = 0
  let now = 0
  const same = (count: number): void => {
    if (count > 0) parts.push({ is: 'same', count, from: now })
    old += count
    now += count
  }
  while (removed.length > 0 || events.length > 0) {
    const untilRemoved = (removed[0] ?? before) - old
    const untilEvent = (events[0] ?? after) - now
    same(Math.min(untilRemoved, untilEvent))
    if (old === removed[0]) {
      parts.push({ is: 'removed', key: String(removed.shift()) })
      old++
      continue
    }
    const key = String(events.shift())
    const inner = change.inner.get(key)
    // Added and changed at once: added as what it is now.
    if (change.added.has(key) || inner === undefined) parts.push({ is: 'added', key })
    else parts.push({ is: 'inner', before: String(old++), after: key, change: inner })
    now++
  }
  same(after - now)
  return parts
}

/** What became of an object that has `after` keys now. */
export function keyParts(change: ContainerChange, after: number): readonly ChangePart[] {
  const parts: ChangePart[] = [
    ...[...change.removed].map((key) => ({ is: 'removed', key }) as const),
    ...[...change.inner].map(([key, inner]) => ({ is: 'inner', before: key, after: key, change: inner }) as const),
    ...[...change.added].map((key) => ({ is: 'added', key }) as const),
  ]
  const count = after - change.inner.size - change.added.size
  return count > 0 ? [...parts, { is: 'same', count, from: 0 }] : parts
}

function sorted(places: Iterable<string>): number[] {
  return [...new Set(places)].map(Number).sort((a, b) => a - b)
}
