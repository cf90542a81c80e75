/** What follows a byte that is part of no text. */
export const NO_TEXT = -1

/**
 * One byte of UTF-8 without control characters (RFC 3629, without its finer rules
 * on overlong forms): how many bytes of its character are still to come, given how
 * many were to come before it, or `NO_TEXT`. By hand: nearly all ids and hashes
 * fail within three bytes, and an array and an error for each would cost most of all.
 */
export function nextOfText(more: number, byte: number): number {
  if (more > 0) return (byte & 0xc0) === 0x80 ? more - 1 : NO_TEXT
  if (byte < 0x80) return (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127 ? NO_TEXT : 0
  if (byte >= 0xc2 && byte < 0xe0) return 1
  if (byte >= 0xe0 && byte < 0xf0) return 2
  return byte >= 0xf0 && byte < 0xf5 ? 3 : NO_TEXT
}
