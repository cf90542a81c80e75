import type { Bytes } from './bytes'

/** Of most chunks of entries; a longer one grows. */
const ROOM = 256 * 1024

/** UTF-8 takes so many bytes at most for a UTF-16 code unit. */
const WIDEST = 3

/** A text in UTF-8 that is put together of many: each is encoded where it will stand, so none is copied twice. */
export interface Utf8Text {
  add(text: string): void
  /** All of it. Nothing can be added then. */
  bytes(): Bytes
}

const encoder = new TextEncoder()

export function createUtf8Text(): Utf8Text {
  let buffer = new Uint8Array(ROOM)
  let length = 0
  return {
    add(text) {
      const most = length + text.length * WIDEST
      if (most > buffer.length) {
        const larger = new Uint8Array(Math.max(most, 2 * buffer.length))
        larger.set(buffer.subarray(0, length))
        buffer = larger
      }
      length += encoder.encodeInto(text, buffer.subarray(length)).written
    },
    bytes: () => buffer.subarray(0, length),
  }
}
