import { applyPatch, type Patch, type PatchOp } from '../../core/timeline'
import type { Json } from '../../core/value'
import { lookUp, readablePath } from './json-at'
import type { ChangeMark } from './tree-rows'

/** One line of “what changed”. */
export interface ChangeRow {
  readonly sign: '+' | '−' | '~'
  /** JSON Pointer in the state it belongs to: after the change, or before it for what was removed. */
  readonly pointer: string
  /** As people write it; empty for the whole value. */
  readonly path: string
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/**
 * The first `most` steps of a patch with the values before and after them. Each
 * step's path refers to the state that the steps before it left. Throws
 * `value/bad-patch` when the patch does not fit.
 */
export function changeRows(before: Json, patch: Patch, most = 200): readonly ChangeRow[] {
  const rows: ChangeRow[] = []
  // What a step copies the next may change in place: rows keep only what has left the state.
  const owned = new WeakSet<object>()
  let state = before
  for (const step of patch.slice(0, most)) {
    const told = tell(state, step)
    state = applyPatch(state, [step], owned)
    rows.push(told(state))
  }
  return rows
}

/** The row of a step: what is to be known of the state before it now, the rest of the state after it. */
function tell(before: Json, step: PatchOp): (after: Json) => ChangeRow {
  const pointer = step.path.endsWith('/-') ? endPointer(before, step.path) : step.path
  const old = lookUp(before, pointer)
  if (step.op === 'remove') {
    const path = readablePath(before, pointer)
    return () => ({ sign: '−', pointer, path, before: old, after: undefined })
  }
  // Adding into a list moves what was there; only in an object does it take a place.
  const replaced = step.op === 'replace' || (old !== undefined && !isListPlace(before, pointer))
  return (after) => ({
    sign: replaced ? '~' : '+',
    pointer,
    path: readablePath(after, pointer),
    before: replaced ? old : undefined,
    after: step.value,
  })
}

/** The place that `/-` means: after the last item. */
function endPointer(state: Json, pointer: string): string {
  const parent = pointer.slice(0, -2)
  const list = lookUp(state, parent)
  return `${parent}/${Array.isArray(list) ? list.length : 0}`
}

function isListPlace(state: Json, pointer: string): boolean {
  return Array.isArray(lookUp(state, pointer.slice(0, pointer.lastIndexOf('/'))))
}

/** Marks for a tree: what was added or changed, and all that holds such a thing. */
export function changeMarks(rows: readonly ChangeRow[]): ReadonlyMap<string, ChangeMark> {
  const marks = new Map<string, ChangeMark>()
  for (const { sign, pointer } of rows) {
    for (let end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      const parent = pointer.slice(0, end)
      if (!marks.has(parent)) marks.set(parent, 'inside')
    }
    if (sign !== '−' && pointer !== '') marks.set(pointer, sign === '+' ? 'added' : 'changed')
  }
  return marks
}
