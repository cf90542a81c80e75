import type { WireEntry } from '../../../../src/core/model'
import { stateAt } from '../../../../src/core/timeline'
import { isJsonObject, type Json } from '../../../../src/core/value'

/** One entry of a source with the state after it, replayed in the plainest way. */
export interface Replayed {
  readonly type: string
  readonly action: Json | undefined
  readonly state: Json | undefined
}

/** The entries of one source in order, each with the state it leaves. */
export function replay(entries: readonly WireEntry[], source: string): readonly Replayed[] {
  const out: Replayed[] = []
  let state: Json | undefined
  for (const entry of entries) {
    if (entry.kind !== 'state' || entry.source !== source) continue
    if (entry.type === 'keyframe') state = entry.data.value
    if (entry.type === 'part' || entry.type === 'change') {
      const copies = new Set<object>()
      for (const step of entry.data.patch) {
        state = apply(state, step.path.split('/').slice(1), step.op, 'value' in step ? step.value : undefined, copies)
      }
    }
    out.push({ type: entry.type, action: entry.type === 'change' ? entry.data.action : undefined, state })
  }
  return out
}

/** The state of a source after everything, as the panel would know it. */
export function lastState(entries: readonly WireEntry[], source: string): Json | undefined {
  const state = stateAt(
    entries.flatMap((entry) => (entry.kind === 'state' ? [entry] : [])),
    source,
  )
  if (state.status !== 'known') throw new Error(`the state of ${source} is ${JSON.stringify(state)}`)
  return state.value
}

/** Names of the sources that opened, by id. */
export function sourceNames(entries: readonly WireEntry[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.flatMap((entry) => (entry.kind === 'state' && entry.type === 'open' ? [[entry.source ?? '', entry.data.name]] : [])),
  )
}

/** Never changes what an earlier entry left: each container is copied once per entry. */
function apply(
  target: Json | undefined,
  path: readonly string[],
  op: string,
  value: Json | undefined,
  copies: Set<object>,
): Json | undefined {
  const [first, ...rest] = path
  if (first === undefined) return value
  const key = first.replaceAll('~1', '/').replaceAll('~0', '~')
  if (Array.isArray(target)) {
    const list: Json[] = copies.has(target) ? target : [...target]
    copies.add(list)
    const i = Number(key)
    if (rest.length > 0) list[i] = apply(list[i], rest, op, value, copies) ?? null
    else if (op === 'add') list.splice(i, 0, value ?? null)
    else if (op === 'remove') list.splice(i, 1)
    else list[i] = value ?? null
    return list
  }
  if (!isJsonObject(target)) throw new Error(`nothing at ${key}`)
  const copy: Record<string, Json> = copies.has(target) ? target : { ...target }
  copies.add(copy)
  if (rest.length === 0 && op === 'remove') {
    if (!Object.hasOwn(copy, key)) throw new Error(`nothing to remove at ${key}`)
    delete copy[key]
    return copy
  }
  const old = Object.hasOwn(copy, key) ? copy[key] : undefined
  // Defined, not assigned: `__proto__` is a key like any other.
  Object.defineProperty(copy, key, {
    value: rest.length > 0 ? (apply(old, rest, op, value, copies) ?? null) : (value ?? null),
    enumerable: true,
    configurable: true,
    writable: true,
  })
  return copy
}
