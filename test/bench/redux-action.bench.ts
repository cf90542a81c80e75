import type { Page } from 'playwright'
import type { BenchRow } from '../../scripts/lib/bench'
import { withBlankPage } from './lib/blank-page'
import { median, share } from './lib/figures'
import type { Size } from './pages/redux-action'

export const name = 'One Redux action, one entity changed, recording on'
export const budget =
  '0.9 MB: at most 0.3 ms of main thread, at least 50 × below the other; 10 MB at 100 actions/s: at most 20 ms per second, slices at most 5 ms (p99)'
export const other =
  '@redux-devtools/instrument 3.0.0, relayed as by Redux DevTools 3.2 with its monitor open, at the default latency of 500 ms'

const rounds = 5
const steps = 200
/** Of each steady round. */
const seconds = 8
const steadyRounds = 3

export async function run(log: (line: string) => void): Promise<readonly BenchRow[]> {
  return withBlankPage(new URL('./pages/redux-action.ts', import.meta.url), async (page) => {
    const clock = await processorClock(page)
    return [
      await perAction(page, clock, log, '0.1 MB, 550 entities', { collections: 1, entities: 550, steps, prefix: '' }),
      await perAction(page, clock, log, '0.9 MB, 5,000 entities', { collections: 1, entities: 5_000, steps, prefix: '' }, 0.3),
      await perAction(page, clock, log, '0.9 MB, 5,000 entities, ids are words', { collections: 1, entities: 5_000, steps, prefix: 'e' }),
      ...(await steady(page, clock, log, '10 MB in 11 collections', { collections: 11, entities: 5_000, steps, prefix: '' }, true)),
      ...(await steady(page, clock, log, '10 MB in one collection', { collections: 1, entities: 55_000, steps, prefix: '' }, false)),
    ]
  })
}

/** Milliseconds of processor time that the page's main thread has used: what others do on the machine does not count. */
type Clock = () => Promise<number>

async function processorClock(page: Page): Promise<Clock> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find((metric) => metric.name === 'ThreadTime')?.value ?? Number.NaN) * 1000
  }
}

/** Both in turn, so that whatever slows the machine down slows both. */
async function perAction(
  page: Page,
  clock: Clock,
  log: (line: string) => void,
  label: string,
  size: Size,
  most?: number,
): Promise<BenchRow> {
  const bytes = await page.evaluate((story) => globalThis.reduxAction.prepare(story), size)
  const contenders = ['ours', 'theirs', 'theirs with jsan'] as const
  const figures: Record<(typeof contenders)[number], number[]> = { ours: [], theirs: [], 'theirs with jsan': [] }
  for (let round = 0; round <= rounds; round++) {
    for (const which of contenders) {
      await page.evaluate((one) => globalThis.reduxAction.set(one), which)
      const before = await clock()
      const count = await page.evaluate(() => globalThis.reduxAction.run())
      // The first round is for the code of all to be compiled.
      if (round > 0) figures[which].push(((await clock()) - before) / count)
    }
  }
  const listed = contenders.map((which) => `${which} ${figures[which].map((figure) => figure.toPrecision(3)).join(', ')}`)
  log(`${label} (${(bytes / 1e6).toFixed(2)} MB), ms per action: ${listed.join('; ')}`)
  const [mine, its] = [median(figures.ours), median(figures.theirs)]
  const row: BenchRow = { label: `${label}, per action`, ours: mine, other: its, ratio: its / mine, unit: 'ms' }
  return most === undefined ? row : { ...row, holds: mine <= most && its / mine >= 50 }
}

async function steady(
  page: Page,
  clock: Clock,
  log: (line: string) => void,
  label: string,
  size: Size,
  held: boolean,
): Promise<readonly BenchRow[]> {
  const bytes = await page.evaluate((story) => globalThis.reduxAction.prepare(story), size)
  const added: number[] = []
  const slices: number[] = []
  const keyframe: number[] = []
  for (let round = 0; round <= steadyRounds; round++) {
    // The app alone uses more or less from one ten seconds to the next: each round is held against the one beside it.
    const without = await play(page, clock, false)
    const recorded = await play(page, clock, true)
    // As above, the first round is for the code to be compiled.
    if (round === 0) continue
    added.push(recorded.used - without.used)
    slices.push(...recorded.slices)
    keyframe.push(...recorded.keyframe)
    log(
      `${label} (${(bytes / 1e6).toFixed(1)} MB), main thread per second: ${recorded.used.toPrecision(3)} ms, the app alone ${without.used.toPrecision(3)} ms; ${recorded.characters} characters sent`,
    )
  }
  const figures = (values: readonly number[]) =>
    `${values.length}, median ${share(values, 0.5)}, p99 ${share(values, 0.99)}, longest ${share(values, 1)} ms`
  log(`${label}, slices: of the keyframe ${figures(keyframe)}; then ${figures(slices)}`)
  const row = (what: string, value: number, most: number): BenchRow => ({
    label: `${label}, 100 actions/s, ${what}`,
    ours: value,
    unit: 'ms',
    ...(held ? { holds: value <= most } : {}),
  })
  return [row('main thread per second', median(added), 20), row('slice, p99', share([...slices, ...keyframe], 0.99), 5)]
}

/** Milliseconds of processor time per second, and what was recorded meanwhile. */
async function play(page: Page, clock: Clock, withRecorder: boolean) {
  await page.evaluate((recorder) => globalThis.reduxAction.begin(recorder), withRecorder)
  const before = await clock()
  await page.evaluate((time) => globalThis.reduxAction.play(time), seconds)
  const used = ((await clock()) - before) / seconds
  const recorded = await page.evaluate(() => globalThis.reduxAction.finish())
  return { used, slices: recorded?.slices ?? [], keyframe: recorded?.keyframe ?? [], characters: recorded?.characters ?? 0 }
}
