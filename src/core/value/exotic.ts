import { builtInShape } from './built-in'
import { immutableShape, likeShape } from './collections'
import { isNode, nodeText } from './node-text'
import type { Reading } from './reading'
import { keysShape, leaf, type Shape, type Source } from './shape'
import { nameForm } from './text'

const { apply } = Reflect
const { keys: ownKeys } = Object
const { toString: claimOf } = Object.prototype

/** What cannot be looked into, or should not. */
const closed = /^(?:Promise|Weak(?:Map|Set|Ref)|Window|global|FinalizationRegistry)$/

/**
 * The shape of what is neither array nor plain object. `Object.prototype.toString`
 * tells what it claims to be, whatever frame it comes from; a claim that is a
 * lie fails when it is read and leaves an instance. May throw what getters throw.
 */
export function exoticShape(value: Source, prototype: object, reading: Reading): Shape {
  const claim = String(apply(claimOf, value, [])).slice(8, -1)
  if (closed.test(claim)) return leaf({ $: 'opaque', v: claim })
  const shape = builtIn(claim, value, prototype, reading) ?? immutableShape(value, reading)
  if (shape !== undefined) return shape
  if (isNode(value)) return leaf({ $: 'node', v: reading.guard.guardText(nodeText(value)) })
  const keys = ownKeys(value)
  // Iterators and objects of the platform show nothing of their own.
  if (keys.length === 0 && claim !== 'Object') return leaf({ $: 'opaque', v: nameForm(claim, reading) })
  const name = className(prototype, reading)
  return keysShape(value, keys, reading, name === 'Object' ? undefined : { $: 'instance', name })
}

function builtIn(claim: string, value: Source, prototype: object, reading: Reading): Shape | undefined {
  try {
    return builtInShape(claim, value, reading)
  } catch {
    // The claim was false, or it is a proxy of the real thing: how it goes through itself or what it has of its own is shown, else its name must do.
    const like = likeShape(value, className(prototype, reading), reading)
    return like ?? (ownKeys(value).length === 0 ? leaf({ $: 'opaque', v: nameForm(claim, reading) }) : undefined)
  }
}

/** The name of the class that made instances with this prototype. */
function className(prototype: object, reading: Reading): string {
  const maker: unknown = Reflect.get(prototype, 'constructor')
  return typeof maker === 'function' ? nameForm(maker.name, reading) : ''
}
