import type { Entry } from '../model'
import { type PatchOp, pointerKeys } from '../timeline'
import type { Json } from '../value'
import { type IgnoredPath, isIgnored } from './ignored-paths'
import { looksPassing } from './passing-values'
import { stableText } from './stable-text'
import { visitDifferences } from './value-differences'

/**
 * Whether two entries with the same key say the same, ids and times aside.
 * Where they were called from does not matter.
 */
export function sameContent(a: Entry | undefined, b: Entry | undefined, ignoring: readonly IgnoredPath[], source: string): boolean {
  if (a === undefined || b === undefined) return false
  if (a.kind !== 'state' || b.kind !== 'state' || a.type !== 'change' || b.type !== 'change') return true
  const ignored = (keys: readonly string[]): boolean => isIgnored(ignoring, source, keys)
  return (
    sameValue(a.data.action, b.data.action, [], () => false) &&
    a.data.patch.length === b.data.patch.length &&
    a.data.patch.every((step, at) => sameStep(step, b.data.patch[at], ignored))
  )
}

function sameStep(a: PatchOp, b: PatchOp | undefined, ignored: (keys: readonly string[]) => boolean): boolean {
  if (a.op !== b?.op || stableText(a.path) !== stableText(b.path)) return false
  return a.op === 'remove' || b.op === 'remove' || sameValue(a.value, b.value, pointerKeys(a.path), ignored)
}

function sameValue(
  a: Json | undefined,
  b: Json | undefined,
  keys: readonly string[],
  ignored: (keys: readonly string[]) => boolean,
): boolean {
  return visitDifferences(a, b, keys, (at, one, other) => ignored(at) || (looksPassing(one) && looksPassing(other)))
}
