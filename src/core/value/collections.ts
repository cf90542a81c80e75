import type { JsonObject } from './json'
import type { Reading } from './reading'
import { isSource, type Shape, type Source } from './shape'

type Each = (add: (value: unknown, key: unknown) => void) => void

const enough = Symbol('enough')

/** A Map, a Set or its like by what `each` hands over, as much of it as the caps keep. `claimed`: its size, if it says so. */
export function collectionShape(kind: 'entries' | 'list', each: Each, claimed: unknown, tag: JsonObject, { caps }: Reading): Shape {
  const items: unknown[] = []
  let size = 0
  try {
    each((value, key) => {
      if (size === caps.breadth) throw enough
      size++
      if (kind === 'entries') items.push(key)
      items.push(value)
    })
  } catch (reason) {
    if (reason !== enough) throw reason
    size = typeof claimed === 'number' && claimed > size ? claimed : size + 1
  }
  return { kind, items, size, tag, pair: undefined }
}

const { toStringTag } = Symbol

/**
 * What calls itself a Map or a Set without being one, by its own `forEach`:
 * the collections of a library (Valtio, MobX), a proxy that knows how to read
 * the real thing (Vue). Undefined for whatever claims it in vain. Never throws.
 */
export function likeShape(value: Source & { readonly [toStringTag]?: unknown }, name: string, reading: Reading): Shape | undefined {
  try {
    const claim = value[toStringTag]
    if (claim !== 'Map' && claim !== 'Set') return undefined
    const { forEach, size } = value
    if (typeof forEach !== 'function') return undefined
    const tag = { $: claim.toLowerCase(), ...(name !== claim && name !== 'Object' && { name }) }
    return collectionShape(claim === 'Map' ? 'entries' : 'list', (add) => Reflect.apply(forEach, value, [add]), size, tag, reading)
  } catch {
    return undefined
  }
}

/**
 * Collections of Immutable.js (3 to 5), by the marks the library leaves on them:
 * a keyed one or a record as a map, a set as a set, a list as an instance. The
 * only page code called beside getters is their own `forEach`; their insides,
 * tries of hashed nodes, would tell nobody anything.
 */
export function immutableShape(value: Source, reading: Reading): Shape | undefined {
  const is = (what: string): boolean => value[`@@__IMMUTABLE_${what}__@@`] === true
  const record = is('RECORD')
  if (!record && !is('ITERABLE')) return undefined
  const entries: unknown = record && typeof value.toSeq === 'function' ? value.toSeq() : value
  if (!isSource(entries) || typeof entries.forEach !== 'function') return undefined
  const { forEach, size } = entries
  const each: Each = (add) => Reflect.apply(forEach, entries, [add])
  const keyed = record || is('KEYED')
  const kind = record ? 'Record' : keyed ? 'Map' : is('INDEXED') ? 'List' : 'Set'
  const $ = keyed ? 'map' : kind === 'List' ? 'instance' : 'set'
  return collectionShape(keyed ? 'entries' : 'list', each, size, { $, name: `Immutable.${kind}` }, reading)
}
