import { type IgnoredPath, isIgnored } from '../../core/compare'
import type { Entry } from '../../core/model'
import { type Patch, pointerKeys } from '../../core/timeline'
import type { Json } from '../../core/value'
import { type ChangeRow, changeRows } from '../selectors/change-rows'
import { diffInSlices } from '../selectors/diff-slices'
import type { ComparedSession } from './compare-side'

/** Both entries of a row, and how the states differ after them. */
export interface CompareMoment {
  readonly left: Entry | undefined
  readonly right: Entry | undefined
  /** From left to right; undefined where the row is about no two states that are known. */
  readonly changes: readonly ChangeRow[] | undefined
  readonly changeCount: number
  /** Differing values that are not among the changes, because their paths are ignored. */
  readonly ignored: number
}

export interface MomentOptions {
  readonly left: ComparedSession
  readonly right: ComparedSession
  /** Places in the order of time; −1 for none. */
  readonly places: { readonly left: number; readonly right: number }
  readonly ignoring: readonly IgnoredPath[]
  pause(): Promise<void> | undefined
}

/** Reads what a row of two compared sessions is about. */
export async function compareMoment(options: MomentOptions): Promise<CompareMoment> {
  const { left, right, places, ignoring, pause } = options
  const [entryLeft, entryRight] = await Promise.all([read(left, places.left), read(right, places.right)])
  const both = { left: entryLeft, right: entryRight }
  const none = { ...both, changes: undefined, changeCount: 0, ignored: 0 }
  if (entryLeft?.kind !== 'state' || entryRight?.kind !== 'state') return none
  const before = await stateOf(left, places.left)
  const after = await stateOf(right, places.right)
  if (before === undefined || after === undefined) return none
  const name = left.side.names[left.side.source[places.left] ?? -1] ?? ''
  const patch: Patch = await inSlices(diffInSlices(before, after), pause)
  const kept = patch.filter(({ path }) => !isIgnored(ignoring, name, pointerKeys(path)))
  const ignored = patch.length - kept.length
  // Steps refer to what the steps before them left, so all of them are applied.
  const rows = changeRows(before, patch).filter(({ pointer }) => !isIgnored(ignoring, name, pointerKeys(pointer)))
  return { ...both, changes: rows, changeCount: kept.length, ignored }
}

async function read(session: ComparedSession, place: number): Promise<Entry | undefined> {
  return place < 0 ? undefined : session.read(place)
}

async function stateOf({ index, states }: ComparedSession, place: number): Promise<Json | undefined> {
  const source = (index.source.data[index.order.data[place] ?? 0] ?? 0) - 1
  if (source < 0) return undefined
  const { status, value } = await states.at(source, place)
  return status === 'known' || status === 'closed' ? value : undefined
}

async function inSlices<T>(work: Generator<number, T>, pause: () => Promise<void> | undefined): Promise<T> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    await pause()
  }
}
