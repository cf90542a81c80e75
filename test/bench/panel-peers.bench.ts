import type { Page } from 'playwright'
import type { BenchRow } from '../../scripts/lib/bench'
import { withBlankPage } from './lib/blank-page'
import { median, share, spread } from './lib/figures'
import { type FrameWork, nextFrame } from './lib/page-work'
import { fillPanel, openPanel, type PanelFigures, type PanelSession, panelFigures } from './lib/panel-figures'
import { type PeerFigures, peerFigures } from './lib/peer-figures'
import { type Peer, peers } from './lib/peers'
import { within } from './lib/within'

export const name = 'The panel, and what others show sessions with'
export const budget = 'none here: those of the panel are absolute'
export const other = 'the trace viewer of Playwright 1.65.1, and @redux-devtools/inspector-monitor 7.0.0'

/** Entries of a session, as the panel has them. */
const sizes = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000]
const common = 3_000
/** Milliseconds in which rows have to show, and the page to answer again, for a session to count as opened. */
const patience = 60_000
/** Of each comparison. The longest sessions differ by far more than noise, and take minutes. */
const rounds = { common: 3, longest: 1 }

type Log = (line: string) => void

export async function run(log: Log): Promise<readonly BenchRow[]> {
  const longest = sizes.at(-1) ?? 0
  await withPanel(longest, (page, session) => openPanel(page, session, log), log)
  const rows: BenchRow[] = []
  for (const peer of peers) {
    const most = await longestOpened(peer, log)
    if (most === 0) throw new Error(`${peer.name} opened none of the sessions`)
    rows.push({
      label: `${peer.name}: longest session tried that opens`,
      ours: longest,
      other: most,
      ratio: longest / most,
      unit: 'entries',
    })
    rows.push(...(await beside(peer, Math.min(common, most), rounds.common, log)))
    if (most > common) rows.push(...(await beside(peer, most, rounds.longest, log)))
  }
  return rows
}

async function withPanel<T>(count: number, work: (page: Page, session: PanelSession) => Promise<T>, log: Log): Promise<T> {
  return withBlankPage(new URL('./pages/panel.ts', import.meta.url), async (page) => {
    const session: PanelSession = { id: 'ours', sort: 'large', count }
    await fillPanel(page, session, log)
    return work(page, session)
  })
}

/** The most entries with which it opens, of the sizes before the first with which it does not. */
async function longestOpened(peer: Peer, log: Log): Promise<number> {
  let most = 0
  for (const size of sizes) {
    const outcome = await peer
      .visit(size, (page) => within(patience, openAndAnswer(peer, page)))
      .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
    const opened = typeof outcome === 'number'
    log(`${peer.name}, ${size.toLocaleString('en')} entries: ${opened ? `rows after ${outcome.toFixed(0)} ms` : outcome.message}`)
    if (!opened) break
    most = size
  }
  return most
}

/** Milliseconds until rows show. Comes when the page has a moment again: some have much to do after that. */
async function openAndAnswer(peer: Peer, page: Page): Promise<number> {
  const firstRows = await peer.open(page)
  await nextFrame(page)
  return firstRows
}

/** Both in turn, with a session of the same size. */
async function beside(peer: Peer, size: number, rounds: number, log: Log): Promise<readonly BenchRow[]> {
  const mine: PanelFigures[] = []
  const its: PeerFigures[] = []
  for (let round = 0; round < rounds; round++) {
    mine.push(await withPanel(size, (page, session) => panelFigures(page, session, log), log))
    its.push(await peer.visit(size, (page) => peerFigures(peer, page, size, log)))
  }
  const row = (what: string, figure: (one: PanelFigures) => number, itsFigure: (one: PeerFigures) => number, unit = 'ms'): BenchRow => {
    const label = `${peer.name}, ${size.toLocaleString('en')} entries: ${what}`
    const [ours, theirs] = [mine.map(figure), its.map(itsFigure)]
    log(`${label}: ours ${spread(ours)}; other ${spread(theirs)}`)
    return { label, ours: median(ours), other: median(theirs), ratio: median(theirs) / median(ours), unit }
  }
  return [
    row(
      'first rows',
      ({ firstRows }) => firstRows,
      ({ firstRows }) => firstRows,
    ),
    row(
      'work per scroll frame, p99',
      ({ scroll }) => wholeOf(scroll),
      ({ scroll }) => wholeOf(scroll),
    ),
    row(
      'filter, first results',
      ({ filter }) => filter.first,
      ({ filter }) => filter,
    ),
    row(
      'filter, complete',
      ({ filter }) => filter.all,
      ({ filter }) => filter,
    ),
    row(
      'state or details at an entry, p95',
      ({ states }) => share(states, 0.95),
      ({ details }) => share(details, 0.95),
    ),
    row(
      'memory',
      ({ memory }) => memory,
      ({ memory }) => memory,
      'MB',
    ),
  ]
}

const wholeOf = (frames: readonly FrameWork[]): number =>
  share(
    frames.map(({ whole }) => whole),
    0.99,
  )
