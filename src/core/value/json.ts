/** Plain JSON, the only shape of recorded data outside the page. Typed values travel as tagged objects (see README.md). */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export function isJsonObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** What stands under a key, or at an index by the letter of RFC 6901: digits without leading zeros. Undefined where there is nothing. */
export function childAt(json: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(json)) return /^(?:0|[1-9]\d*)$/.test(key) ? (json as readonly Json[])[Number(key)] : undefined
  return isJsonObject(json) && Object.hasOwn(json, key) ? json[key] : undefined
}

/** Recorded data is JSON by construction; the types of the model only say it more closely. What no JSON can be is null. */
export function recordedJson(data: unknown): Json {
  return isJson(data) ? data : null
}

/** Whether it is what recorded data is made of; looks no deeper. */
export function isJson(data: unknown): data is Json {
  return data !== undefined && typeof data !== 'function'
}
