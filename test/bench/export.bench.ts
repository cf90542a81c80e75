import type { BenchRow } from '../../scripts/lib/bench'
import { withBlankPage } from './lib/blank-page'
import { median, spread } from './lib/figures'
import type { Exported } from './pages/export'

export const name = 'Exporting 100,000 entries, sanitized, as JSON in gzip, checked by reading it back'
export const budget = 'at least 3 × faster, although the other neither sanitizes nor compresses nor checks'
export const other = 'dexie-export-import 4.4.0 over a row per entry'

const count = 100_000
const rounds = 3
const required = 3

export async function run(log: (line: string) => void): Promise<readonly BenchRow[]> {
  return withBlankPage(new URL('./pages/export.ts', import.meta.url), async (page) => {
    const bytes = await page.evaluate((entries) => globalThis.exportBench.prepare(entries), count)
    log(`${count.toLocaleString('en')} entries, ${(bytes / 1e6).toFixed(1)} MB as JSON`)
    const sanitized: Exported[] = []
    const plain: Exported[] = []
    const theirs: Exported[] = []
    // In turn, so that whatever slows the machine down slows all; the first round warms up.
    for (let round = 0; round <= rounds; round++) {
      const results = [
        await page.evaluate(() => globalThis.exportBench.ours(true)),
        await page.evaluate(() => globalThis.exportBench.ours(false)),
        await page.evaluate(() => globalThis.exportBench.theirs()),
      ] as const
      log(`round ${round}: ${results.map(({ total }) => Math.round(total)).join(', ')} ms; phases ${phaseText(results[0])}`)
      if (round === 0) continue
      sanitized.push(results[0])
      plain.push(results[1])
      theirs.push(results[2])
    }
    log(`ours ${spread(sanitized.map(({ total }) => total))} ms; other ${spread(theirs.map(({ total }) => total))} ms`)
    const its = middle(theirs)
    const mine = middle(sanitized)
    return [
      { label: 'export, sanitized', ours: mine, other: its, ratio: its / mine, unit: 'ms', holds: its / mine >= required },
      { label: 'export, not sanitized', ours: middle(plain), other: its, ratio: its / middle(plain), unit: 'ms' },
      { label: 'file', ours: (sanitized[0]?.bytes ?? 0) / 1e6, other: (theirs[0]?.bytes ?? 0) / 1e6, unit: 'MB' },
    ]
  })
}

const middle = (results: readonly Exported[]): number => median(results.map(({ total }) => total))

function phaseText({ phases }: Exported): string {
  return Object.entries(phases)
    .map(([phase, time]) => `${phase} ${Math.round(time)}`)
    .join(', ')
}
