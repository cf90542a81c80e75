import { describingKeys, namingKeys } from '../guard/fields'
import type { Guard } from './reading'

/** Whether a value under a secret name can be the secret: nothing, a flag, an empty text and a function cannot. */
export function canBeSecret(value: unknown): boolean {
  switch (typeof value) {
    case 'undefined':
    case 'boolean':
    case 'function':
      return false
    case 'string':
      return value !== ''
    default:
      return value !== null
  }
}

/** What a container says of one of its own children: that it is the value of a secret name beside it. */
export interface Pair {
  readonly family: string
  /** Only a text or a number counts: the name is too loose a hint for more. */
  readonly plain: boolean
}

const LARGEST_PAIR = 32
const LONGEST_NAME = 200

function familyOf(name: unknown, guard: Guard): string | undefined {
  return typeof name === 'string' && name.length <= LONGEST_NAME ? guard.secretName(name) : undefined
}

export function isValueKey(key: string): boolean {
  return key === 'value' || key === 'payload'
}

/**
 * `{ name: 'password', value: … }` as in lists of headers and form fields, and
 * its kin: the name under `name`, `key`, `field`, `id` or `type`, or under one
 * of those in what describes the field; the value under `value` or `payload`.
 * A `type` (an action's, say) and a description hide plain values only.
 * May throw what the object's getters throw.
 */
export function pairInObject(source: object, keys: readonly string[], guard: Guard): Pair | undefined {
  if (keys.length > LARGEST_PAIR || !keys.some(isValueKey)) return undefined
  let loose: string | undefined
  for (const key of keys) {
    if (key !== 'type' && !namingKeys.has(key) && !describingKeys.has(key)) continue
    const value: unknown = Reflect.get(source, key)
    const family = familyOf(value, guard)
    if (family !== undefined && key !== 'type') return { family, plain: false }
    loose ??= family ?? (describingKeys.has(key) ? describedFamily(value, guard) : undefined)
  }
  return loose === undefined ? undefined : { family: loose, plain: true }
}

/** The family of the field that `value` describes: an object, or a Map of any make. */
function describedFamily(value: unknown, guard: Guard): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const ofMap = value instanceof Map || Reflect.get(value, '@@__IMMUTABLE_MAP__@@') === true
  const get: unknown = ofMap ? Reflect.get(value, 'get') : undefined
  for (const name of namingKeys) {
    const family = familyOf(typeof get === 'function' ? Reflect.apply(get, value, [name]) : Reflect.get(value, name), guard)
    if (family !== undefined) return family
  }
  return undefined
}

/** `['password', …]`: entries of headers or a form, arguments of a call. Hides a text or a number; as an entry of a Map, any value. */
export function pairInList(first: unknown, guard: Guard, ofMap: boolean): Pair | undefined {
  const family = familyOf(first, guard)
  return family === undefined ? undefined : { family, plain: !ofMap }
}

/** Whether `pair` hides this value. */
export function hides(pair: Pair, value: unknown): boolean {
  return canBeSecret(value) && (!pair.plain || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
}
