import { likeShape } from './collections'
import { exoticShape } from './exotic'
import type { Reading } from './reading'
import { pairInList } from './secrets'
import { keysShape, type ListShape, leaf, type Shape, type Source, threwForm } from './shape'

// As they were before the page's first script could replace them.
const { getPrototypeOf, keys: ownKeys, prototype: objectPrototype } = Object
const { isArray } = Array
const { toStringTag } = Symbol

/**
 * The shape of an object. Never throws: what throws while it is opened (a
 * revoked proxy, a getter) is a leaf that says so. `known`: its keys, for a
 * caller that has them already.
 */
export function shapeOf(value: Source, reading: Reading, known?: readonly string[]): Shape {
  try {
    if (isArray(value)) return arrayShape(value, reading)
    const prototype: object | null = getPrototypeOf(value)
    if (prototype === objectPrototype || prototype === null) {
      const like = toStringTag in value ? likeShape(value, 'Object', reading) : undefined
      return like ?? keysShape(value, known ?? ownKeys(value), reading)
    }
    return exoticShape(value, prototype, reading)
  } catch (error) {
    return leaf(threwForm(error, reading))
  }
}

function arrayShape(value: readonly unknown[], reading: Reading): ListShape {
  // A proxy of an array may answer anything.
  const { length } = value
  const size = Number.isSafeInteger(length) && length > 0 ? length : 0
  const pair = size === 2 ? pairInList(value[0], reading.guard, false) : undefined
  return { kind: 'list', items: value, size, tag: undefined, pair }
}
