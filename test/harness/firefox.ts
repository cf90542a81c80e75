import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { builds } from '../../scripts/lib/build.mjs'
import { browserPath } from './browser-paths'
import { type Downloads, watchDownloads } from './downloads'
import { type FirefoxHands, firefoxHands } from './firefox-page'
import { type FirefoxPanel, openFirefoxPanel } from './firefox-panel'
import { backgroundBrowser, pressToolbarButton, runInTarget } from './firefox-scripts'
import { connectMarionette, type Marionette } from './marionette'
import { removeFolder, tempFolder } from './temp'
import { packXpi } from './xpi'

/** The id in the manifest, and the host name this harness gives the extension instead of a random one. */
export const addonId = 'playhead@playhead.dev'
const addonHost = '5f1e6c0a-7c1d-4f0e-9a35-8d5f0f6a2b11'

/** Milliseconds that a page may take to answer. */
const scriptTimeout = 120_000
/** Milliseconds that an element may take to appear. */
const elementTimeout = 15_000

/**
 * A function that runs elsewhere: it sees its arguments and the globals there,
 * and nothing of the test around it. What it leaves behind it leaves on
 * `window`; its own global object is gone after the call.
 */
export type Remote<Args extends readonly unknown[], Result> = (...args: Args) => Result | Promise<Result>

export interface FirefoxOptions {
  /** The unpacked extension, packed before it is installed; the project's own build unless told. */
  readonly extension?: string
  /** A profile of an earlier run. It is kept; a fresh one is removed on close. */
  readonly profile?: string
  readonly headless?: boolean
  readonly theme?: 'light' | 'dark'
  readonly preferences?: Readonly<Record<string, string | number | boolean>>
}

/** A real Firefox with the packed extension installed. */
export interface Firefox extends FirefoxHands {
  readonly profile: string
  readonly downloads: Downloads
  /** `moz-extension://…/` */
  readonly extensionUrl: string
  /** Goes to `url` in the tab at hand. */
  open(url: string): Promise<void>
  /** Runs in the page of the tab at hand. */
  evaluate<Args extends readonly unknown[], Result>(remote: Remote<Args, Result>, ...args: Args): Promise<Result>
  /** Runs as a script of that page's own: what the page changed of its globals is what it meets. */
  runInPage<Args extends readonly unknown[]>(script: (...args: Args) => void, ...args: Args): Promise<void>
  /** Runs in the extension's background page, waking it when it was stopped. */
  evaluateInBackground<Args extends readonly unknown[], Result>(remote: Remote<Args, Result>, ...args: Args): Promise<Result>
  /** Runs the body of an async function with Firefox's own rights. */
  runPrivileged(body: string): Promise<unknown>
  /** Shows the real toolbox of the tab at hand, with the extension's panel. */
  openPanel(host?: 'bottom' | 'right' | 'window'): Promise<FirefoxPanel>
  /** Presses the extension's button in the toolbar of the browser, for the tab at hand. */
  pressToolbarButton(): Promise<void>
  /** Ends the background as Firefox does when it is idle. */
  stopBackground(): Promise<void>
  /** The whole window as PNG, toolbox and panel included. */
  screenshot(): Promise<Buffer>
  /** Ends the browser as a crash would. The profile stays, for a launch with the same one. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** Launches Firefox and installs the extension as a packed, temporary add-on. */
export async function launchFirefox(options: FirefoxOptions = {}): Promise<Firefox> {
  const profile = options.profile ?? tempFolder('firefox')
  const downloads = join(profile, 'downloads')
  mkdirSync(downloads, { recursive: true })
  const port = await freePort()
  writePreferences(profile, { ...preferencesFor(port, downloads, options.theme ?? 'light'), ...options.preferences })
  const process = startProcess(profile, options.headless ?? true)
  const marionette = await connectMarionette(port, process.assertRunning)
  await marionette.send('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } })
  await marionette.send('WebDriver:SetTimeouts', { script: scriptTimeout, pageLoad: scriptTimeout, implicit: elementTimeout })
  const xpi = packXpi(options.extension ?? builds.firefox, join(profile, 'extension.xpi'))
  await marionette.send('Addon:Install', { path: xpi, temporary: true })

  const runPrivileged = (body: string) => runBody(marionette, body)
  return {
    ...firefoxHands(marionette),
    profile,
    downloads: watchDownloads(downloads),
    extensionUrl: `moz-extension://${addonHost}/`,
    open: async (url) => void (await marionette.send('WebDriver:Navigate', { url })),
    evaluate: async (remote, ...args) => readJson(await runAsync(marionette, `return await ${callText(remote, args)}`, { sandbox: null })),
    async runInPage(script, ...args) {
      const text = `(${String(script)})(...${JSON.stringify(args)})`
      await runAsync(marionette, `document.head.appendChild(document.createElement('script')).append(${JSON.stringify(text)})`, {})
    },
    evaluateInBackground: async (remote, ...args) =>
      readJson(await runPrivileged(backgroundBrowser(addonId) + runInTarget(callText(remote, args)))),
    runPrivileged,
    openPanel: (host) => openFirefoxPanel(marionette, runPrivileged, host),
    pressToolbarButton: async () => void (await runPrivileged(pressToolbarButton(addonId))),
    async stopBackground() {
      await runPrivileged(
        `await WebExtensionPolicy.getByID(${JSON.stringify(addonId)}).extension.terminateBackground({ ignoreDevToolsAttached: true })`,
      )
    },
    screenshot: () =>
      inChrome(marionette, async () =>
        Buffer.from(String(await marionette.send('WebDriver:TakeScreenshot', { full: true, hash: false })), 'base64'),
      ),
    async kill() {
      await process.kill()
      marionette.disconnect()
    },
    async close() {
      // It answers or it is gone before it can: either way it ends.
      await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined)
      await process.ended()
      marionette.disconnect()
      if (options.profile === undefined) removeFolder(profile)
    },
  }
}

/** `remote(...args)` as an expression that gives a promise of the result's JSON. */
export function callText<Args extends readonly unknown[], Result>(remote: Remote<Args, Result>, args: Args): string {
  return `(async () => JSON.stringify(await (${String(remote)})(...${JSON.stringify(args)})))()`
}

/** What `callText` gave, as a value. The types are those of `remote`: what is not JSON does not survive the way. */
export function readJson<Result>(json: unknown): Result {
  return typeof json === 'string' ? JSON.parse(json) : (undefined as Result)
}

/** Runs commands with the browser's own window as their target. */
export async function inChrome<T>(marionette: Marionette, work: () => Promise<T>): Promise<T> {
  await marionette.send('Marionette:SetContext', { value: 'chrome' })
  try {
    return await work()
  } finally {
    await marionette.send('Marionette:SetContext', { value: 'content' })
  }
}

function runBody(marionette: Marionette, body: string): Promise<unknown> {
  return inChrome(marionette, () => runAsync(marionette, body, { sandbox: 'system', newSandbox: true }))
}

async function runAsync(marionette: Marionette, body: string, where: object): Promise<unknown> {
  const script = `const done = arguments[arguments.length - 1];
    (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) + '\\n' + (error?.stack ?? '') }))`
  const answer = await marionette.send('WebDriver:ExecuteAsyncScript', { script, args: [], ...where })
  if (typeof answer !== 'object' || answer === null) throw new Error(`Firefox answered ${JSON.stringify(answer)}`)
  if ('error' in answer) throw new Error(String(answer.error))
  return 'value' in answer ? answer.value : undefined
}

function startProcess(profile: string, headless: boolean) {
  const child = spawn(
    browserPath('firefox'),
    [...(headless ? ['--headless'] : []), '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, MOZ_HEADLESS_WIDTH: '1400', MOZ_HEADLESS_HEIGHT: '900' } },
  )
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const exited = once(child, 'exit')
  return {
    assertRunning() {
      if (child.exitCode !== null) throw new Error(`Firefox ended with code ${child.exitCode}: ${output.slice(-1000)}`)
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async ended() {
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await exited
      clearTimeout(timer)
    },
  }
}

function preferencesFor(port: number, downloads: string, theme: 'light' | 'dark'): Record<string, string | number | boolean> {
  return {
    'marionette.port': port,
    'extensions.webextensions.uuids': JSON.stringify({ [addonId]: addonHost }),
    'browser.download.dir': downloads,
    'browser.download.folderList': 2,
    'browser.download.useDownloadDir': true,
    'browser.download.alwaysOpenPanel': false,
    'devtools.theme': theme,
    'ui.systemUsesDarkTheme': theme === 'dark' ? 1 : 0,
    // Nothing that talks to the network or opens a page of its own.
    'browser.startup.page': 0,
    'browser.startup.homepage_override.mstone': 'ignore',
    'browser.aboutwelcome.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
    'trailhead.firstrun.didSeeAboutWelcome': true,
    'termsofuse.bypassNotification': true,
    'app.update.disabledForTesting': true,
    'app.normandy.enabled': false,
    'extensions.update.enabled': false,
  }
}

function writePreferences(profile: string, preferences: Readonly<Record<string, string | number | boolean>>): void {
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
  writeFileSync(join(profile, 'user.js'), lines.join('\n'))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
