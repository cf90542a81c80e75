import type { CDPSession, Page } from 'playwright'
import type { BenchRow } from '../../scripts/lib/bench'
import { withBlankPage } from './lib/blank-page'
import { median, share } from './lib/figures'
import type { Sort } from './pages/panel'

export const name = 'The panel over a long session'
export const budget =
  'first rows < 1 s; own work per scroll frame p99 ≤ 8 ms; filter first results < 100 ms, complete < 2 s; state at a random entry p95 < 100 ms; < 300 MB of memory'
export const other = 'nobody: absolute budgets'

const sessions: readonly { readonly id: string; readonly sort: Sort; readonly count: number; readonly held: boolean }[] = [
  { id: 'warm-up', sort: 'large', count: 20_000, held: false },
  { id: 'one million', sort: 'large', count: 1_000_000, held: true },
  { id: 'five million', sort: 'small', count: 5_000_000, held: true },
]
/** Texts that some entries have in each: calls of the console, and marks. */
const filters: Readonly<Record<Sort, string>> = { large: 'order saved', small: 'mark 4' }
const states = 40
const scrolls = 120

export async function run(log: (line: string) => void): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = []
  await withBlankPage(new URL('./pages/panel.ts', import.meta.url), async (page) => {
    for (const { id, sort, count } of sessions) {
      const bytes = await page.evaluate(([name, kind, entries]) => globalThis.panelBench.fill(name, kind, entries), [
        id,
        sort,
        count,
      ] as const)
      log(`${id}: ${count.toLocaleString('en')} entries, ${(bytes / 1e6).toFixed(0)} MB`)
    }
    for (const session of sessions) {
      // Each as a panel that was just opened.
      await page.reload()
      await page.waitForFunction(() => 'panelBench' in globalThis)
      const measured = await measure(page, session, log)
      if (session.held) rows.push(...measured)
    }
  })
  return rows
}

async function measure(
  page: Page,
  { id, sort, count }: { readonly id: string; readonly sort: Sort; readonly count: number },
  log: (line: string) => void,
): Promise<readonly BenchRow[]> {
  await page.evaluate(() => globalThis.panelBench.show())
  const opened = await page.evaluate(([name, entries]) => globalThis.panelBench.open(name, entries), [id, count] as const)
  log(`${id}: first rows ${opened.first.toFixed(0)} ms, all ${opened.all.toFixed(0)} ms`)
  const work = await scrollWork(page)
  log(`${id}: ${work.length} frames of scrolling, median ${median(work).toFixed(2)} ms, longest ${share(work, 1).toFixed(2)} ms`)
  const found = await page.evaluate((typed) => globalThis.panelBench.filter(typed), filters[sort])
  log(`${id}: filter leaves ${found.rows} rows`)
  await page.evaluate(() => globalThis.panelBench.clear())
  const row = (label: string, ours: number, most: number, unit = 'ms'): BenchRow => ({
    label: `${id}, ${label}`,
    ours,
    unit,
    holds: ours <= most,
  })
  const rows = [
    row('first rows', opened.first, 1000),
    row('work per scroll frame, p99', share(work, 0.99), 8),
    row('filter, first results', found.first, 100),
    row('filter, complete', found.all, 2000),
  ]
  if (sort === 'large') {
    const times: number[] = []
    for (let i = 0; i < states; i++) times.push(await stateAt(page, ((i * 7919) % 1000) / 1000))
    log(`${id}: state at ${times.length} entries, median ${median(times).toFixed(0)} ms, longest ${share(times, 1).toFixed(0)} ms`)
    rows.push(row('state at an entry, p95', share(times, 0.95), 100))
  }
  return [...rows, row('memory', await memory(page), 300, 'MB')]
}

/** Milliseconds from a press on the strip until the state at the entry there shows. */
async function stateAt(page: Page, share: number): Promise<number> {
  const box = await page.locator('.overview').boundingBox()
  if (box === null) throw new Error('There is no strip')
  await page.evaluate(() => globalThis.panelBench.expectPress())
  await page.mouse.click(box.x + share * box.width, box.y + box.height / 2)
  return page.evaluate(() => globalThis.panelBench.stateAfterPress())
}

/** JS heap and buffers of the page after a collection, in megabytes. */
async function memory(page: Page): Promise<number> {
  await page.requestGC()
  const session = await page.context().newCDPSession(page)
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return (usedSize + backingStorageSize) / 1e6
}

interface TraceEvent {
  readonly name: string
  readonly ts: number
  /** Microseconds of processor time. */
  readonly tdur?: number
  readonly pid: number
  readonly tid: number
}

/** Milliseconds of work of the main thread per frame, while the list is scrolled with the wheel, by the browser's trace. */
async function scrollWork(page: Page): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await page.getByRole('grid').hover()
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  })
  for (let i = 0; i < scrolls; i++) {
    await page.mouse.wheel(0, 400)
    await nextFrame(page)
  }
  await finishTrace(session)
  const script = events.find(({ name }) => name === 'FireAnimationFrame')
  const mine = events.filter(({ tid, pid }) => tid === script?.tid && pid === script.pid)
  const frames = mine.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts)
  const tasks = mine.filter(({ name, tdur }) => name === 'RunTask' && tdur !== undefined)
  return frames.slice(1).map((end, i) => {
    const start = frames[i] ?? end
    return tasks.filter(({ ts }) => ts >= start && ts < end).reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000
  })
}

const nextFrame = (page: Page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))

async function finishTrace(session: CDPSession): Promise<void> {
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  await session.detach()
}
