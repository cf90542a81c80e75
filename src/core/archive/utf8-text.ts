import type { Bytes } from './bytes'

/** Of most chunks of entries; a longer one grows. */
const ROOM = 256 * 1024

/** UTF-8 takes so many bytes at most for a UTF-16 code unit. */
const WIDEST = 3

/** Code units that are encoded in one go: a call for each of many short texts costs more than encoding them. */
const AT_ONCE = 16 * 1024

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
  let held = ''

  function encode(): void {
    const most = length + held.length * WIDEST
    if (most > buffer.length) {
      const larger = new Uint8Array(Math.max(most, 2 * buffer.length))
      larger.set(buffer.subarray(0, length))
      buffer = larger
    }
    length += encoder.encodeInto(held, buffer.subarray(length)).written
    held = ''
  }

  return {
    add(text) {
      held += text
      if (held.length >= AT_ONCE) encode()
    },
    bytes() {
      encode()
      return buffer.subarray(0, length)
    },
  }
}
