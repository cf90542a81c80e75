import { isJsonObject, type Json, recordedJson, tagOf } from '../value'

const inText = /\[redacted:[\w-]+[\]|]|\[key#\d+\]/

/**
 * Whether something in it was removed or never recorded: a value, a part of a
 * text, or a name (the marks of [M1] in `core/archive/SPEC.md`). A page's own
 * object that only looks like such a mark does not count.
 */
export function holdsRedaction(data: unknown): boolean {
  // A list instead of recursion: values of imported sessions may be deep.
  const left: Json[] = [recordedJson(data)]
  for (let json = left.pop(); json !== undefined; json = left.pop()) {
    if (typeof json === 'string') {
      if (inText.test(json)) return true
    } else if (Array.isArray(json)) for (const item of json) left.push(item)
    else if (isJsonObject(json)) {
      const tag = tagOf(json)
      if (tag === 'redacted') return true
      // What it wraps has a member `$` of its own, which is no tag.
      const inner = tag === 'object' && isJsonObject(json.v) ? json.v : json
      for (const [key, value] of Object.entries(inner)) {
        if (inText.test(key)) return true
        left.push(value)
      }
    }
  }
  return false
}
