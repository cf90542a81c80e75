import { childCount, childrenOf, type Json, previewOf, type TreeChild } from '../../core/value'
import { shareDone } from './json-lines'
import type { Matcher } from './state-matcher'
import { FIRST_CHILDREN } from './tree-rows'

/** Where something was found in a state. */
export interface Findings {
  /** JSON Pointers as a tree has them, in its order. */
  readonly paths: readonly string[]
  /** There are more than could be kept. */
  readonly more: boolean
}

export interface StateSearch {
  /** Yields how far it is. What has no match is remembered: the next state shares most of its parts. */
  run(root: Json): Generator<number, Findings>
}

interface Frame {
  readonly of: Json
  readonly path: string
  readonly children: Iterator<TreeChild, void>
  readonly size: number
  /** How many had been found before. */
  readonly found: number
  at: number
}

export const MOST_FOUND = 10_000
const STRIDE = 1_000
const VALUE_LENGTH = 400

/** A search by key and value. */
export function createStateSearch(matcher: Matcher): StateSearch {
  const barren = new WeakSet<object>()
  return {
    *run(root) {
      const paths: string[] = []
      const stack: Frame[] = []
      const enter = (of: Json, path: string): void => {
        stack.push({ of, path, children: childrenOf(of), size: childCount(of), found: paths.length, at: 0 })
      }
      if (childCount(root) === 0) return { paths: matcher.test(textOf(root)) ? [''] : [], more: false }
      if (!isBarren(root)) enter(root, '')
      for (let steps = 1; stack.length > 0; steps++) {
        if (steps % STRIDE === 0) yield shareDone(stack)
        const frame = stack[stack.length - 1] as Frame
        const next = frame.children.next()
        if (next.done) {
          if (paths.length === frame.found && typeof frame.of === 'object' && frame.of !== null) barren.add(frame.of)
          stack.pop()
          continue
        }
        frame.at++
        const { label, json, pointerPart } = next.value
        const path = frame.path + pointerPart
        const isLeaf = childCount(json) === 0
        if (matcher.test(label) || (isLeaf && matcher.test(textOf(json)))) paths.push(path)
        if (paths.length >= MOST_FOUND) return { paths, more: true }
        if (!isLeaf && !isBarren(json)) enter(json, path)
      }
      return { paths, more: false }
    },
  }

  function isBarren(json: Json): boolean {
    return typeof json === 'object' && json !== null && barren.has(json)
  }
}

function textOf(leaf: Json): string {
  return typeof leaf === 'string' ? leaf : previewOf(leaf, VALUE_LENGTH)
}

/** What has to be open, and how many children have to be shown, for the row at `path` to be there. */
export interface Unfolding {
  readonly open: readonly string[]
  readonly shown: ReadonlyMap<string, number>
}

export function unfoldingOf(root: Json, path: string): Unfolding {
  const open: string[] = []
  const shown = new Map<string, number>()
  let holder: Json = root
  let at = ''
  while (at !== path) {
    let place = 0
    let next: TreeChild | undefined
    for (const child of childrenOf(holder)) {
      place++
      const inner = at + child.pointerPart
      if (path !== inner && !path.startsWith(`${inner}/`)) continue
      next = child
      break
    }
    if (next === undefined) break
    if (at !== '') open.push(at)
    if (place > FIRST_CHILDREN) shown.set(at, place + FIRST_CHILDREN)
    at += next.pointerPart
    holder = next.json
  }
  return { open, shown }
}
