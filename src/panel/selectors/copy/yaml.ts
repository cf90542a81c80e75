import { isJsonObject, type Json } from '../../../core/value'

/**
 * JSON as YAML 1.2, in blocks. Texts are plain only where no version of YAML
 * takes them for anything else; all others are in double quotes, whose escapes
 * are those of JSON.
 */
export function yamlText(json: Json): string {
  return `${block(json, '').replace(/^\n/, '')}\n`
}

/** A value as it stands behind a key or a dash: on the same line, or on lines of its own. */
function block(json: Json, indent: string): string {
  if (Array.isArray(json)) return json.length === 0 ? '[]' : json.map((item) => `\n${indent}- ${inItem(item, indent)}`).join('')
  if (!isJsonObject(json)) return scalar(json)
  const entries = Object.entries(json)
  if (entries.length === 0) return '{}'
  return entries.map(([key, value]) => `\n${indent}${keyText(key, indent)}:${behindKey(value, indent)}`).join('')
}

function behindKey(value: Json, indent: string): string {
  const text = block(value, `${indent}  `)
  return text.startsWith('\n') ? text : ` ${text}`
}

/** What follows a dash begins on its line. */
function inItem(item: Json, indent: string): string {
  const text = block(item, `${indent}  `)
  return text.startsWith('\n') ? text.slice(indent.length + 3) : text
}

function scalar(value: Json): string {
  return typeof value === 'string' ? text(value) : String(value)
}

/** Words of letters with single blanks, `-`, `_`, `/` or `.` inside, that mean nothing but themselves. */
const plain = /^[A-Za-z][\w/.-]*(?: [A-Za-z][\w/.-]*)*$/
const meaning = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|infinity)$/i

function text(value: string): string {
  return value.length <= 200 && plain.test(value) && !meaning.test(value) ? value : quoted(value)
}

/** A key that is longer than YAML looks ahead has to be told as one. */
function keyText(key: string, indent: string): string {
  return key.length > LONGEST_KEY ? `? ${quoted(key)}\n${indent}` : text(key)
}

const LONGEST_KEY = 500

function quoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
