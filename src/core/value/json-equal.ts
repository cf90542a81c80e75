import { isJsonObject, type Json } from './json'

/** Levels beyond which two values count as different: equal ones so deep are not worth the stack. */
const DEEPEST = 1_000

/** Whether two JSON values hold the same, whatever the order of keys. Identical parts cost nothing. */
export function jsonEqual(a: Json, b: Json, deepest = DEEPEST): boolean {
  if (a === b) return true
  if (deepest === 0 || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => jsonEqual(item, b[i] ?? null, deepest - 1))
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && jsonEqual(a[key] ?? null, b[key] ?? null, deepest - 1))
  )
}
