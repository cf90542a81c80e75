import { pointerKeys, pointerOf } from '../../core/timeline'
import { childAt, type Json, previewOf, tagOf } from '../../core/value'
import { stepText } from './path-text'

/** The value that a JSON Pointer leads to, or undefined when it leads nowhere. */
export function lookUp(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root
  for (const key of pointerKeys(pointer)) value = childAt(value, key)
  return value
}

const KEY_LENGTH = 40

/** How the names on a path are written. */
export interface PathNames {
  /** A key of an object, or of a Map where it is a text. */
  key(key: string): string
  /** Any other key of a Map. */
  value(key: Json): Json
}

const asTheyAre: PathNames = { key: (key) => key, value: (key) => key }

/**
 * A JSON Pointer into tagged JSON as people write paths: `cart.lines[0].quantity`,
 * `byId["a b"]`, `seen.get("k")`. Where it leaves the value (something removed),
 * the rest is written as it stands.
 */
export function readablePath(root: Json, pointer: string, names = asTheyAre): string {
  const keys = pointerKeys(pointer)
  let value: Json | undefined = root
  let path = ''
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? ''
    const tag = value === undefined ? undefined : tagOf(value)
    const inner: Json | undefined = childAt(value, key)
    if (tag === 'map' && key === 'v' && inner !== undefined && at + 1 < keys.length) {
      const pair: Json | undefined = childAt(inner, keys[at + 1] ?? '')
      path += `.get(${nameOfPair(pair, names) ?? keys[at + 1]})`
      value = childAt(pair, '1')
      // The pair's own places: 0 is the key, 1 the value.
      at += keys[at + 2] === '1' ? 2 : 1
      continue
    }
    // The `v` of a tag is not part of the value.
    if (tag === undefined || key !== 'v') path += stepText(Array.isArray(value) ? key : names.key(key), path === '', Array.isArray(value))
    value = inner
  }
  return path
}

function nameOfPair(pair: Json | undefined, names: PathNames): string | undefined {
  if (!Array.isArray(pair)) return undefined
  const [name] = pair as readonly Json[]
  return name === undefined ? undefined : previewOf(keyOfPair(name, names), KEY_LENGTH)
}

/** The key of a Map as it is written. */
export function keyOfPair(key: Json, names: PathNames): Json {
  return typeof key === 'string' ? names.key(key) : names.value(key)
}

/** One step of a path, with the pointer that leads there. */
export interface PathStep {
  readonly pointer: string
  /** As it stands in the readable path. */
  readonly text: string
}

/** A readable path step by step: each is a row of a tree of the value. */
export function pathSteps(root: Json, pointer: string): readonly PathStep[] {
  const steps: PathStep[] = []
  let path = ''
  for (const place of [...holdersOf(root, pointer), pointer]) {
    const next = readablePath(root, place)
    steps.push({ pointer: place, text: next.startsWith(path) ? next.slice(path.length) : next })
    path = next
  }
  return steps.filter(({ text }) => text !== '')
}

/** The pointers of all that holds what `pointer` leads to, tags and pairs of a Map left out, from the outside in. */
function holdersOf(root: Json, pointer: string): readonly string[] {
  const holders: string[] = []
  const keys = pointerKeys(pointer)
  let value: Json | undefined = root
  for (let at = 0; at < keys.length - 1; at++) {
    const key = keys[at] ?? ''
    const tag = value === undefined ? undefined : tagOf(value)
    value = childAt(value, key)
    if (tag === 'map' && key === 'v' && at + 1 < keys.length) {
      const pair: Json | undefined = childAt(value, keys[at + 1] ?? '')
      value = childAt(pair, '1')
      at += keys[at + 2] === '1' ? 2 : 1
    } else if (tag !== undefined && key === 'v') continue
    if (at < keys.length - 1) holders.push(pointerOf(keys.slice(0, at + 1)))
  }
  return holders
}
