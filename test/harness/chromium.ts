import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright'
import { builds } from '../../scripts/lib/build.mjs'
import { browserSession, type DevtoolsPanel, type OpenPanelOptions, openDevtoolsPanel } from './chromium-devtools'
import { chromiumOptions } from './chromium-options'
import { type Downloads, watchDownloads } from './downloads'
import { removeFolder, tempFolder } from './temp'

// Without it Playwright does not show the DevTools front end as a page. Read when a browser is launched.
process.env.PW_CHROMIUM_ATTACH_TO_OTHER = '1'

export interface LaunchOptions {
  /** The unpacked extension; the project's own build unless told. */
  readonly extension?: string
  /** A profile of an earlier run. It is kept; a fresh one is removed on close. */
  readonly profile?: string
  readonly headless?: boolean
  /** What DevTools and `prefers-color-scheme` say. */
  readonly theme?: 'light' | 'dark'
  readonly args?: readonly string[]
  /** Playwright switches it off unless told. */
  readonly backForwardCache?: boolean
}

/** A real Chromium with the extension in it. */
export interface Chromium {
  readonly context: BrowserContext
  readonly extensionId: string
  readonly profile: string
  readonly downloads: Downloads
  /** A new tab, at `url` when told. */
  open(url?: string): Promise<Page>
  /** One of the extension's own pages in a tab: `panel.html`, `options.html`. */
  openExtensionPage(path: string): Promise<Page>
  /** The real DevTools of `page` with the panel selected. */
  openPanel(page: Page, options?: OpenPanelOptions): Promise<DevtoolsPanel>
  /** The service worker. Its `evaluate` hangs while the worker is stopped; a message to the extension wakes it. */
  worker(): Promise<Worker>
  /** Stops the service worker as the browser does when it is idle. It starts again with the next thing to do. */
  stopWorker(): Promise<void>
  /** Ends the browser as a crash would. The profile stays, for a launch with the same one. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** Launches Chromium with the extension loaded. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Chromium> {
  const extension = options.extension ?? builds.chrome
  const profile = options.profile ?? tempFolder('chromium')
  const downloads = join(profile, 'Downloads')
  if (options.profile === undefined) preparePreferences(profile, downloads, options.theme)
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumOptions,
    headless: options.headless ?? true,
    viewport: null,
    ignoreDefaultArgs: options.backForwardCache ? ['--disable-back-forward-cache'] : [],
    colorScheme: options.theme ?? 'light',
    args: [
      ...chromiumOptions.args,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--window-size=1400,900',
      '--disable-search-engine-choice-screen',
      ...(options.args ?? []),
    ],
  })
  const browser = await browserSession(context)
  // Playwright names downloads by number; the browser's own way keeps the names that the extension chose.
  await browser.send('Browser.setDownloadBehavior', { behavior: 'default', eventsEnabled: true })
  const extensionId = idOfUnpacked(extension)
  // With a display the window has the size it has.
  const defaultSize = options.headless === false ? {} : { width: 1200, height: 760 }
  const isWorker = (candidate: { url(): string }) => candidate.url().startsWith(`chrome-extension://${extensionId}/`)

  return {
    context,
    extensionId,
    profile,
    downloads: watchDownloads(downloads),
    async open(url) {
      const page = await context.newPage()
      if (url !== undefined) await page.goto(url)
      return page
    },
    async openExtensionPage(path) {
      const page = await context.newPage()
      await page.goto(`chrome-extension://${extensionId}/${path}`)
      return page
    },
    openPanel: (page, panelOptions) => openDevtoolsPanel(context, page, extensionId, 'Playhead', { ...defaultSize, ...panelOptions }),
    worker: async () => context.serviceWorkers().find(isWorker) ?? (await context.waitForEvent('serviceworker', { predicate: isWorker })),
    stopWorker: () => stopWorker(context, extensionId),
    async kill() {
      const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
      const main = processInfo.find((process) => process.type === 'browser')
      if (main === undefined) throw new Error('The browser did not tell its process')
      const closed = new Promise((resolve) => context.once('close', resolve))
      process.kill(main.id, 'SIGKILL')
      await closed
    },
    async close() {
      await context.close()
      if (options.profile === undefined) removeFolder(profile)
    },
  }
}

/**
 * Stops the extension's worker and waits for the word that it stopped: looking
 * whether it is gone would miss it, as whoever waits for it starts it again at once.
 */
async function stopWorker(context: BrowserContext, extensionId: string): Promise<void> {
  const [page] = context.pages()
  if (page === undefined) throw new Error('The browser has no page to ask')
  const session = await context.newCDPSession(page)
  const stopped = Promise.withResolvers<void>()
  const asked = new Set<string>()
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, scriptURL, runningStatus } of versions) {
      if (!scriptURL.startsWith(`chrome-extension://${extensionId}/`)) continue
      if (runningStatus === 'stopped') stopped.resolve()
      else if (runningStatus === 'running' && !asked.has(versionId)) {
        asked.add(versionId)
        session.send('ServiceWorker.stopWorker', { versionId }).catch(stopped.reject)
      }
    }
  })
  // Tells of all that there are, and from then on of each change.
  await session.send('ServiceWorker.enable')
  await stopped.promise
  await session.detach()
}

/** What a person would set: where downloads go, without asking, and the theme of DevTools. */
function preparePreferences(profile: string, downloads: string, theme: LaunchOptions['theme']): void {
  mkdirSync(join(profile, 'Default'), { recursive: true })
  mkdirSync(downloads, { recursive: true })
  const preferences = {
    download: { default_directory: downloads, prompt_for_download: false },
    // Settings of DevTools are JSON in strings.
    devtools: { preferences: { 'ui-theme': JSON.stringify(theme === 'dark' ? 'dark' : 'default') } },
  }
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences))
}

/** The id Chromium gives to an extension loaded from a folder: the first half of the path's SHA-256, its hex digits written as a to p. */
export function idOfUnpacked(folder: string): string {
  const path = folder.replace(/[\\/]+$/, '')
  const hash = createHash('sha256').update(process.platform === 'win32' ? Buffer.from(path, 'utf16le') : path)
  const digits = hash.digest('hex').slice(0, 32)
  return [...digits].map((digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16))).join('')
}
