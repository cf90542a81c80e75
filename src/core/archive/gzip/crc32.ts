/** CRC-32 as gzip uses it (RFC 1952, section 8), four bytes at a time over four tables. */

const tables = makeTables()

function makeTables(): Uint32Array {
  const all = new Uint32Array(4 * 256)
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    all[byte] = crc
  }
  for (let at = 256; at < all.length; at++) {
    const before = all[at - 256] ?? 0
    all[at] = (before >>> 8) ^ (all[before & 255] ?? 0)
  }
  return all
}

const entry = (table: number, byte: number): number => tables[table * 256 + byte] as number

/** The checksum of what `crc` covers followed by `bytes`; begin with 0. */
export function crc32(crc: number, bytes: Uint8Array): number {
  let rest = ~crc
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length & ~3
  let at = 0
  for (; at < whole; at += 4) {
    rest ^= view.getUint32(at, true)
    rest = entry(3, rest & 255) ^ entry(2, (rest >>> 8) & 255) ^ entry(1, (rest >>> 16) & 255) ^ entry(0, rest >>> 24)
  }
  for (; at < bytes.length; at++) rest = entry(0, (rest ^ view.getUint8(at)) & 255) ^ (rest >>> 8)
  return ~rest >>> 0
}
