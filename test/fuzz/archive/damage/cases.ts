import { mutations, type Random, seeded } from '../mutations'
import { gzipDamage } from './gzip-damage'
import { msgpackDamage } from './msgpack-damage'
import type { Original, Tree } from './originals'
import { jsonDamage, yamlDamage } from './text-damage'
import { treeDamage } from './tree-damage'
import { wholeDamage } from './whole-damage'

type Damage = (original: Original, random: Random) => Buffer

/** What names a damaged file, so that it can be made again. */
export interface Case {
  readonly original: Original
  readonly damage: string
  readonly seed: number
}

export interface DamagedFile extends Case {
  readonly file: Buffer
  /** Whether it says that it was edited (SPEC: C7), so that nothing vouches for what it holds. */
  readonly edited: boolean
}

function ofTrees({ edited }: { readonly edited: boolean }, change: (tree: Tree, random: Random, other: () => Tree) => void): Damage {
  return (original, random) => {
    const tree = original.tree(original.document)
    if (edited) tree.summary = 'edited'
    change(tree, random, () => original.tree(original.other))
    return original.pack(original.write(tree))
  }
}

const ofText =
  (change: (text: string, random: Random) => string): Damage =>
  ({ document, pack }, random) =>
    pack(Buffer.from(change(document.toString(), random)))

const mapped = <From>(
  prefix: string,
  record: Readonly<Record<string, From>>,
  wrap: (one: From) => Damage,
): readonly (readonly [string, Damage])[] => Object.entries(record).map(([name, one]) => [`${prefix}/${name}`, wrap(one)])

/** What an original can be damaged by, by name: its bytes, its document decoded, its text or its values, its packing. */
export function damagesOf({ format, file, document }: Original): ReadonlyMap<string, Damage> {
  return new Map([
    ...mapped('bytes', mutations, (mutate) => (of, random) => mutate(of.file, random)),
    ...mapped('tree', treeDamage, (change) => ofTrees({ edited: false }, change)),
    ...mapped('edited', treeDamage, (change) => ofTrees({ edited: true }, change)),
    ...mapped('whole', wholeDamage, (change) => ofTrees({ edited: false }, change)),
    ...(format === 'json' ? mapped('text', jsonDamage, ofText) : []),
    ...(format === 'yaml' ? mapped('text', yamlDamage, ofText) : []),
    ...(format === 'msgpack' ? mapped('values', msgpackDamage, (change) => (of, random) => of.pack(change(of.document, random))) : []),
    ...(file === document ? [] : mapped('gzip', gzipDamage, (change) => (of, random) => change(of.file, random, of.document))),
  ])
}

export function damaged({ original, damage, seed }: Case): DamagedFile {
  const apply = damagesOf(original).get(damage)
  if (apply === undefined) throw new Error(`${original.name} is not damaged by ${damage}`)
  return {
    original,
    damage,
    seed,
    file: apply(original, seeded(hashOf(`${seed} ${damage} ${original.name}`))),
    edited: damage.startsWith('edited/'),
  }
}

/** Cases without end: each original by each damage, then again with the next seed. */
export function createCases(originals: readonly Original[]): (number: number) => Case {
  const pairs = originals.flatMap((original) => [...damagesOf(original).keys()].map((damage) => ({ original, damage })))
  return (number) => {
    const pair = pairs[number % pairs.length]
    if (pair === undefined) throw new Error('there is no original')
    return { ...pair, seed: 1 + Math.floor(number / pairs.length) }
  }
}

export function caseName({ original, damage, seed }: Case): string {
  return `${original.name}: ${damage}, seed ${seed}`
}

/** So that the same seed is another chance for each damage (FNV-1a, 32 bits). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
