import { pointerKeys } from '../../../core/timeline'
import { isJsonObject, type Json, tagOf } from '../../../core/value'
import { jsLiteral, jsString } from './js-literal'

const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** A place in a state, as JavaScript gets there, and what is there. */
export interface JsPlace {
  readonly code: string
  /** Undefined when there is nothing. */
  readonly value: Json | undefined
}

/**
 * The expression that leads from `root` to where a JSON Pointer does, through
 * Maps and Sets too. Ends early at a value that has no inside in JavaScript,
 * such as a Date: what changed in it changed it.
 */
export function jsPlace(root: Json, pointer: string, rootName = 'state'): JsPlace {
  const keys = pointerKeys(pointer)
  let code = rootName
  let value: Json | undefined = root
  for (let at = 0; at < keys.length && value !== undefined; at++) {
    const key = keys[at] ?? ''
    const tag = tagOf(value)
    if (tag === undefined) {
      code += Array.isArray(value) ? `[${key}]` : member(key)
      value = childOf(value, key)
      continue
    }
    const inside: Json | undefined = key === 'v' ? childOf(value, 'v') : undefined
    const next = keys[at + 1]
    if (inside === undefined || next === undefined || !['map', 'set', 'object', 'instance'].includes(tag)) return { code, value }
    at++
    const item: Json | undefined = childOf(inside, next)
    if (tag === 'map') {
      if (!Array.isArray(item)) return { code, value }
      const [pairKey, pairValue] = item as readonly Json[]
      // Only keys that are values, not objects, lead anywhere in a Map.
      if (pairKey === undefined || typeof pairKey === 'object') return { code, value }
      code += `.get(${jsLiteral(pairKey)})`
      value = pairValue
      at++
    } else {
      code = tag === 'set' ? `[...${code}][${next}]` : code + member(next)
      value = item
    }
  }
  return { code, value }
}

function member(key: string): string {
  return name.test(key) ? `.${key}` : `[${jsString(key)}]`
}

function childOf(value: Json, key: string): Json | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? (value as readonly Json[])[Number(key)] : undefined
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}
