import { isJsonObject, type Json, type JsonObject } from '../core/value'

/** The members of an object as it stood in the file, where `parsePlain` gave it a tag for its member `$`; undefined for what is none. */
export function membersOf(value: Json | undefined): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined
  if (value.$ === undefined) return value
  return value.$ === 'object' && isJsonObject(value.v) ? value.v : undefined
}

/** An object with these members, as `parsePlain` gives it. */
export function withMembers(members: JsonObject): Json {
  return Object.hasOwn(members, '$') ? { $: 'object', v: members } : members
}

/** The value with something else at a path; the same value where nothing is there. */
export function changed(value: Json, path: readonly string[], change: (found: Json, holder: JsonObject) => Json): Json {
  const [key, ...rest] = path
  if (key === undefined || !isJsonObject(value)) return value
  const own = membersOf(value)
  const found = own?.[key]
  if (own === undefined || found === undefined || !Object.hasOwn(own, key)) return value
  const made = rest.length === 0 ? change(found, own) : changed(found, rest, change)
  return made === found ? value : withMembers({ ...own, [key]: made })
}
