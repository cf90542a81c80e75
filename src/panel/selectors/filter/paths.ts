import { pointerKeys, pointerOf } from '../../../core/timeline'

export type ParsedPath = { readonly state: 'whole'; readonly pointer: string } | { readonly state: 'unfinished' | 'bad' }

const step = /(?:^|\.)([^.[\]"'\s]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\['((?:[^'\\]|\\.)*)'\]/y
/** A step that somebody is still writing: a dot or a bracket at the end. */
const unfinishedStep = /^(?:\.|\[(?:\d*|"[^"]*"?|'[^']*'?))$/

/**
 * A path as people write it (`cart.lines[0]`, `byId["a b"].name`, `$.cart`) or as
 * a JSON Pointer (`/cart/lines/0`), as a JSON Pointer.
 */
export function parsePath(typed: string): ParsedPath {
  if (typed.startsWith('/')) return /~(?![01])/.test(typed) ? { state: 'bad' } : { state: 'whole', pointer: pointerOf(pointerKeys(typed)) }
  const path = typed.replace(/^\$(?=[.[]|$)\.?/, '')
  const keys: string[] = []
  for (let at = 0; at < path.length; at = step.lastIndex) {
    step.lastIndex = at
    const found = step.exec(path)
    if (found === null) return { state: unfinishedStep.test(path.slice(at)) ? 'unfinished' : 'bad' }
    const quoted = found[3] ?? found[4]
    keys.push(found[1] ?? found[2] ?? (quoted ?? '').replace(/\\(.)/g, '$1'))
  }
  return { state: 'whole', pointer: pointerOf(keys) }
}

/** Whether `pointer` is `place` or leads to something inside of it. */
export function isAtOrBelow(pointer: string, place: string): boolean {
  return pointer.startsWith(place) && (pointer.length === place.length || pointer.charCodeAt(place.length) === SLASH)
}

const SLASH = 47

/** Whether one of the two lies in the other. */
export function touches(pointer: string, place: string): boolean {
  return isAtOrBelow(pointer, place) || isAtOrBelow(place, pointer)
}
