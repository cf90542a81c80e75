/** A whole number from 0 and below another. */
export type Random = (below: number) => number

/** A small generator of numbers that a seed repeats (Mulberry32, by Tommy Ettinger; public domain). */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

type Mutation = (file: Buffer, random: Random) => Buffer

const somewhere = (file: Buffer, random: Random): number => random(file.length)

/** What disks, wires, editors and people do to files. */
export const mutations: Readonly<Record<string, Mutation>> = {
  truncate: (file, random) => file.subarray(0, somewhere(file, random)),
  flipBit(file, random) {
    const damaged = Buffer.from(file)
    const at = somewhere(file, random)
    damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8))
    return damaged
  },
  flipBits(file, random) {
    const damaged = Buffer.from(file)
    for (let times = 2 + random(6); times > 0; times--) {
      const at = somewhere(file, random)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8))
    }
    return damaged
  },
  setByte(file, random) {
    const damaged = Buffer.from(file)
    damaged[somewhere(file, random)] = random(256)
    return damaged
  },
  cutOut(file, random) {
    const from = somewhere(file, random)
    return Buffer.concat([file.subarray(0, from), file.subarray(from + 1 + random(200))])
  },
  repeatPart(file, random) {
    const from = somewhere(file, random)
    const to = from + 1 + random(200)
    return Buffer.concat([file.subarray(0, to), file.subarray(from)])
  },
  movePart(file, random) {
    const from = somewhere(file, random)
    const to = somewhere(file, random)
    const part = file.subarray(from, from + 1 + random(100))
    return Buffer.concat([file.subarray(0, to), part, file.subarray(to)])
  },
  zeroOut(file, random) {
    const damaged = Buffer.from(file)
    const from = somewhere(file, random)
    return damaged.fill(0, from, Math.min(from + 1 + random(64), file.length))
  },
  append: (file, random) => Buffer.concat([file, Buffer.from(Array.from({ length: 1 + random(20) }, () => random(256)))]),
  swapLines(file, random) {
    const lines = file.toString('latin1').split('\n')
    const a = random(lines.length)
    const b = random(lines.length)
    const swapped = lines.map((line, index) => (index === a ? lines[b] : index === b ? lines[a] : line))
    return Buffer.from(swapped.join('\n'), 'latin1')
  },
}
