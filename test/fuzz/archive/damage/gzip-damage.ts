import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { Random } from '../mutations'

/** Damage to a packed file and other ways to pack its document; `file` is of one member without extra fields. */
type Damage = (file: Buffer, random: Random, document: Buffer) => Buffer

const HEADER = 10
const TRAILER = 8
const pick = <Item>(items: readonly Item[], random: Random): Item => items[random(items.length)] as Item

function withFields(file: Buffer, flag: number, fields: Buffer): Buffer {
  const header = Buffer.from(file.subarray(0, HEADER))
  header[3] = flag
  return Buffer.concat([header, fields, file.subarray(HEADER)])
}

export const gzipDamage: Readonly<Record<string, Damage>> = {
  flipTrailer(file, random) {
    const damaged = Buffer.from(file)
    const at = file.length - 1 - random(TRAILER)
    damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8))
    return damaged
  },
  cutTrailer: (file, random) => file.subarray(0, file.length - 1 - random(2 * TRAILER)),
  flipHeader(file, random) {
    const damaged = Buffer.from(file)
    const at = random(HEADER)
    damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8))
    return damaged
  },
  twoMembers: (file, random, document) =>
    Buffer.concat([file, pick([file, gzipSync(''), gzipSync(document.subarray(0, 50)), file.subarray(0, HEADER)], random)]),
  splitInMembers(_, random, document) {
    const at = random(document.length)
    return Buffer.concat([gzipSync(document.subarray(0, at)), gzipSync(document.subarray(at))])
  },
  trailingBytes: (file, random) => Buffer.concat([file, Buffer.alloc(1 + random(30), pick([0, 0xff, 0x1f, 0x0a], random))]),
  storedBlocks: (_, __, document) => gzipSync(document, { level: 0 }),
  damagedStoredBlocks(_, random, document) {
    const stored = gzipSync(document, { level: 0 })
    const at = HEADER + random(stored.length - HEADER)
    stored[at] = (stored[at] ?? 0) ^ (1 << random(8))
    return stored
  },
  anotherLevel: (_, random, document) => gzipSync(document, { level: random(10), strategy: random(5), memLevel: 1 + random(9) }),
  fields: (file, random) =>
    pick(
      [
        withFields(file, 8, Buffer.from('name\0')),
        withFields(file, 24, Buffer.from('name\0comment\0')),
        withFields(file, 4, Buffer.from([3, 0, 1, 2, 3])),
        withFields(file, 8, Buffer.from('a name without an end')),
        withFields(file, 2, Buffer.from([0, 0])),
        withFields(file, 0xe0, Buffer.alloc(0)),
        withFields(file, 4, Buffer.from([0xff, 0xff])),
      ],
      random,
    ),
  packedTwice: (file) => gzipSync(file),
  zlib: (_, random, document) => (random(2) === 0 ? deflateSync(document) : deflateRawSync(document)),
  emptyBlocks: (file, random) =>
    Buffer.concat([
      file.subarray(0, HEADER),
      ...Array.from({ length: 1 + random(1000) }, () => Buffer.from([0, 0, 0, 0xff, 0xff])),
      file.subarray(HEADER),
    ]),
  wrongLength(file, random) {
    const damaged = Buffer.from(file)
    damaged.writeUInt32LE(pick([0, 1, 0xffffffff, damaged.readUInt32LE(file.length - 4) + 1], random), file.length - 4)
    return damaged
  },
}
