import { diffJson, holdAlike, type Patch, type PatchOp } from '../../core/timeline'
import { isJsonObject, type Json, type JsonObject, jsonEqual, pointerPart } from '../../core/value'

/** Levels down to which the work can pause; below that a part is compared in one go. */
const DEEPEST = 200
/** Children between two chances to pause. */
const STRIDE = 128
/** Items from which on a list is compared piece by piece. */
const LONG = 64

/**
 * The patch that `diffJson` finds from one state to another, with pauses: two
 * states with a keyframe between them share nothing, and comparing megabytes
 * takes its time. What the two share costs nothing. Yields how far it is.
 */
export function* diffInSlices(a: Json, b: Json): Generator<number, Patch> {
  const patch: PatchOp[] = []
  yield* diffPart(a, b, '', patch, DEEPEST, 0, 1)
  return patch
}

function* diffPart(
  a: Json,
  b: Json,
  path: string,
  patch: PatchOp[],
  deepest: number,
  done: number,
  share: number,
): Generator<number, void> {
  if (a === b) return
  if (isJsonObject(a) && isJsonObject(b) && deepest > 0 && holdAlike(a, b)) yield* diffKeys(a, b, path, patch, deepest - 1, done, share)
  else if (Array.isArray(a) && Array.isArray(b) && a.length > LONG && b.length > LONG) {
    add(patch, path, diffJson(a, yield* sharing(a, b, done, share)))
  } else add(patch, path, diffJson(a, b))
}

function* diffKeys(
  a: JsonObject,
  b: JsonObject,
  path: string,
  patch: PatchOp[],
  deepest: number,
  done: number,
  share: number,
): Generator<number, void> {
  for (const key of Object.keys(a)) if (!Object.hasOwn(b, key)) patch.push({ op: 'remove', path: path + pointerPart(key) })
  const keys = Object.keys(b)
  const part = share / keys.length
  for (const [at, key] of keys.entries()) {
    if (at % STRIDE === 0) yield done + at * part
    const value = b[key] ?? null
    if (!Object.hasOwn(a, key)) patch.push({ op: 'add', path: path + pointerPart(key), value })
    else if (a[key] !== value) yield* diffPart(a[key] ?? null, value, path + pointerPart(key), patch, deepest, done + at * part, part)
  }
}

/** `b` with the items of `a` in the place of equal ones at its head and its end, so that they need not be looked into again. */
function* sharing(a: readonly Json[], b: readonly Json[], done: number, share: number): Generator<number, readonly Json[]> {
  const alike = b.slice()
  const common = Math.min(a.length, b.length)
  const part = share / Math.max(1, common)
  let head = 0
  for (; head < common && jsonEqual(a[head] ?? null, b[head] ?? null); head++) {
    alike[head] = a[head] ?? null
    if (head % STRIDE === 0) yield done + head * part
  }
  for (let tail = 1; tail <= common - head; tail++) {
    const item = a[a.length - tail] ?? null
    if (!jsonEqual(item, b[b.length - tail] ?? null)) break
    alike[b.length - tail] = item
    if (tail % STRIDE === 0) yield done + (head + tail) * part
  }
  return alike
}

function add(patch: PatchOp[], path: string, steps: Patch): void {
  for (const step of steps) patch.push(path === '' ? step : { ...step, path: path + step.path })
}
