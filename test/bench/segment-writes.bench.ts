import type { Page } from 'playwright'
import type { BenchRow } from '../../scripts/lib/bench'
import { withBlankPage } from './lib/blank-page'
import { median, spread } from './lib/figures'
import type { Afterwards, Feeding } from './pages/segment-writes'

export const name = 'Writing 100,000 entries to the session store'
export const budget = 'at least 10 × faster, fed alike: batches of 100 entries, 32 (one megabyte) on their way at once'
export const other = 'Dexie 4.4.7 bulkAdd, a row per entry'

const count = 100_000
/** Entries that one writes before it is the turn of the other: a busy machine slows both alike. */
const slice = 10_000
const required = 10
/** Milliseconds after which the browser has put away what one has written: the other is not to pay for that. */
const settling = 300
const kinds = ['segments', 'rows'] as const
/** A page keeps up to eight megabytes under way; this is what it has after a third of a second of 10,000 entries a second. */
const asRecorded: Feeding = { batch: 100, window: 32 }
/** Each batch waits for the one before: what is left when nothing can be committed together. */
const oneByOne: Feeding = { batch: 100, window: 1 }

export async function run(log: (line: string) => void): Promise<readonly BenchRow[]> {
  return withBlankPage(new URL('./pages/segment-writes.ts', import.meta.url), async (page) => {
    const bytes = await page.evaluate((entries) => globalThis.segmentWrites.prepare(entries), count)
    log(`${count.toLocaleString('en')} entries, ${(bytes / 1e6).toFixed(1)} MB as JSON`)
    const recorded = await compare(page, asRecorded, 5)
    log(`32 on their way: ours ${spread(recorded.ours)} ms; other ${spread(recorded.other)} ms`)
    const single = await compare(page, oneByOne, 3)
    log(`one by one: ours ${spread(single.ours)} ms; other ${spread(single.other)} ms`)
    const main = rowOf('write, 32 batches on their way', recorded)
    const only = (label: string, pick: (figures: Afterwards) => number, unit = 'ms'): BenchRow => ({
      label,
      ours: median(single.afterwards.map(pick)),
      unit,
    })
    return [
      { ...main, holds: (main.ratio ?? 0) >= required },
      rowOf('write, one batch after the other', single),
      only('merge 1,000 tails into segments', ({ compact }) => compact),
      only('segments afterwards', ({ segments }) => segments, ''),
      only('list all segments, columns unpacked', ({ list }) => list),
      only('read and decode all entries', ({ read }) => read),
    ]
  })
}

interface Compared {
  readonly ours: number[]
  readonly other: number[]
  readonly afterwards: Afterwards[]
}

/** Both in turn, slice by slice; the first round is for compilers and caches and does not count. */
async function compare(page: Page, feeding: Feeding, rounds: number): Promise<Compared> {
  const result: Compared = { ours: [], other: [], afterwards: [] }
  for (let round = 0; round <= rounds; round++) {
    const [segments, rows] = [await open(page, 'segments'), await open(page, 'rows')]
    const spent = { segments: 0, rows: 0 }
    for (let from = 0; from < count; from += slice) {
      for (const kind of kinds) {
        await settle(page)
        spent[kind] += await feed(page, kind === 'segments' ? segments : rows, from, feeding)
      }
    }
    const afterwards = await finish(page, segments)
    await finish(page, rows)
    if (round === 0 || afterwards === undefined) continue
    result.ours.push(spent.segments)
    result.other.push(spent.rows)
    result.afterwards.push(afterwards)
  }
  return result
}

const settle = (page: Page) => page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), settling)
const open = (page: Page, kind: 'segments' | 'rows') => page.evaluate((of) => globalThis.segmentWrites.open(of), kind)
const finish = (page: Page, name: string) => page.evaluate((of) => globalThis.segmentWrites.finish(of), name)
const feed = (page: Page, name: string, from: number, feeding: Feeding) =>
  page.evaluate(([of, start, end, how]) => globalThis.segmentWrites.feed(of, start, end, how), [name, from, from + slice, feeding] as const)

function rowOf(label: string, { ours, other }: Compared): BenchRow {
  // Each round's own ratio: both had the same machine then.
  const ratios = ours.map((mine, round) => (other[round] ?? Number.NaN) / mine)
  return { label, ours: median(ours), other: median(other), ratio: median(ratios), unit: 'ms' }
}
