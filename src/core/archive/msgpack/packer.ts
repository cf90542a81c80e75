import { Packr } from 'msgpackr/index-no-eval'
import type { Bytes } from '../bytes'

let made: Packr | undefined

/** Made when first needed, so that a bundle that packs nothing holds nothing of it. */
function packr(): Packr {
  made ??= new Packr({ useRecords: false, int64AsType: 'number', variableMapSize: true })
  return made
}

/** A value as MessagePack of standard types: no extensions, no records. */
export function pack(value: unknown): Bytes {
  // A copy: the packer gives parts of one buffer that it goes on using, and in Node an array of another class.
  return new Uint8Array(packr().pack(value))
}

/** One value from exactly its bytes. */
export function unpack(bytes: Bytes): unknown {
  return packr().unpack(bytes)
}

/** What begins an array of so many items, which then follow. */
export function arrayHead(count: number): Bytes {
  return head(count, 0x90, 0xdc)
}

/** What begins a map of so many members. */
export function mapHead(count: number): Bytes {
  return head(count, 0x80, 0xde)
}

function head(count: number, short: number, long: number): Bytes {
  if (count < 16) return Uint8Array.of(short | count)
  if (count < 0x10000) return Uint8Array.of(long, count >> 8, count & 0xff)
  return Uint8Array.of(long + 1, count >>> 24, (count >> 16) & 0xff, (count >> 8) & 0xff, count & 0xff)
}
