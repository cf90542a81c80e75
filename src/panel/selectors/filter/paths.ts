import { pointerKeys, pointerOf } from '../../../core/timeline'
import { pointerPart } from '../../../core/value'
import { anyEntry, entryPart } from '../path-text'

export type ParsedPath = { readonly state: 'whole'; readonly pointer: string } | { readonly state: 'unfinished' | 'bad' }

/** `.get("key")`, as the tree writes it, is any entry of the Map: only the state would tell which. `.get(#0)` is one. */
const entry = /(?:^\.?|\.)get\((?:#(\d+)|"(?:[^"\\]|\\.)*"|.*?)\)(?=$|[.[])/sy
const step = /(?:^|\.)([^.[\]"'\s]+)|\[(\d+|-)\]|\["((?:[^"\\]|\\.)*)"\]|\['((?:[^'\\]|\\.)*)'\]/y
/** A step that somebody is still writing: a dot or a bracket at the end. */
const unfinishedStep = /^(?:\.|\[(?:\d*|"[^"]*"?|'[^']*'?))$/
const unfinishedEntry = /^\.?get\(/

/**
 * A path as people write it (`cart.lines[0]`, `byId["a b"].name`, `$.cart`) or as
 * a JSON Pointer (`/cart/lines/0`), as a JSON Pointer, plain where it was written with a Map in it.
 */
export function parsePath(typed: string): ParsedPath {
  if (typed.startsWith('/')) return /~(?![01])/.test(typed) ? { state: 'bad' } : { state: 'whole', pointer: pointerOf(pointerKeys(typed)) }
  const path = typed.replace(/^\$(?=[.[]|$)\.?/, '')
  let pointer = ''
  for (let at = 0; at < path.length; at = step.lastIndex) {
    entry.lastIndex = at
    const inMap = entry.exec(path)
    if (inMap !== null) {
      pointer += `/${inMap[1] === undefined ? anyEntry : entryPart(inMap[1])}`
      step.lastIndex = entry.lastIndex
      continue
    }
    if (unfinishedEntry.test(path.slice(at))) return { state: 'unfinished' }
    step.lastIndex = at
    const found = step.exec(path)
    if (found === null) return { state: unfinishedStep.test(path.slice(at)) ? 'unfinished' : 'bad' }
    const quoted = found[3] ?? found[4]
    pointer += pointerPart(found[1] ?? found[2] ?? (quoted ?? '').replace(/\\(.)/g, '$1'))
  }
  return { state: 'whole', pointer }
}

/** Whether `pointer` is `place` or leads to something inside of it. */
export function isAtOrBelow(pointer: string, place: string): boolean {
  return pointer.startsWith(place) && (pointer.length === place.length || pointer.charCodeAt(place.length) === SLASH)
}

const SLASH = 47

/**
 * Tells of recorded pointers whether they lie at or below a place that somebody
 * asked for, or else `above` it. Where the place leaves out what only tags need,
 * it is left out of the pointer as well; what stands in it stands for itself.
 */
export function placeTest(asked: string, above: boolean): (pointer: string) => boolean {
  const isThere = above ? touches : isAtOrBelow
  const place = asked.split('/')
  return (pointer) => isThere(pointer, asked) || (tagged.test(pointer) && matches(place, 1, pointer.split('/'), 1, above))
}

const tagged = /\/v(?:\/|$)/

/** The same for what is left of both. */
function matches(place: readonly string[], at: number, parts: readonly string[], from: number, above: boolean): boolean {
  const asked = place[at]
  const part = parts[from]
  if (asked === undefined) return true
  if (part === undefined) return above
  if (asked === part && matches(place, at + 1, parts, from + 1, above)) return true
  if (part !== 'v') return false
  const number = parts[from + 1]
  const isEntry = number !== undefined && (asked === anyEntry || asked === entryPart(number))
  if (isEntry && (parts[from + 2] === '1' || parts[from + 2] === undefined)) return matches(place, at + 1, parts, from + 3, above)
  return matches(place, at, parts, from + 1, above)
}

/** Whether one of the two lies in the other. */
export function touches(pointer: string, place: string): boolean {
  return isAtOrBelow(pointer, place) || isAtOrBelow(place, pointer)
}
