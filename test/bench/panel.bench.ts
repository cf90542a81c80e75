import type { BenchRow } from '../../scripts/lib/bench'
import { withBlankPage } from './lib/blank-page'
import { share } from './lib/figures'
import type { FrameWork } from './lib/page-work'
import { fillPanel, type PanelFigures, type PanelSession, panelFigures } from './lib/panel-figures'

export const name = 'The panel over a long session'
export const budget =
  'first rows < 1 s; own work per scroll frame p99 ≤ 8 ms; filter first results < 100 ms, complete < 2 s; state at a random entry p95 < 100 ms; < 300 MB of memory'
export const other = 'nobody: absolute budgets'

const sessions: readonly (PanelSession & { readonly held: boolean })[] = [
  { id: 'warm-up', sort: 'large', count: 20_000, held: false },
  { id: 'one million', sort: 'large', count: 1_000_000, held: true },
  { id: 'five million', sort: 'small', count: 5_000_000, held: true },
]

export async function run(log: (line: string) => void): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = []
  await withBlankPage(new URL('./pages/panel.ts', import.meta.url), async (page) => {
    for (const session of sessions) await fillPanel(page, session, log)
    for (const session of sessions) {
      const figures = await panelFigures(page, session, log)
      if (session.held) rows.push(...rowsOf(session, figures))
    }
  })
  return rows
}

function rowsOf({ id }: PanelSession, { firstRows, scroll, filter, states, memory }: PanelFigures): readonly BenchRow[] {
  const row = (label: string, ours: number, most: number | undefined, unit = 'ms'): BenchRow => ({
    label: `${id}, ${label}`,
    ours,
    unit,
    ...(most !== undefined && { holds: ours <= most }),
  })
  const frames = (work: (frame: FrameWork) => number, most = 0.99): number => share(scroll.map(work), most)
  return [
    row('first rows', firstRows, 1000),
    row(
      'own work per scroll frame, median',
      frames(({ own }) => own, 0.5),
      undefined,
    ),
    row(
      'own work per scroll frame, p99',
      frames(({ own }) => own),
      8,
    ),
    row(
      'with the browser’s painting, p99',
      frames(({ whole }) => whole),
      undefined,
    ),
    row('filter, first results', filter.first, 100),
    row('filter, complete', filter.all, 2000),
    ...(states.length > 0 ? [row('state at an entry, p95', share(states, 0.95), 100)] : []),
    row('memory', memory, 300, 'MB'),
  ]
}
