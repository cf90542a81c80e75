import { bytesForm } from './binary'
import { collectionShape } from './collections'
import type { Json } from './json'
import { primitiveForm } from './primitive'
import type { Reading } from './reading'
import { keysShape, leaf, type Shape, type Source } from './shape'
import { nameForm, textForm } from './text'

// As they were before the page's first script could replace them. Called on a
// value they also tell the real thing, of any frame, from what only claims to be it.
const { apply } = Reflect
const { hasOwn, keys: ownKeys } = Object
const { forEach: eachEntry } = Map.prototype
const { forEach: eachItem } = Set.prototype
const { getTime, toISOString } = Date.prototype
const sourceOf = Object.getOwnPropertyDescriptor(RegExp.prototype, 'source')?.get ?? (() => '')
const boxes = new Map([Number, String, Boolean, Symbol, BigInt].map((box) => [box.name, box.prototype.valueOf]))

/** The shape of an object of the language or the platform; undefined for others. Throws when `value` only claims to be one. */
export function builtInShape(claim: string, value: Source, reading: Reading): Shape | undefined {
  switch (claim) {
    case 'Map':
      return collectionShape('entries', (add) => apply(eachEntry, value, [add]), value.size, { $: 'map' }, reading)
    case 'Set':
      return collectionShape('list', (add) => apply(eachItem, value, [add]), value.size, { $: 'set' }, reading)
    case 'Date':
      return leaf({ $: 'date', v: Number.isNaN(apply(getTime, value, [])) ? null : apply(toISOString, value, []) })
    case 'RegExp':
      return leaf({ $: 'regexp', v: textForm(`/${apply(sourceOf, value, [])}/${value.flags}`, reading) })
    case 'Error':
    case 'DOMException':
      return errorShape(value, reading)
    case 'URL':
      return leaf({ $: 'url', v: textForm(String(value.href), reading) })
    case 'Blob':
    case 'File':
      return leaf(fileForm(claim, value, reading))
  }
  const read = boxes.get(claim)
  if (read !== undefined) return leaf({ $: 'boxed', v: primitiveForm(apply(read, value, []), reading) })
  const bytes = bytesForm(claim, value, reading.caps.binary)
  return bytes === undefined ? undefined : leaf(bytes)
}

/** Name, message and stack are texts of the tag; cause, errors and what else it owns are its children, if any. */
function errorShape(value: Source, reading: Reading): Shape {
  const { name, message, stack } = value
  const tag = {
    $: 'error',
    name: nameForm(name, reading) || 'Error',
    message: typeof message === 'string' ? textForm(message, reading) : '',
    ...(typeof stack === 'string' && { stack: textForm(stack, reading) }),
  }
  const keys = new Set(['cause', 'errors'].filter((key) => hasOwn(value, key)))
  for (const key of ownKeys(value)) if (!hasOwn(tag, key)) keys.add(key)
  return keys.size === 0 ? leaf(tag) : keysShape(value, [...keys], reading, tag)
}

/** Never its content. */
function fileForm(claim: string, { size, name, type }: Source, reading: Reading): Json {
  return {
    $: 'opaque',
    v: claim,
    ...(typeof size === 'number' && { size }),
    ...(typeof name === 'string' && { name: nameForm(name, reading) }),
    ...(typeof type === 'string' && { type: nameForm(type, reading) }),
  }
}
