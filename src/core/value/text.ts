import type { Json } from './json'
import type { Reading } from './reading'

const { parse, stringify } = JSON

/** How many of `text`'s first `length` units can stay without parting a surrogate pair. */
export function wholeLength(text: string, length: number): number {
  if (text.length <= length) return text.length
  const last = text.charCodeAt(length - 1)
  const next = text.charCodeAt(length)
  return last >= 0xd800 && last <= 0xdbff && next >= 0xdc00 && next <= 0xdfff ? length - 1 : length
}

/**
 * A part of a long text that does not keep the whole alive: engines make a
 * slice point into its parent, and a parent may be 200 MB.
 */
function ownSlice(text: string, end: number): string {
  return parse(stringify(text.slice(0, end)))
}

/** How much of a text that will be cut anyway is guarded first: a cut must not hide from the guard what a part is. */
const MOST_GUARDED = 262_144

/** `text` as the page may tell it: guarded, then cut where it is too long. */
export function textForm(text: string, { caps, guard }: Reading): Json {
  const { length } = text
  if (length <= caps.string) return guard.guardText(text)
  const most = Math.max(caps.string, MOST_GUARDED)
  const guarded = guard.guardText(length > most ? text.slice(0, most) : text)
  if (length <= most && guarded.length <= caps.string) return guarded
  return { $: 'truncated', why: 'string', size: length, v: ownSlice(guarded, wholeLength(guarded, caps.string)) }
}

const LONGEST_NAME = 200

/** A name that labels a value (a class, a function, a symbol): guarded, and cut with an ellipsis. */
export function nameForm(name: unknown, { guard }: Reading): string {
  if (typeof name !== 'string') return ''
  return guard.guardText(name.length > LONGEST_NAME ? `${ownSlice(name, wholeLength(name, LONGEST_NAME))}…` : name)
}

const LONGEST_KEY = 4_096
/** What a key must hold to carry more than a name: `…?token=x`, `login({"password":"x"})`. */
const loaded = /[=:]/

/**
 * A key as it is written. Keys stay, with two exceptions: those that carry
 * values of their own (a URL, the arguments of a cached query) go through the
 * guard, and those of more than 4,096 units are cut.
 */
export function keyForm(key: string, { guard }: Reading): string {
  if (key.length > LONGEST_KEY) key = `${ownSlice(key, wholeLength(key, LONGEST_KEY))}…`
  return key.length > 8 && loaded.test(key) ? guard.guardText(key) : key
}
