import type { PatchOp } from '../../../src/core/timeline/patch-types'
import { isJsonObject, type Json } from '../../../src/core/value/json'

/** The steps from one JSON to another, the plainest way: no moves, arrays compared place by place. */
export function naiveDiff(before: Json, after: Json, path = ''): readonly PatchOp[] {
  if (before === after) return []
  if (Array.isArray(before) && Array.isArray(after)) return arrayDiff(before, after, path)
  if (!isJsonObject(before) || !isJsonObject(after)) return [{ op: 'replace', path, value: after }]
  const steps: PatchOp[] = []
  for (const [key, value] of Object.entries(before)) {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const next = after[key]
    if (next === undefined) steps.push({ op: 'remove', path: at })
    else steps.push(...naiveDiff(value, next, at))
  }
  for (const [key, value] of Object.entries(after)) {
    if (!(key in before)) steps.push({ op: 'add', path: `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, value })
  }
  return steps
}

function arrayDiff(before: readonly Json[], after: readonly Json[], path: string): readonly PatchOp[] {
  const steps: PatchOp[] = []
  const shared = Math.min(before.length, after.length)
  for (let at = 0; at < shared; at++) steps.push(...naiveDiff(before[at] ?? null, after[at] ?? null, `${path}/${at}`))
  for (let at = before.length - 1; at >= shared; at--) steps.push({ op: 'remove', path: `${path}/${at}` })
  for (const value of after.slice(shared)) steps.push({ op: 'add', path: `${path}/-`, value })
  return steps
}
