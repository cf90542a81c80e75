import { AppError } from '../errors'

/** Bytes that can begin a sequence: its length, and the range its second byte must lie in (RFC 3629, section 4). */
function sequenceAt(lead: number): { readonly length: number; readonly from: number; readonly to: number } | undefined {
  if (lead < 0x80) return { length: 1, from: 0, to: 0 }
  if (lead < 0xc2 || lead > 0xf4) return undefined
  if (lead < 0xe0) return { length: 2, from: 0x80, to: 0xbf }
  if (lead < 0xf0) return { length: 3, from: lead === 0xe0 ? 0xa0 : 0x80, to: lead === 0xed ? 0x9f : 0xbf }
  return { length: 4, from: lead === 0xf0 ? 0x90 : 0x80, to: lead === 0xf4 ? 0x8f : 0xbf }
}

/** The index of the first byte that is not UTF-8, or -1. */
export function utf8Fault(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const sequence = sequenceAt(bytes[at] as number)
    if (sequence === undefined) return at
    for (let index = 1; index < sequence.length; index++) {
      const byte = bytes[at + index]
      const [from, to] = index === 1 ? [sequence.from, sequence.to] : [0x80, 0xbf]
      if (byte === undefined || byte < from || byte > to) return at
    }
    at += sequence.length
  }
  return -1
}

/** Decodes UTF-8. `offset` is where the bytes lie in the document; throws `archive/not-utf8` with the place of the first bad byte. */
export function createUtf8Decoder(): (bytes: Uint8Array<ArrayBuffer>, offset: number) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  return (bytes, offset) => {
    try {
      return decoder.decode(bytes)
    } catch (error) {
      throw new AppError('archive/not-utf8', { at: offset + Math.max(utf8Fault(bytes), 0) }, error)
    }
  }
}
