import { guardText, redactedMark, secretName } from '../guard'
import { type Caps, valueCaps } from './caps'
import type { JsonObject } from './json'

/** What decides that something is never recorded. */
export interface Guard {
  /** The family of secrets that a name says its value belongs to. */
  secretName(name: string): string | undefined
  /** `text` without the secrets in it; the same string when there is nothing to hide. */
  guardText(text: string): string
  /** The tag that stands for a value left out. */
  redactedMark(family: string): JsonObject
}

/** How values are read. */
export interface Reading {
  readonly caps: Caps
  readonly guard: Guard
}

export interface ReadingOptions {
  /** Default: `valueCaps`. */
  readonly caps?: Caps | undefined
  /** Default: the never-record guard of `core/guard`. */
  readonly guard?: Guard | undefined
}

const neverRecord: Guard = { secretName, guardText, redactedMark }

export function readingOf({ caps = valueCaps, guard = neverRecord }: ReadingOptions = {}): Reading {
  return { caps, guard }
}
