import type { StoredEntry } from './stored'

/**
 * The states a source went through, by the letter of RFC 6902 and the typed
 * values of the archive's specification, on copies: slow, and independent of the
 * product's own replay.
 *
 * @returns one state per keyframe (with its parts) and per change
 */
export function naiveValues(entries: readonly StoredEntry[]): readonly { readonly entry: StoredEntry; readonly value: unknown }[] {
  const states: { entry: StoredEntry; value: unknown }[] = []
  let value: unknown
  let partial = false
  for (const entry of entries) {
    if (entry.kind !== 'state') continue
    if (entry.type === 'keyframe') {
      value = structuredClone(entry.data.value)
      partial = entry.data.partial === true
    } else if (entry.type === 'part' || entry.type === 'change') {
      for (const step of entry.data.patch) value = applyStep(value, step)
      if (entry.type === 'part') partial = !entry.data.last
    } else continue
    if (!partial) states.push({ entry, value: structuredClone(value) })
  }
  return states
}

/** The same as texts, each as the app's own `JSON.stringify` would write it. */
export function naiveStates(entries: readonly StoredEntry[]): readonly { readonly entry: StoredEntry; readonly json: string }[] {
  return naiveValues(entries).map(({ entry, value }) => ({ entry, json: JSON.stringify(plain(value)) ?? 'undefined' }))
}

interface Step {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path: string
  readonly value?: unknown
}

function applyStep(root: unknown, { op, path, value }: Step): unknown {
  const copy = structuredClone(value)
  if (path === '') return copy
  const parts = path
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = parts.pop() as string
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  let parent: any = root
  for (const part of parts) parent = parent[part]
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last)
    if (!Number.isInteger(index) || index > parent.length) throw new Error(`The patch leads nowhere: ${path}`)
    parent.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [copy]))
  } else {
    if (op !== 'add' && !Object.hasOwn(parent, last)) throw new Error(`The patch leads nowhere: ${path}`)
    if (op === 'remove') delete parent[last]
    else Object.defineProperty(parent, last, { value: copy, configurable: true, enumerable: true, writable: true })
  }
  return root
}

/** Tagged JSON as the plain value whose `JSON.stringify` the app's own would equal. */
function plain(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(plain)
  if (typeof json !== 'object' || json === null) return json
  const tagged = json as Readonly<Record<string, unknown>>
  switch (tagged.$) {
    case undefined:
      return Object.fromEntries(Object.entries(tagged).map(([key, value]) => [key, plain(value)]))
    case 'undefined':
    case 'function':
    case 'symbol':
      return undefined
    case 'date':
      return tagged.v
    case 'number':
      return null
    case 'object':
    case 'instance':
    case 'immutable':
      return plain(tagged.v)
    case 'map':
      // JSON has nothing to say of a Map; collections of Immutable.js write themselves as objects and arrays.
      return isImmutable(tagged)
        ? Object.fromEntries((tagged.v as [unknown, unknown][]).map(([key, value]) => [keyText(key), plain(value)]))
        : {}
    case 'set':
    case 'list':
      return isImmutable(tagged) ? plain(tagged.v) : {}
    default:
      throw new Error(`The naive replay does not know the tag ${String(tagged.$)}`)
  }
}

function isImmutable({ name }: Readonly<Record<string, unknown>>): boolean {
  return String(name).startsWith('Immutable.')
}

/** A key as `toJSON` of an Immutable.js map writes it: a list of texts says what it is. */
function keyText(key: unknown): string {
  const value = plain(key)
  return Array.isArray(value) ? `List [ ${value.map((item) => JSON.stringify(item)).join(', ')} ]` : String(value)
}
