import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { archiveFile } from '../../harness/archive-of'
import { naiveValues } from '../../harness/naive-replay'
import { shopSource } from '../../harness/panel-page/generated-session'
import { toldVisit } from '../../harness/panel-page/told-visit'
import { runCli } from '../../harness/run-cli'
import type { StoredEntry } from '../../harness/stored'
import { removeFolder, tempFolder } from '../../harness/temp'

const folder = tempFolder('cli-state')
afterAll(() => removeFolder(folder))

describe('playhead state', () => {
  it('is what a naive replay of the entries comes to, at any of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 20, max: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (seed, count, share) => {
          const told = toldVisit(seed, count)
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
