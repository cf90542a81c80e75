import type { Fact } from '../../core/model'
import type { Natives } from './natives'

/** Longest line of one entry, in characters. What is longer cannot be stored as one entry. */
export const longestLine = 4 * 1024 * 1024

// As they were at the start: the page may replace its own.
const { keys } = Object
const { isArray } = Array
const { get } = Reflect

/** `fact` as one line of JSON. */
export function entryLine(fact: Fact, at: number, natives: Pick<Natives, 'stringify'>): string {
  const { kind, type, source, data } = fact
  // Microseconds are all a document's clock can tell.
  const entry = { at: Math.round(at * 1000) / 1000, kind, type, source, data }
  return hasToJson() ? write(entry, natives) : natives.stringify(entry)
}

/** Some libraries (Prototype, old Mootools) teach arrays a `toJSON` that answers a string; ours would be damaged by it. */
function hasToJson(): boolean {
  return 'toJSON' in Array.prototype || 'toJSON' in Object.prototype
}

function write(value: unknown, natives: Pick<Natives, 'stringify'>): string {
  if (typeof value !== 'object' || value === null) return natives.stringify(value) ?? 'null'
  const parts: string[] = []
  if (isArray(value)) {
    for (const item of value) parts.push(write(item, natives))
    return `[${parts.join()}]`
  }
  for (const key of keys(value)) {
    const item: unknown = get(value, key)
    if (item !== undefined) parts.push(`${natives.stringify(key)}:${write(item, natives)}`)
  }
  return `{${parts.join()}}`
}
