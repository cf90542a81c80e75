import { AppError } from '../errors'
import { childAt, type Json, setOwn } from '../value'
import type { Patch, PatchOp } from './patch-types'
import { pointerKeys, shorten } from './pointer'

/**
 * `json` with the patch applied (RFC 6902: add, replace, remove). The argument
 * stays as it is; what did not change is shared with it. A patch that does not
 * fit throws `value/bad-patch`, a malformed pointer `value/bad-pointer`; both
 * name the pointer.
 *
 * `owned`: containers that nobody else holds, changed in place instead of
 * copied. One set over many patches makes a replay cheap; a state that is
 * handed out must be followed by a new set.
 */
export function applyPatch(json: Json, patch: Patch, owned: WeakSet<object> = new WeakSet()): Json {
  let root = json
  for (const step of patch) root = applyStep(root, step, owned)
  return root
}

type Building = Json[] | Record<string, Json>

function applyStep(root: Json, step: PatchOp, owned: WeakSet<object>): Json {
  const keys = pointerKeys(step.path)
  const last = keys.at(-1)
  if (last === undefined) {
    if (step.op === 'remove') throw misfit(step, 'the whole cannot be removed')
    return step.value
  }
  const top = own(root, owned, step)
  let at = top
  for (const key of keys.slice(0, -1)) {
    const inner = own(childOf(at, key, step), owned, step)
    if (Array.isArray(at)) at[Number(key)] = inner
    else setOwn(at, key, inner)
    at = inner
  }
  if (Array.isArray(at)) applyToList(at, last, step)
  else applyToKeys(at, last, step)
  return top
}

/** `json` itself when it is ours, else a copy that is. */
function own(json: Json, owned: WeakSet<object>, step: PatchOp): Building {
  if (typeof json !== 'object' || json === null) throw misfit(step, 'it leads into a value that has no children')
  if (owned.has(json)) return json as Building
  const copy: Building = Array.isArray(json) ? json.slice() : { ...(json as Record<string, Json>) }
  owned.add(copy)
  return copy
}

function childOf(at: Building, key: string, step: PatchOp): Json {
  const child = Array.isArray(at) ? at[indexOf(key, at.length - 1, step)] : Object.hasOwn(at, key) ? at[key] : undefined
  if (child === undefined) throw misfit(step, 'it leads nowhere')
  return child
}

/** An array index by the letter of RFC 6901: digits without leading zeros, `most` at most. */
function indexOf(key: string, most: number, step: PatchOp): number {
  const index = /^(?:0|[1-9]\d*)$/.test(key) ? Number(key) : -1
  if (index < 0 || index > most) throw misfit(step, 'there is no such place in the list')
  return index
}

function applyToList(list: Json[], key: string, step: PatchOp): void {
  if (step.op === 'add') list.splice(key === '-' ? list.length : indexOf(key, list.length, step), 0, step.value)
  else if (step.op === 'remove') list.splice(indexOf(key, list.length - 1, step), 1)
  else list[indexOf(key, list.length - 1, step)] = step.value
}

function applyToKeys(object: Record<string, Json>, key: string, step: PatchOp): void {
  if (step.op !== 'add' && !Object.hasOwn(object, key)) throw misfit(step, 'there is no such key')
  if (step.op === 'remove') delete object[key]
  else setOwn(object, key, step.value)
}

function misfit(step: PatchOp, why: string): AppError {
  return new AppError('value/bad-patch', { pointer: shorten(step.path), why })
}

/** The JSON that `pointer` leads to. Throws `value/bad-pointer` when it leads nowhere. */
export function jsonAt(json: Json, pointer: string): Json {
  let at: Json | undefined = json
  for (const key of pointerKeys(pointer)) {
    at = childAt(at, key)
    if (at === undefined) throw new AppError('value/bad-pointer', { pointer: shorten(pointer) })
  }
  return at
}

/** The pointers under which a patch changes something, each once, without those that lie under another. */
export function changedPaths(patch: Patch): readonly string[] {
  const paths = new Set(patch.map(({ path }) => path))
  return [...paths].filter((path) => {
    for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      if (paths.has(path.slice(0, end))) return false
      if (end === 0) break
    }
    return true
  })
}
