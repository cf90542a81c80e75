import type { Page } from 'playwright'
import type { BenchRow } from '../../scripts/lib/bench'
import { withBlankPage } from './lib/blank-page'
import { median } from './lib/figures'
import type { Size } from './pages/redux-action'

export const name = 'One Redux action, one entity changed, recording on'
export const budget =
  '0.9 MB: at most 0.3 ms of main thread, at least 50 × below the other; 10 MB at 100 actions/s: at most 20 ms per second, slices at most 5 ms (p99)'
export const other =
  '@redux-devtools/instrument 3.0.0, relayed as by Redux DevTools 3.2 with its monitor open, at the default latency of 500 ms'

const rounds = 5
const steps = 200
const seconds = 10

export async function run(log: (line: string) => void): Promise<readonly BenchRow[]> {
  return withBlankPage(new URL('./pages/redux-action.ts', import.meta.url), async (page) => [
    await perAction(page, log, '0.1 MB, 550 entities', { collections: 1, entities: 550, steps, prefix: '' }),
    await perAction(page, log, '0.9 MB, 5,000 entities', { collections: 1, entities: 5_000, steps, prefix: '' }, 0.3),
    await perAction(page, log, '0.9 MB, 5,000 entities, ids are words', { collections: 1, entities: 5_000, steps, prefix: 'e' }),
    ...(await steady(page, log, '10 MB in 11 collections', { collections: 11, entities: 5_000, steps, prefix: '' }, true)),
    ...(await steady(page, log, '10 MB in one collection', { collections: 1, entities: 55_000, steps, prefix: '' }, false)),
  ])
}

/** Both in turn, so that whatever slows the machine down slows both. */
async function perAction(page: Page, log: (line: string) => void, label: string, size: Size, most?: number): Promise<BenchRow> {
  const bytes = await page.evaluate((story) => globalThis.reduxAction.prepare(story), size)
  const ours: number[] = []
  const theirs: number[] = []
  const withJsan: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const [mine, its, jsan] = await page.evaluate(() => [
      globalThis.reduxAction.ours(),
      globalThis.reduxAction.theirs(false),
      globalThis.reduxAction.theirs(true),
    ])
    // The first round is for the code of all to be compiled.
    if (round === 0) continue
    ours.push(...(mine ?? []))
    theirs.push(...(its ?? []))
    withJsan.push(...(jsan ?? []))
  }
  log(
    `${label} (${(bytes / 1e6).toFixed(2)} MB), ms per action: ours ${summary(ours)}; other ${summary(theirs)}; other with jsan ${summary(withJsan)}`,
  )
  const [mine, its] = [median(ours), median(theirs)]
  const row: BenchRow = { label: `${label}, per action`, ours: mine, other: its, ratio: its / mine, unit: 'ms' }
  return most === undefined ? row : { ...row, holds: mine <= most && its / mine >= 50 }
}

async function steady(page: Page, log: (line: string) => void, label: string, size: Size, held: boolean): Promise<readonly BenchRow[]> {
  const bytes = await page.evaluate((story) => globalThis.reduxAction.prepare(story), size)
  const { perSecond, slices, keyframe, keyframeTook, characters } = await page.evaluate(
    (time) => globalThis.reduxAction.steady(time),
    seconds,
  )
  log(
    `${label} (${(bytes / 1e6).toFixed(1)} MB): keyframe in ${keyframe.length} slices, longest ${worst(keyframe, 1)} ms, p99 ${worst(keyframe, 0.99)} ms, stored after ${Math.round(keyframeTook)} ms; then ${slices.length} slices, median ${median(slices).toFixed(2)} ms, longest ${worst(slices, 1)} ms; ${characters} characters sent`,
  )
  const all = [...slices, ...keyframe]
  const row = (what: string, value: number, unit: string, most: number): BenchRow => ({
    label: `${label}, 100 actions/s, ${what}`,
    ours: value,
    unit,
    ...(held ? { holds: value <= most } : {}),
  })
  return [row('main thread per second', perSecond, 'ms', 20), row('slice, p99', worst(all, 0.99), 'ms', 5)]
}

/** The value that a share of all does not exceed. */
function worst(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Number((sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN).toFixed(2))
}

function summary(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return `median ${median(values).toPrecision(3)}, mean ${mean.toPrecision(3)}, least ${Math.min(...values).toPrecision(3)}`
}
