import type { Page } from 'playwright'
import { inProject } from '../../../scripts/lib/paths.mjs'
import { serveFolders } from '../../harness/serve'
import { bundle, withBlankPage } from './blank-page'
import { withBrowserPage } from './browser-page'
import { memory, serviceWorkerMemory } from './page-work'
import { playwrightTrace, traceRows } from './playwright-trace'
import { reduxRows } from './redux-session'

/** A tool of somebody else's that shows a session. */
export interface Peer {
  readonly name: string
  /** What scrolls, as a selector. */
  readonly list: string
  /** A text that one row of seven has, about. */
  readonly filter: string
  /** Rows to select, each with what only its own details say. */
  rows(entries: number): readonly { readonly row: number; readonly shown: string }[]
  /** Makes a session of so many entries, and runs `work` with a page that can open it. */
  visit<T>(entries: number, work: (page: Page) => Promise<T>): Promise<T>
  /** Opens the session. Gives the milliseconds until rows are laid out. */
  open(page: Page): Promise<number>
  /** In megabytes. */
  memory(page: Page): Promise<number>
}

const viewerFolder = inProject('node_modules/playwright-core/lib/vite/traceViewer')

/** Its static files and a trace from a server, as `playwright show-trace` serves them. */
const traceViewer: Peer = {
  name: 'Playwright’s trace viewer',
  list: '.actions-tree-view .tree-view-content',
  filter: 'click',
  rows: traceRows,

  async visit(entries, work) {
    const { script } = await bundle(new URL('../pages/trace-viewer.ts', import.meta.url))
    const trace = playwrightTrace(entries)
    const served = await serveFolders([viewerFolder], (request, response) => {
      if (request.url !== '/trace.zip') return false
      response.writeHead(200, { 'content-type': 'application/zip' }).end(trace)
      return true
    })
    try {
      return await withBrowserPage(async (page) => {
        await page.addInitScript({ content: `{${script}}` })
        await page.goto(`${served.url}index.html?trace=${served.url}trace.zip`)
        return work(page)
      })
    } finally {
      await served.close()
    }
  },

  open: (page) =>
    page.evaluate(async () => {
      const end = await globalThis.peerHands.rowsAt()
      // From when the viewer asks its worker for the trace: its own start is not counted.
      const asked = performance.getEntriesByType('resource').find(({ name }) => name.includes('/contexts?'))
      return end - (asked?.startTime ?? Number.NaN)
    }),

  memory: async (page) => (await memory(page)) + (await serviceWorkerMemory(page)),
}

/** Its monitor over a store that has done the actions and keeps the states after each: only the monitor's own opening is counted. */
const reduxDevTools: Peer = {
  name: 'Redux DevTools',
  list: '[data-testid="actionListRows"]',
  filter: 'saved',
  rows: reduxRows,

  visit: (entries, work) =>
    withBlankPage(new URL('../pages/redux-devtools.ts', import.meta.url), async (page) => {
      await page.evaluate((count) => globalThis.reduxDevToolsBench.fill(count), entries)
      return work(page)
    }),

  open: (page) => page.evaluate(() => globalThis.reduxDevToolsBench.show()),

  memory,
}

export const peers: readonly Peer[] = [traceViewer, reduxDevTools]
