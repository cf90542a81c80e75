import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { build } from 'vite'
import { chromiumOptions } from '../chromium-options'
import { serveFolders } from '../serve'
import { tempFolder } from '../temp'

/** The panel as a plain web page in a real Chromium. */
export interface PanelPages {
  /** Opens the page; `query` is described in `main.ts`. What the origin stores is shared with the pages before. */
  open(options?: { readonly query?: string; readonly width?: number; readonly height?: number; readonly scale?: number }): Promise<Page>
  /** What went wrong in any of its pages: errors and warnings of the console, uncaught errors. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

const root = fileURLToPath(new URL('.', import.meta.url))

/** Builds the page into a folder of its own, and gives that. */
export async function buildPanelPage(): Promise<string> {
  const folder = tempFolder('panel-page')
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    base: './',
    build: { outDir: folder, emptyOutDir: true, target: 'es2024' },
  })
  return folder
}

/** Of the page in a folder that `buildPanelPage` gave. */
export async function launchPanelPages(folder: string): Promise<PanelPages> {
  const served = await serveFolders([folder])
  const browser: Browser = await chromium.launch(chromiumOptions)
  const complaints: string[] = []
  /** By scale. A page of a context that is there already opens in half the time. */
  const contexts = new Map<number, Promise<BrowserContext>>()

  function contextOf(scale: number): Promise<BrowserContext> {
    const context = contexts.get(scale) ?? browser.newContext({ deviceScaleFactor: scale })
    contexts.set(scale, context)
    return context
  }

  return {
    complaints,
    async open({ query = '', width = 1400, height = 600, scale = 1 } = {}) {
      const page = await (await contextOf(scale)).newPage()
      await page.setViewportSize({ width, height })
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
    },
  }
}
