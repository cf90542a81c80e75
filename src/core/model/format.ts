import { isJsonObject, type Json, previewOf, tagOf } from '../value'
import type { z } from '../zod'
import type { FactSink } from './facts'

/**
 * What a field holds, so that sanitizing, search and views act on the format
 * and never on the names of kinds:
 *
 * - `safe`: made by the recorder itself (numbers, enums, ids); never holds page text
 * - `text`: free text from the page
 * - `url`: an address; may hold secrets in user info, path, query and fragment
 * - `stack`: a stack trace: text with addresses
 * - `name`: the name a page gave to a thing (a source, an action type, a storage key)
 * - `headers`: a record of header name to value
 * - `value`: tagged JSON of any shape
 * - `state`: tagged JSON: the whole value of the entry's source
 * - `patch`: RFC 6902 steps against the entry's source
 */
export type Format = 'safe' | 'text' | 'url' | 'stack' | 'name' | 'headers' | 'value' | 'state' | 'patch'

export type Level = 'debug' | 'info' | 'warn' | 'error'

/** All that the rest of the product knows about one type of entry. */
export interface TypeSpec<Data = never> {
  readonly schema: z.ZodMiniType<Data>
  /** One format for each field of `Data`. */
  readonly fields: Readonly<Record<string, Format>>
  /** One line for lists, at most about 200 characters; built from recorded text, so always untrusted. */
  label(data: Data): string
  /** What a text search finds beside the label. */
  text(data: Data): string
  level(data: Data): Level
  /** What a filter may ask for beside them. */
  facts?(data: Data, into: FactSink): void
}

/** A spec from its parts; `text` defaults to nothing more than the label, `level` to `info`. */
export function typeSpec<Data>(
  spec: Pick<TypeSpec<Data>, 'schema' | 'label'> & {
    readonly fields: Readonly<Record<keyof Data & string, Format>>
    text?(data: Data): string
    level?(data: Data): Level
    facts?(data: Data, into: FactSink): void
  },
): TypeSpec<Data> {
  return { text: () => '', level: () => 'info', ...spec }
}

const LABEL_LENGTH = 200

/** `text` on one line, cut at a length fit for lists; never cuts a surrogate pair. */
export function oneLine(text: string, length = LABEL_LENGTH): string {
  // Cut first: the text may be megabytes of a hostile page.
  const line = text
    .slice(0, length * 2)
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= length) return line.length < text.length && text.length > length * 2 ? `${line}…` : line
  const end = isHighSurrogate(line.charCodeAt(length - 1)) ? length - 1 : length
  return `${line.slice(0, end)}…`
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

const VALUE_LENGTH = 80

/**
 * A short text for tagged JSON, for labels: strings as they are, plain values as
 * compact JSON, which is what people search for, and those with tags in them as a
 * console shows them.
 */
export function shortValue(json: Json): string {
  if (typeof json === 'string') return oneLine(json, VALUE_LENGTH)
  // A string that was cut is still a string.
  if (tagOf(json) === 'truncated' && isJsonObject(json) && typeof json.v === 'string') return oneLine(`${json.v}…`, VALUE_LENGTH)
  const compact = JSON.stringify(json)?.slice(0, 400) ?? ''
  return compact.includes('"$":') ? previewOf(json, VALUE_LENGTH) : oneLine(compact, VALUE_LENGTH)
}
