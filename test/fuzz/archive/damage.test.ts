import { describe, expect, it } from 'vitest'
import { archiveFormats } from '../../../src/core/archive'
import { caseName, createCases, damaged } from './damage/cases'
import { found } from './damage/found'
import { createImporter } from './damage/import'
import { judge, type Verdict } from './damage/judge'
import { originalsOf } from './damage/originals'

/** Small: rare parts are met more often, and more files are tried. `npm run campaign -- archive-damage` tries large ones, and very many. */
const TYPICAL = 8
const CASES = 500 * Number(process.env.PLAYHEAD_RUNS ?? 1)
/** Each of so many is imported as well. */
const IMPORTS = 20

describe.each(archiveFormats)('a damaged archive as %s', (format) => {
  it('is refused with a code and a place, or read as the original, and changes nothing in a store', { timeout: 60_000 }, async () => {
    const caseOf = createCases(await originalsOf(format, TYPICAL))
    const importFile = await createImporter()
    const faults: string[] = []
    const counts: Record<Verdict['is'], number> = { refused: 0, same: 0, unverified: 0, fault: 0 }
    for (let number = 0; number < CASES; number++) {
      const file = damaged(caseOf(number))
      const { is, why } = await judge(file)
      counts[is]++
      if (is === 'fault') faults.push(`${caseName(file)}: ${why}`)
      const left = number % IMPORTS === 0 ? await importFile(file.file) : undefined
      if (left !== undefined) faults.push(`${caseName(file)}: ${left}`)
    }
    expect(faults).toEqual([])
    expect(counts.refused).toBeGreaterThan(CASES / 2)
    expect(counts.same).toBeGreaterThan(0)
  })
})

describe('damage that was once taken for something else', () => {
  it.each(found)('%o is refused', async ({ original: name, damage, seed }) => {
    const [format] = archiveFormats.filter((one) => name.startsWith(one))
    const original = format === undefined ? undefined : (await originalsOf(format, TYPICAL)).find((one) => one.name === name)
    expect(original).toBeDefined()
    if (original !== undefined) expect(await judge(damaged({ original, damage, seed }))).toMatchObject({ is: 'refused' })
  })
})
