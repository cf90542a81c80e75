import type { Json } from './json'
import type { Reading } from './reading'
import { nameForm, textForm } from './text'

/** More bits than this of a bigint are not written: turning it into digits takes quadratic time. */
const LARGEST_BIGINT = 8_192

/** The JSON of anything but an object. */
export function primitiveForm(value: unknown, reading: Reading): Json {
  switch (typeof value) {
    case 'string':
      return textForm(value, reading)
    case 'number':
      return numberForm(value)
    case 'boolean':
      return value
    case 'undefined':
      return { $: 'undefined' }
    case 'bigint':
      return BigInt.asIntN(LARGEST_BIGINT, value) === value
        ? { $: 'bigint', v: String(value) }
        : { $: 'truncated', why: 'string', of: 'bigint' }
    case 'symbol':
      return { $: 'symbol', v: nameForm(value.description, reading) }
    case 'function':
      return { $: 'function', name: functionName(value, reading) }
    default:
      return null
  }
}

function numberForm(value: number): Json {
  if (Number.isFinite(value) && (value !== 0 || 1 / value > 0)) return value
  return { $: 'number', v: value === 0 ? '-0' : String(value) }
}

function functionName(value: object, reading: Reading): string {
  try {
    return nameForm(Reflect.get(value, 'name'), reading)
  } catch {
    // A proxy that refuses, or a static getter called `name` that throws: it has no name to show.
    return ''
  }
}
