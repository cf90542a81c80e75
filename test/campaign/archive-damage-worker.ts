import { type ArchiveFormat, archiveFormats } from '../../src/core/archive'
import { createCases, damaged } from '../fuzz/archive/damage/cases'
import { createImporter } from '../fuzz/archive/damage/import'
import { judge, type Verdict } from '../fuzz/archive/damage/judge'
import { originalsOf } from '../fuzz/archive/damage/originals'

/** What the worker tells of a case, right after it; the case after the last one told is the one that takes so long. */
export interface Told {
  readonly number: number
  readonly original: string
  readonly damage: string
  readonly seed: number
  readonly verdict: Verdict
  readonly milliseconds: number
}

/** Each of so many is imported as well. */
const IMPORTS = 25

/** Tries the cases of a format from a number to another: `FORMAT FROM UNTIL TYPICAL`. In a process of its own, that a hang or a full heap ends. */
export async function main([format, from, until, typical]: readonly string[]): Promise<number> {
  const known = archiveFormats.find((one) => one === format)
  if (known === undefined) return 1
  await tryAll(known, Number(from), Number(until), Number(typical))
  return 0
}

async function tryAll(format: ArchiveFormat, from: number, until: number, typical: number): Promise<void> {
  const caseOf = createCases(await originalsOf(format, typical))
  const importFile = await createImporter()
  for (let number = from; number < until; number++) {
    const file = damaged(caseOf(number))
    const { original, damage, seed } = file
    const began = performance.now()
    let verdict = await judge(file)
    const milliseconds = performance.now() - began
    if (number % IMPORTS === 0 && verdict.is !== 'fault') {
      const fault = await importFile(file.file)
      if (fault !== undefined) verdict = { is: 'fault', why: fault }
    }
    const told: Told = { number, original: original.name, damage, seed, verdict, milliseconds }
    await new Promise((resolve) => process.send?.(told, undefined, undefined, resolve) ?? resolve(undefined))
  }
}
