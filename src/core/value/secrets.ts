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
 * its kin: the name under `name`, `key`, `field`, `id` or `type`, the value
 * under `value` or `payload`. A `type` (an action's, say) hides plain values only.
 * May throw what the object's getters throw.
 */
export function pairInObject(source: object, keys: readonly string[], guard: Guard): Pair | undefined {
  if (keys.length > LARGEST_PAIR || !keys.some(isValueKey)) return undefined
  let typed: string | undefined
  for (const key of keys) {
    if (key === 'type') typed = familyOf(Reflect.get(source, key), guard)
    else if (key === 'name' || key === 'key' || key === 'field' || key === 'id') {
      const family = familyOf(Reflect.get(source, key), guard)
      if (family !== undefined) return { family, plain: false }
    }
  }
  return typed === undefined ? undefined : { family: typed, plain: true }
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
