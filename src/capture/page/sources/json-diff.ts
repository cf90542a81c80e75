import type { Patch, PatchOp } from '../../../core/timeline'
import { isJsonObject, type Json, pointerPart } from '../../../core/value'

/**
 * The patch between two whole JSONs that share nothing: for snapshots of states
 * that change in place, which are small. Items of lists are compared in their places.
 */
export function jsonDiff(prev: Json, next: Json): Patch {
  const patch: PatchOp[] = []

  function diff(was: Json, now: Json, path: string): void {
    if (was === now) return
    if (Array.isArray(was) && Array.isArray(now)) diffList(was, now, path)
    else if (isJsonObject(was) && isJsonObject(now) && was.$ === now.$) diffObject(was, now, path)
    else patch.push({ op: 'replace', path, value: now })
  }

  function diffList(was: readonly Json[], now: readonly Json[], path: string): void {
    for (const [i, item] of now.entries()) {
      const old = was[i]
      if (old === undefined) patch.push({ op: 'add', path: `${path}/${i}`, value: item })
      else diff(old, item, `${path}/${i}`)
    }
    for (let i = was.length - 1; i >= now.length; i--) patch.push({ op: 'remove', path: `${path}/${i}` })
  }

  function diffObject(was: { readonly [key: string]: Json }, now: { readonly [key: string]: Json }, path: string): void {
    for (const key of Object.keys(was)) if (!Object.hasOwn(now, key)) patch.push({ op: 'remove', path: path + pointerPart(key) })
    for (const [key, value] of Object.entries(now)) {
      const old = Object.hasOwn(was, key) ? was[key] : undefined
      if (old === undefined) patch.push({ op: 'add', path: path + pointerPart(key), value })
      else diff(old, value, path + pointerPart(key))
    }
  }

  diff(prev, next, '')
  return patch
}
