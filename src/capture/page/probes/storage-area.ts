import { guardText, redactedMark, secretName } from '../../../core/guard'
import type { Patch, PatchOp } from '../../../core/timeline/patch-types'
import { normalize, valueCaps } from '../../../core/value'
import type { Json } from '../../../core/value/json'

/** How a storage area is read; the browser's own functions, whatever the page has put in their place. */
export interface StorageReader {
  length(area: object): number
  key(area: object, index: number): string | null
  get(area: object, key: string): string | null
}

export type Item = readonly [key: string, value: string]

const caps = { ...valueCaps, string: 65_536 }
const LONGEST_KEY = 500
const MOST_ITEMS = 10_000
const SAMPLES = 4096

/** The value of an item as it may be recorded: a marker when the key names a secret. */
export function guardedValue(key: string, value: string): Json {
  const family = value ? secretName(key) : undefined
  return family ? redactedMark(family) : normalize(value, { caps })
}

/** The key of an item as it may be recorded. `$` alone would make the whole area look like a tag. */
export function guardedKey(key: string): string {
  return key === '$' ? '$$' : guardText(key.slice(0, LONGEST_KEY))
}

const pathOf = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

export function added(key: string, value: string): PatchOp {
  return { op: 'add', path: pathOf(guardedKey(key)), value: guardedValue(key, value) }
}

export function itemsOf(reader: StorageReader, area: object): readonly Item[] {
  const items: Item[] = []
  const length = Math.min(reader.length(area), MOST_ITEMS)
  for (let index = 0; index < length; index++) {
    const key = reader.key(area, index)
    const value = key === null ? null : reader.get(area, key)
    if (key !== null && value !== null) items.push([key, value])
  }
  return items
}

/** A number that changes with the value, so that the value itself need not be kept to see it change. Long ones are sampled. */
export function stampOf(value: string): number {
  const step = Math.ceil(value.length / SAMPLES) || 1
  let hash = value.length
  for (let index = 0; index < value.length; index += step) hash = (Math.imul(hash, 31) + value.charCodeAt(index)) | 0
  return hash
}

/**
 * What the recorded state of an area holds: enough to see what changed since,
 * and to remove only what is there. Goes by recorded keys, which may be cut.
 */
export interface Known {
  set(key: string, value: string): void
  remove(key: string): Patch
  clear(): PatchOp
  /** The steps from what was known to `items`, which are known from then on. */
  differences(items: readonly Item[]): Patch
}

export function createKnown(items: readonly Item[]): Known {
  const stamps = new Map<string, number>()
  const set: Known['set'] = (key, value) => void stamps.set(guardedKey(key), stampOf(value))
  for (const [key, value] of items) set(key, value)
  return {
    set,
    remove: (key) => (stamps.delete(guardedKey(key)) ? [{ op: 'remove', path: pathOf(guardedKey(key)) }] : []),
    clear() {
      stamps.clear()
      return { op: 'replace', path: '', value: {} }
    },
    differences(now) {
      const gone = new Set(stamps.keys())
      const steps: PatchOp[] = []
      for (const [key, value] of now) {
        gone.delete(guardedKey(key))
        if (stamps.get(guardedKey(key)) === stampOf(value)) continue
        set(key, value)
        steps.push(added(key, value))
      }
      for (const key of gone) steps.push({ op: 'remove', path: pathOf(key) })
      for (const key of gone) stamps.delete(key)
      return steps
    },
  }
}
