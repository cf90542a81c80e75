import { isJsonObject, type Json, type JsonObject } from './json'

/** Every tag, with what must be in it for it to be one. What fails is an object like any other that merely has a key `$`. */
const tags = {
  undefined: () => true,
  hole: () => true,
  number: ({ v }: JsonObject) => v === 'NaN' || v === 'Infinity' || v === '-Infinity' || v === '-0',
  bigint: ({ v }: JsonObject) => typeof v === 'string' && /^-?\d+$/.test(v),
  symbol: ({ v }: JsonObject) => typeof v === 'string',
  function: ({ name }: JsonObject) => typeof name === 'string',
  date: ({ v }: JsonObject) => typeof v === 'string' || v === null,
  regexp: ({ v }: JsonObject) => isText(v),
  url: ({ v }: JsonObject) => isText(v),
  boxed: ({ v }: JsonObject) => v !== undefined,
  bytes: ({ type, v }: JsonObject) => typeof type === 'string' && typeof v === 'string',
  opaque: ({ v }: JsonObject) => typeof v === 'string',
  node: ({ v }: JsonObject) => typeof v === 'string',
  map: ({ v }: JsonObject) => Array.isArray(v),
  set: ({ v }: JsonObject) => Array.isArray(v),
  instance: ({ name, v }: JsonObject) => typeof name === 'string' && typeof v === 'object' && v !== null,
  error: ({ name, message, v }: JsonObject) => typeof name === 'string' && isText(message) && (v === undefined || isJsonObject(v)),
  object: ({ v }: JsonObject) => isJsonObject(v),
  cycle: ({ up }: JsonObject) => Number.isSafeInteger(up) && Number(up) > 0,
  threw: ({ v }: JsonObject) => typeof v === 'string',
  truncated: ({ why }: JsonObject) => why === 'depth' || why === 'breadth' || why === 'string' || why === 'bytes',
  pending: () => true,
  redacted: ({ by }: JsonObject) => typeof by === 'string',
} as const satisfies Readonly<Record<string, (json: JsonObject) => boolean>>

export type TagName = keyof typeof tags

function isTagName(name: Json | undefined): name is TagName {
  return typeof name === 'string' && Object.hasOwn(tags, name)
}

/** Which tag `json` is, or undefined when it is plain JSON. */
export function tagOf(json: Json): TagName | undefined {
  if (!isJsonObject(json) || !Object.hasOwn(json, '$')) return undefined
  const { $ } = json
  return isTagName($) && tags[$](json) ? $ : undefined
}

/** A text field of a tag: a string, or a cut one. */
function isText(json: Json | undefined): boolean {
  return typeof json === 'string' || (isJsonObject(json) && json.$ === 'truncated' && typeof json.v === 'string')
}

/** What is kept of a text field, with an ellipsis where it was cut. */
export function fieldText(json: Json | undefined): string {
  if (typeof json === 'string') return json
  return isJsonObject(json) && json.$ === 'truncated' && typeof json.v === 'string' ? `${json.v}…` : ''
}
