import { pointerKeys, pointerOf } from '../../../core/timeline'
import { childAt, type Json, tagOf } from '../../../core/value'
import { keyOfPair, type PathNames } from '../json-at'
import { plainName } from '../path-text'
import { jsLiteral, jsString } from './js-literal'

/** A place in a state, as JavaScript gets there, and what is there. */
export interface JsPlace {
  readonly code: string
  /** Where it ends. */
  readonly pointer: string
  /** Undefined when there is nothing. */
  readonly value: Json | undefined
}

/**
 * The expression that leads from `root` to where a JSON Pointer does, through
 * Maps and Sets too. Ends early at a value that has no inside in JavaScript,
 * such as a Date: what changed in it changed it. The names on the way are those
 * of `names`.
 */
export function jsPlace(root: Json, pointer: string, names: PathNames): JsPlace {
  const keys = pointerKeys(pointer)
  const way: string[] = []
  const ended = (): JsPlace => ({ code, pointer: pointerOf(way), value })
  let code = 'state'
  let value: Json | undefined = root
  for (let at = 0; at < keys.length && value !== undefined; at++) {
    const key = keys[at] ?? ''
    const tag = tagOf(value)
    if (tag === undefined) {
      code += Array.isArray(value) ? `[${key}]` : member(names.key(key))
      value = childAt(value, key)
      way.push(key)
      continue
    }
    const inside: Json | undefined = key === 'v' ? childAt(value, 'v') : undefined
    const next = keys[at + 1]
    if (inside === undefined || next === undefined || !['map', 'set', 'object', 'instance'].includes(tag)) return ended()
    const item: Json | undefined = childAt(inside, next)
    if (tag === 'map') {
      // Only keys that are values, not objects, lead anywhere in a Map.
      const [name, held] = Array.isArray(item) ? (item as readonly Json[]) : []
      const shown = name === undefined ? undefined : keyOfPair(name, names)
      if (shown === undefined || typeof name === 'object' || typeof shown === 'object') return ended()
      code += `.get(${jsLiteral(shown)})`
      value = held
      way.push(key, next, '1')
      at += 2
    } else {
      code = tag === 'set' ? `[...${code}][${next}]` : code + member(tag === 'object' || !Array.isArray(inside) ? names.key(next) : next)
      value = item
      way.push(key, next)
      at++
    }
  }
  return ended()
}

function member(key: string): string {
  return plainName.test(key) ? `.${key}` : `[${jsString(key)}]`
}
