import type { Bytes } from '../bytes'

/**
 * Columns (SPEC: P3): many values of one place, written together. A value of
 * MessagePack that is no array stands for itself, in every row; an array begins
 * with the number of its form.
 */
export const form = {
  /** `[0, values]`: a scalar for each row. */
  list: 0,
  /** `[1, values, rows]`: `rows`, a column, tells for each which of the values it has. */
  table: 1,
  /** `[2, steps]`: `steps`, a column of numbers; each row is the one before it plus its step, the first its step. */
  steps: 2,
  /** `[3, digits, numbers]`: a column of whole numbers; each row is one of them divided by ten to the power of `digits`. */
  decimals: 3,
  /** `[4, lengths, items]`: arrays; two columns, the second of the items of all of them. */
  arrays: 4,
  /** `[5, keys, columns]`: objects that all have these members. */
  objects: 5,
  /** `[6, rows, groups]`: `rows`, a column, tells for each to which group it belongs; a column for each group. */
  groups: 6,
  /** `[7, lengths, keys, values]`: objects of any members; three columns, the others of the members of all of them. */
  members: 7,
  /** `[8, count, values, lengths]`: so many runs; two columns, what each repeats and how often. */
  runs: 8,
} as const

/** Binary stands for a text that UTF-8 cannot hold: its UTF-16 code units (SPEC: P2). */
export type Scalar = null | boolean | number | string | Bytes

export type Column = Scalar | readonly unknown[]

/** A text as MessagePack can hold it. */
export function packedText(text: string): string | Bytes {
  return text.isWellFormed() ? text : utf16Of(text)
}

function utf16Of(text: string): Bytes {
  const bytes = new Uint8Array(2 * text.length)
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    bytes[2 * at] = unit & 0xff
    bytes[2 * at + 1] = unit >> 8
  }
  return bytes
}

/** The text, or undefined for binary that is none. */
export function unpackedText(packed: string | Uint8Array): string | undefined {
  if (typeof packed === 'string') return packed
  if (packed.length % 2 !== 0) return undefined
  let text = ''
  for (let at = 0; at < packed.length; at += 2) text += String.fromCharCode((packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8))
  return text
}
