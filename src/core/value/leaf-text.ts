import type { Json } from './json'

/**
 * A text that two small JSON values share only when they hold the same, keys
 * in the same order; its length is about that of their JSON. Not JSON itself:
 * there are pages that teach every object a `toJSON` of their own.
 */
export function leafText(json: Json | undefined): string {
  if (typeof json === 'string') return `${json.length}"${json}`
  if (typeof json !== 'object' || json === null) return String(json)
  let text = '{'
  for (const [key, value] of Object.entries(json)) text += `${key}:${leafText(value)},`
  return text
}
