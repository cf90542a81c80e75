import { isJsonObject, type Json, jsonEqual, tagOf } from '../value'

/** Levels beyond which a difference is not looked for any closer. */
const DEEPEST = 500

/** Told of each place where two values differ, as deep as they can be compared. False ends the search. */
export type DifferenceVisitor = (keys: readonly string[], a: Json | undefined, b: Json | undefined) => boolean

/**
 * Walks two values side by side. `keys` leads to them from the root of their
 * source; the `v` of a tagged value is no key of its own.
 */
export function visitDifferences(a: Json | undefined, b: Json | undefined, keys: readonly string[], visit: DifferenceVisitor): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined) return visit(keys, a, b)
  if (keys.length > DEEPEST) return jsonEqual(a, b) || visit(keys, a, b)
  if (Array.isArray(a) && Array.isArray(b)) return visitLists(a, b, keys, visit)
  if (!isJsonObject(a) || !isJsonObject(b)) return visit(keys, a, b)
  const tag = tagOf(a)
  if (tag !== tagOf(b)) return visit(keys, a, b)
  for (const key of Object.keys(a)) {
    const inner = Object.hasOwn(b, key) ? b[key] : undefined
    if (!visitDifferences(a[key], inner, tag !== undefined && key === 'v' ? keys : [...keys, key], visit)) return false
  }
  for (const key of Object.keys(b)) if (!Object.hasOwn(a, key) && !visit([...keys, key], undefined, b[key])) return false
  return true
}

function visitLists(a: readonly Json[], b: readonly Json[], keys: readonly string[], visit: DifferenceVisitor): boolean {
  const length = Math.max(a.length, b.length)
  for (let at = 0; at < length; at++) if (!visitDifferences(a[at], b[at], [...keys, String(at)], visit)) return false
  return true
}

/** The value that `pointer` keys lead to, and the keys without the `v` of tagged values. */
export function lookUp(root: Json, pointer: readonly string[]): { readonly value: Json | undefined; readonly keys: readonly string[] } {
  const keys: string[] = []
  let at: Json | undefined = root
  for (const key of pointer) {
    if (at === undefined || key !== 'v' || tagOf(at) === undefined) keys.push(key)
    if (Array.isArray(at)) at = /^\d+$/.test(key) ? at[Number(key)] : undefined
    else at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined
  }
  return { value: at, keys }
}
