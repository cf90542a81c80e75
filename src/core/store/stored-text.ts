/**
 * A text as a database keeps it best. Engines copy one of Latin letters as it
 * is, one byte a letter; a single other letter makes it two bytes each, and
 * UTF-8 is then the smaller and faster one.
 */
export type StoredText = string | Uint8Array<ArrayBuffer>

export function storeText(text: string): StoredText {
  // UTF-8 has no form for half of a surrogate pair.
  return isLatin(text) || !text.isWellFormed() ? text : new TextEncoder().encode(text)
}

/** Throws a TypeError for bytes that are not UTF-8. */
export function readText(stored: StoredText): string {
  return typeof stored === 'string' ? stored : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(stored)
}

/** Told at once of a text that the engine keeps in bytes, and at the first other letter of any other. */
function isLatin(text: string): boolean {
  return !/[^\0-\xff]/.test(text)
}
