import { isJsonObject, type Json, type JsonObject, jsonEqual, pointerPart } from '../value'
import { diffList, type Rows } from './diff-list'
import type { Patch, PatchOp } from './patch-types'

/** Levels beyond which a difference is not looked for any closer. */
const DEEPEST = 500

/** The patch from one JSON to another; identical parts (the same object) cost nothing. Applied to `a` it gives `b`. */
export function diffJson(a: Json, b: Json): Patch {
  const patch: PatchOp[] = []
  diff(a, b, '', patch, DEEPEST)
  return patch
}

function diff(a: Json, b: Json, path: string, patch: PatchOp[], deepest: number): void {
  const steps = patch.length
  if (a === b || (deepest > 0 && diffInside(a, b, path, patch, deepest - 1))) return
  patch.length = steps
  if (!jsonEqual(a, b)) patch.push({ op: 'replace', path, value: b })
}

/** False when `b` had better replace `a`. */
function diffInside(a: Json, b: Json, path: string, patch: PatchOp[], deepest: number): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && isDone(diffList(listRows(a, b, path, patch, deepest)))
  if (!isJsonObject(a) || !isJsonObject(b) || !holdAlike(a, b)) return false
  diffObjects(a, b, path, patch, deepest)
  return true
}

/**
 * Whether two objects are compared by what is in them. Tagged ones are so when they are of one type and hold
 * children, as two Maps do: a date or a bigint is one value, and beside something else it is another.
 */
export function holdAlike(a: JsonObject, b: JsonObject): boolean {
  if (!isTagged(a) && !isTagged(b)) return true
  const keys = Object.keys(b)
  if (!hasChildren(a) || !hasChildren(b) || Object.keys(a).length !== keys.length) return false
  return keys.every((key) => key === 'v' || jsonEqual(a[key] ?? null, b[key] ?? null))
}

const isTagged = (json: JsonObject): boolean => Object.hasOwn(json, '$')

function hasChildren({ v }: JsonObject): boolean {
  return Array.isArray(v) || (isJsonObject(v) && !isTagged(v))
}

/** Runs to the end without a pause. */
function isDone(work: Generator<undefined, boolean>): boolean {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

function diffObjects(a: JsonObject, b: JsonObject, path: string, patch: PatchOp[], deepest: number): void {
  for (const key of Object.keys(a)) if (!Object.hasOwn(b, key)) patch.push({ op: 'remove', path: path + pointerPart(key) })
  for (const key of Object.keys(b)) {
    const value = b[key] ?? null
    if (Object.hasOwn(a, key)) diff(a[key] ?? null, value, path + pointerPart(key), patch, deepest)
    else patch.push({ op: 'add', path: path + pointerPart(key), value })
  }
}

function listRows(a: readonly Json[], b: readonly Json[], path: string, patch: PatchOp[], deepest: number): Rows {
  const tokens = { a: [] as unknown[], b: [] as unknown[] }
  return {
    oldCount: a.length,
    newCount: b.length,
    alike(i, j, most, step = 1) {
      let run = 0
      while (run < most && jsonEqual(a[i + run * step] ?? null, b[j + run * step] ?? null)) run++
      return run
    },
    oldToken: (i) => (tokens.a[i] ??= tokenOf(a[i] ?? null)),
    newToken: (j) => (tokens.b[j] ??= tokenOf(b[j] ?? null)),
    areStrangers: (i, j) => typeof a[i] !== 'object' || typeof b[j] !== 'object' || (idOf(a[i]) !== undefined && idOf(a[i]) !== idOf(b[j])),
    // biome-ignore lint/correctness/useYield: nothing here takes long enough to pause in
    *add(j) {
      patch.push({ op: 'add', path: `${path}/${j}`, value: b[j] ?? null })
    },
    // biome-ignore lint/correctness/useYield: nothing here takes long enough to pause in
    *change(i, j) {
      diff(a[i] ?? null, b[j] ?? null, `${path}/${j}`, patch, deepest)
    },
    remove: (i) => void patch.push({ op: 'remove', path: `${path}/${i}` }),
  }
}

/** An item's id if it has one, else all of it. */
function tokenOf(item: Json): string {
  const id = idOf(item)
  return id === undefined ? JSON.stringify(item) : `#${typeof id} ${id}`
}

function idOf(item: Json | undefined): string | number | undefined {
  const id = isJsonObject(item) ? (item.id ?? item.key ?? item._id ?? item.uuid) : undefined
  return typeof id === 'string' || typeof id === 'number' ? id : undefined
}
