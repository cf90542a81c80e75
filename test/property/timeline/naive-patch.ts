import type { Patch } from '../../../src/core/timeline'
import type { Json } from '../../../src/core/value'

/** RFC 6902 by the letter and with no regard to cost, to check the real one against: works on a deep copy, JSON in, JSON out. */
export function naivelyPatched(json: Json, patch: Patch): Json {
  const box = { root: JSON.parse(JSON.stringify(json)) }
  for (const step of patch) {
    const tokens = step.path
      .split('/')
      .slice(1)
      .map((token) => token.split('~1').join('/').split('~0').join('~'))
    let parent: unknown = box
    let last = 'root'
    for (const token of tokens) {
      parent = Reflect.get(Object(parent), last)
      last = token
    }
    const value = 'value' in step ? JSON.parse(JSON.stringify(step.value)) : undefined
    if (Array.isArray(parent)) {
      const at = last === '-' ? parent.length : Number.parseInt(last, 10)
      if (step.op === 'add') parent.splice(at, 0, value)
      else if (at >= parent.length) throw new Error(`no ${step.path}`)
      else if (step.op === 'remove') parent.splice(at, 1)
      else parent[at] = value
    } else {
      if (typeof parent !== 'object' || parent === null) throw new Error(`no ${step.path}`)
      if (step.op !== 'add' && !Object.hasOwn(parent, last)) throw new Error(`no ${step.path}`)
      if (step.op === 'remove') Reflect.deleteProperty(parent, last)
      else Object.defineProperty(parent, last, { value, writable: true, enumerable: true, configurable: true })
    }
  }
  return box.root
}
