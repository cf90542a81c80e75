import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright'
import { build } from 'vite'
import { browserPath } from '../browser-paths'
import { type Served, serveFolders } from '../serve'
import { removeFolder, tempFolder } from '../temp'

/** The panel as a plain web page in a real Chromium. */
export interface PanelPages {
  /** Opens the page; `query` is described in `main.ts`. */
  open(options?: { readonly query?: string; readonly width?: number; readonly height?: number; readonly scale?: number }): Promise<Page>
  /** What went wrong in any of its pages: errors and warnings of the console, uncaught errors. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

const root = fileURLToPath(new URL('.', import.meta.url))

/** Builds the page into a folder of its own and serves it. */
export async function buildPanelPage(): Promise<Served & { readonly folder: string }> {
  const folder = tempFolder('panel-page')
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    base: './',
    build: { outDir: folder, emptyOutDir: true, target: 'es2024' },
  })
  return { folder, ...(await serveFolders([folder])) }
}

export async function launchPanelPages(): Promise<PanelPages> {
  const served = await buildPanelPage()
  const browser: Browser = await chromium.launch({
    executablePath: browserPath('chromium'),
    chromiumSandbox: process.getuid?.() !== 0 && process.env.CI === undefined,
  })
  const complaints: string[] = []
  return {
    complaints,
    async open({ query = '', width = 1400, height = 600, scale = 1 } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale })
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
      page.on('console', (message) => {
        const { url } = message.location()
        if (['error', 'warning'].includes(message.type()) && !url.endsWith('/favicon.ico')) complaints.push(message.text())
      })
      await page.goto(`${served.url}${query}`)
      await page.locator('.panel').waitFor()
      return page
    },
    async close() {
      await browser.close()
      await served.close()
      removeFolder(served.folder)
    },
  }
}
