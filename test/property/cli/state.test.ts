import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { archiveFile } from '../../harness/archive-of'
import { naiveValues } from '../../harness/naive-replay'
import type { Told } from '../../harness/notation'
import { generateVisit, shopSource } from '../../harness/panel-page/generated-session'
import { runCli } from '../../harness/run-cli'
import type { StoredEntry } from '../../harness/stored'
import { removeFolder, tempFolder } from '../../harness/temp'

const folder = tempFolder('cli-state')
afterAll(() => removeFolder(folder))

/** A visit as a file has it: numbered in its session and in its documents. */
function toldOf(seed: number, entries: number): Told {
  const { session, documents, facts } = generateVisit({ id: `v${seed}`, name: 'v', startedAt: 1_700_000_000_000, entries, seed })
  const numbers = new Map<string, number>()
  return {
    session,
    documents,
    entries: facts.map(({ document, entry }, i): Entry => {
      const n = (numbers.get(document) ?? 0) + 1
      numbers.set(document, n)
      return { seq: i + 1, document, n, ...entry }
    }),
  }
}

describe('playhead state', () => {
  it('is what a naive replay of the entries comes to, at any of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 20, max: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (seed, count, share) => {
          const told = toldOf(seed, count)
          const at = Math.ceil(share * told.entries.length)
          const path = await archiveFile(folder, 'visit.json', told)
          const { out, exit } = await runCli(['state', path, '--at', String(at)])
          expect(exit).toBe(0)
          const states =
            out === ''
              ? []
              : out
                  .trimEnd()
                  .split('\n')
                  .map((line) => JSON.parse(line))
          for (const { id } of told.documents) {
            const own = told.entries.filter(({ seq, document, source }) => seq <= at && document === id && source === shopSource)
            const expected = naiveValues(JSON.parse(JSON.stringify(own)) as StoredEntry[]).at(-1)?.value
            const found = states.find(({ document, source }) => document === id && source === shopSource)
            expect(found?.value).toEqual(expected)
          }
        },
      ),
    )
  })
})
