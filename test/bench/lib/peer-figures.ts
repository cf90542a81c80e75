import type { Page } from 'playwright'
import { median, share } from './figures'
import { type FrameWork, scrollWork } from './page-work'
import type { Peer } from './peers'

/** Milliseconds, but for the memory, which is megabytes. */
export interface PeerFigures {
  readonly firstRows: number
  /** Of each frame. */
  readonly scroll: readonly FrameWork[]
  /** Peers show all results at once. */
  readonly filter: number
  /** Of each entry that was selected. */
  readonly details: readonly number[]
  readonly memory: number
}

const selections = 40
/** Milliseconds that a page may be busy with one thing: the longest sessions keep it so for many seconds. */
const patience = 300_000
/** Milliseconds after which no further entry is selected. */
const longEnough = 60_000

/** Opens the session that the page was made for, and works with it as `panelFigures` does with ours. */
export async function peerFigures(peer: Peer, page: Page, entries: number, log: (line: string) => void): Promise<PeerFigures> {
  page.setDefaultTimeout(patience)
  const firstRows = await peer.open(page)
  log(`${peer.name}: first rows ${firstRows.toFixed(0)} ms`)
  const list = page.locator(peer.list)
  // Both begin at the end.
  await list.evaluate((element) => element.scrollTo(0, 0))
  const scroll = await scrollWork(page, list)
  const work = scroll.map(({ whole }) => whole)
  log(`${peer.name}: ${scroll.length} frames of scrolling, median ${median(work).toFixed(2)} ms, longest ${share(work, 1).toFixed(2)} ms`)
  const filter = await page.evaluate((typed) => globalThis.peerHands.filter(typed), peer.filter)
  log(`${peer.name}: filter leaves ${filter.rows} rows`)
  await page.evaluate(() => globalThis.peerHands.filter(''))
  // A row under the mouse is shown instead of the selected one.
  await page.mouse.move(0, 0)
  const rows = peer.rows(entries)
  const details: number[] = []
  const end = performance.now() + longEnough
  for (let i = 0; i < selections && performance.now() < end; i++) {
    const row = rows[(i * 7919) % rows.length]
    if (row === undefined) throw new Error('There are no rows to select')
    details.push(await page.evaluate(({ row, shown }) => globalThis.peerHands.select(row, shown), row))
  }
  log(`${peer.name}: ${details.length} entries, median ${median(details).toFixed(0)} ms, longest ${share(details, 1).toFixed(0)} ms`)
  return { firstRows, scroll, filter: filter.time, details, memory: await peer.memory(page) }
}
