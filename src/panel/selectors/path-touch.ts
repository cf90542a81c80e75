import { touches } from './filter/paths'
import { type SourceStep, stepOf } from './source-rows'
import type { TimelineIndex } from './timeline-index'

/**
 * Whether a change with these paths may have changed the value at `pointer`: it
 * says so itself, or it moved the items of a list that holds it. `paths`: all
 * paths of the patch, parted by blanks, none of which holds one.
 */
export function mayChange(paths: string, pointer: string): boolean {
  return paths.split(' ').some((path) => touches(path, pointer) || moves(path, pointer))
}

/** Whether an item added or removed at `path` moves what `pointer` leads to. */
function moves(path: string, pointer: string): boolean {
  const end = path.lastIndexOf('/') + 1
  return /^(?:\d+|-)$/.test(path.slice(end)) && pointer.startsWith(path.slice(0, end)) && /^\d+(?:\/|$)/.test(pointer.slice(end))
}

/** Whether only the entry of a change can tell its paths: its text was cut, or cannot be told apart. */
export function hidesPaths({ facts }: TimelineIndex, row: number): boolean {
  return !facts.knows(row) || facts.paths(row) !== 'whole'
}

/** The position of the last part of a keyframe that was streamed from `position` on; `position` itself where none follows. */
export function wholePosition(index: TimelineIndex, source: number, position: number): number {
  let last = position
  for (let at = position + 1; at < index.order.length; at++) {
    const step: SourceStep | undefined = stepOf(index, index.order.data[at] ?? 0, source)
    if (step === undefined) continue
    if (step !== 'part') break
    last = at
  }
  return last
}
