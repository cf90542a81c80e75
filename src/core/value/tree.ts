import { isJsonObject, type Json, type JsonObject } from './json'
import { pointerPart } from './pointer'
import { previewOf } from './preview'
import { tagOf } from './tag'

/** A child as a tree shows it. */
export interface TreeChild {
  /** Tells it from its siblings. */
  readonly key: string
  /** What stands before its value: a name, an index, the preview of a Map's key; empty for an item of a Set. */
  readonly label: string
  readonly json: Json
  /** The end of its JSON Pointer, from that of its parent on: `/v/3/1`. */
  readonly pointerPart: string
}

const LABEL_LENGTH = 40

/** The children of tagged JSON, tags seen through, in order and one by one: there may be hundreds of thousands. */
export function* childrenOf(json: Json): Generator<TreeChild, void> {
  const { kind, children, prefix } = contentOf(json)
  if (isJsonObject(json) && kind === 'error' && json.stack !== undefined) {
    yield { key: '$stack', label: 'stack', json: json.stack, pointerPart: '/stack' }
  }
  if (Array.isArray(children)) {
    for (const [i, item] of children.entries()) yield listChild(kind, i, item, prefix)
  } else if (isJsonObject(children)) {
    for (const key of Object.keys(children)) yield { key, label: key, json: children[key] ?? null, pointerPart: prefix + pointerPart(key) }
  }
}

function listChild(kind: string, i: number, item: Json, prefix: string): TreeChild {
  const at = `${prefix}/${i}`
  if (kind === 'map' && Array.isArray(item)) {
    return { key: String(i), label: previewOf(item[0] ?? null, LABEL_LENGTH), json: item[1] ?? null, pointerPart: `${at}/1` }
  }
  return { key: String(i), label: kind === 'set' ? '' : String(i), json: item, pointerPart: at }
}

/** How many children `childrenOf` gives. */
export function childCount(json: Json): number {
  const { kind, children } = contentOf(json)
  const stack = isJsonObject(json) && kind === 'error' && json.stack !== undefined ? 1 : 0
  if (Array.isArray(children)) return children.length
  return stack + (isJsonObject(children) ? Object.keys(children).length : 0)
}

interface Content {
  readonly kind: string
  /** The list or object that holds the children. */
  readonly children: Json | undefined
  readonly prefix: string
}

function contentOf(json: Json): Content {
  const tag = tagOf(json)
  if (tag === undefined) return { kind: Array.isArray(json) ? 'array' : 'object', children: json, prefix: '' }
  return taggedContent(tag, json as JsonObject)
}

function taggedContent(tag: string, { v, why }: JsonObject): Content {
  if (tag === 'truncated' && why !== 'string' && v !== undefined) {
    const { kind, children, prefix } = contentOf(v)
    return { kind, children, prefix: `/v${prefix}` }
  }
  const open = tag === 'map' || tag === 'set' || tag === 'instance' || tag === 'error' || tag === 'object'
  return { kind: tag, children: open ? v : undefined, prefix: '/v' }
}
