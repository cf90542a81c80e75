import type { Random } from '../mutations'

/** Where the first bytes of values lie that tell a length: texts, binary, lists and maps (MessagePack, "Formats"). */
function headsOf(document: Buffer): readonly number[] {
  const heads: number[] = []
  const fixed: Readonly<Record<number, number>> = { 202: 4, 203: 8, 204: 1, 205: 2, 206: 4, 207: 8, 208: 1, 209: 2, 210: 4, 211: 8 }
  const sized: Readonly<Record<number, number>> = { 196: 1, 197: 2, 198: 4, 217: 1, 218: 2, 219: 4 }
  const counted: Readonly<Record<number, number>> = { 220: 2, 221: 4, 222: 2, 223: 4 }
  for (let at = 0; at < document.length; ) {
    const lead = document[at] ?? 0
    if ((lead >= 0x80 && lead < 0xc0) || lead in sized || lead in counted) heads.push(at)
    if (lead >= 0xa0 && lead < 0xc0) at += lead & 0x1f
    else if (sized[lead] !== undefined) at += (sized[lead] ?? 0) + document.readUIntBE(at + 1, sized[lead] ?? 1)
    else at += fixed[lead] ?? counted[lead] ?? 0
    at++
  }
  return heads
}

const known = new WeakMap<Buffer, readonly number[]>()

function headIn(document: Buffer, random: Random): number {
  const heads = known.get(document) ?? headsOf(document)
  known.set(document, heads)
  return heads[random(heads.length)] ?? 0
}

function changed(document: Buffer, at: number, bytes: readonly number[], instead = bytes.length): Buffer {
  return Buffer.concat([document.subarray(0, at), Buffer.from(bytes), document.subarray(at + instead)])
}

const pick = <Item>(items: readonly Item[], random: Random): Item => items[random(items.length)] as Item

/** Damage to the bytes of values, where their types and lengths stand. */
export const msgpackDamage: Readonly<Record<string, (document: Buffer, random: Random) => Buffer>> = {
  changeLength(document, random) {
    const at = headIn(document, random)
    return changed(document, at, [(document[at] ?? 0) + (random(2) === 0 ? 1 : -1)])
  },
  changeLongLength(document, random) {
    const at = headIn(document, random)
    return changed(document, at + 1, [random(256)])
  },
  giantLength(document, random) {
    const at = headIn(document, random)
    return changed(document, at, [pick([0xdb, 0xdd, 0xdf, 0xc6], random), pick([0x7f, 0xff, 0, 1], random), 0xff, 0xff, 0xff], 1)
  },
  changeType(document, random) {
    const at = headIn(document, random)
    return changed(document, at, [
      pick([0x80, 0x90, 0xa0, 0xc0, 0xc1, 0xc4, 0xc7, 0xca, 0xcb, 0xcf, 0xd3, 0xd4, 0xd9, 0xdc, 0xde, 0xe0], random),
    ])
  },
  otherHead(document, random) {
    const at = headIn(document, random)
    const lead = document[at] ?? 0
    // The same length in a longer form, which is right as well.
    if (lead < 0x90) return changed(document, at, [0xde, 0, lead & 0x0f], 1)
    if (lead < 0xa0) return changed(document, at, [0xdd, 0, 0, 0, lead & 0x0f], 1)
    return lead < 0xc0 ? changed(document, at, [0xda, 0, lead & 0x1f], 1) : changed(document, at, [lead + 1])
  },
  extension(document, random) {
    const at = headIn(document, random)
    return changed(document, at, [pick([0xd4, 0xd6, 0xc7], random), 0xff, 0, 0, 0, 0], random(3))
  },
  nest(document, random) {
    const at = headIn(document, random)
    const levels = pick([1, 10, 1000, 5000], random)
    return changed(
      document,
      at,
      Array.from({ length: levels }, () => 0x91),
      0,
    )
  },
  twoDocuments: (document) => Buffer.concat([document, document]),
}
