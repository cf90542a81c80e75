import type { Page } from 'playwright'
import type { Sort } from '../pages/panel'
import { median, share } from './figures'
import { type FrameWork, memory, scrollWork } from './page-work'

export interface PanelSession {
  readonly id: string
  readonly sort: Sort
  /** Entries. */
  readonly count: number
}

/** Milliseconds, but for the memory, which is megabytes. */
export interface PanelFigures {
  readonly firstRows: number
  /** Of each frame. */
  readonly scroll: readonly FrameWork[]
  readonly filter: { readonly first: number; readonly all: number }
  /** Of each entry that was looked at; none where the session has no state. */
  readonly states: readonly number[]
  readonly memory: number
}

/** Texts that some entries have in each: calls of the console, and marks. */
const filters: Readonly<Record<Sort, string>> = { large: 'order saved', small: 'mark 4' }
const states = 40

/** Records the session, and logs what it weighs. */
export async function fillPanel(page: Page, { id, sort, count }: PanelSession, log: (line: string) => void): Promise<void> {
  const bytes = await page.evaluate(([name, kind, entries]) => globalThis.panelBench.fill(name, kind, entries), [id, sort, count] as const)
  log(`${id}: ${count.toLocaleString('en')} entries, ${(bytes / 1e6).toFixed(0)} MB`)
}

/** Shows the panel in a page as it was just opened, and the session in the panel. */
export async function openPanel(page: Page, { id, count }: PanelSession, log: (line: string) => void): Promise<number> {
  await page.reload()
  await page.waitForFunction(() => 'panelBench' in globalThis)
  await page.evaluate(() => globalThis.panelBench.show())
  const opened = await page.evaluate(([name, entries]) => globalThis.panelBench.open(name, entries), [id, count] as const)
  log(`${id}: first rows ${opened.first.toFixed(0)} ms, all ${opened.all.toFixed(0)} ms`)
  return opened.first
}

/** Opens a session that was recorded, and works with it as somebody would. */
export async function panelFigures(page: Page, session: PanelSession, log: (line: string) => void): Promise<PanelFigures> {
  const { id, sort } = session
  const firstRows = await openPanel(page, session, log)
  const scroll = await scrollWork(page, page.getByRole('grid'))
  const own = scroll.map((frame) => frame.own)
  log(`${id}: ${scroll.length} frames of scrolling, own work median ${median(own).toFixed(2)} ms, longest ${share(own, 1).toFixed(2)} ms`)
  const filter = await page.evaluate((typed) => globalThis.panelBench.filter(typed), filters[sort])
  log(`${id}: filter leaves ${filter.rows} rows`)
  await page.evaluate(() => globalThis.panelBench.clear())
  const times: number[] = []
  if (sort === 'large') {
    for (let i = 0; i < states; i++) times.push(await stateAt(page, ((i * 7919) % 1000) / 1000))
    log(`${id}: state at ${times.length} entries, median ${median(times).toFixed(0)} ms, longest ${share(times, 1).toFixed(0)} ms`)
  }
  return { firstRows, scroll, filter, states: times, memory: await memory(page) }
}

/** Milliseconds from a press on the strip until the state at the entry there shows. */
async function stateAt(page: Page, share: number): Promise<number> {
  const box = await page.locator('.overview').boundingBox()
  if (box === null) throw new Error('There is no strip')
  await page.evaluate(() => globalThis.panelBench.expectPress())
  await page.mouse.click(box.x + share * box.width, box.y + box.height / 2)
  return page.evaluate(() => globalThis.panelBench.stateAfterPress())
}
