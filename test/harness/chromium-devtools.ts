import type { BrowserContext, CDPSession, Frame, Page } from 'playwright'
import { until } from './until'

/** The modules of the DevTools front end that the harness uses, as far as it uses them. */
interface Legacy {
  readonly ViewManager: { readonly ViewManager: { instance(): { hasView(id: string): boolean; showView(id: string): Promise<void> } } }
  readonly DockController: { readonly DockController: { instance(): { setDockSide(side: string): void } } }
}

export interface OpenPanelOptions {
  /** `undocked` unless told, where Playwright sees all of it. */
  readonly dock?: 'bottom' | 'right' | 'undocked'
  readonly width?: number
  readonly height?: number
}

/** The real DevTools of a page, with the panel of the extension on top. */
export interface DevtoolsPanel {
  /** The front end: `screenshot()`, key presses. */
  readonly devtools: Page
  /** The panel inside it, an ordinary frame: `getByRole`, `locator`, `evaluate`. */
  readonly panel: Frame
  close(): Promise<void>
}

/**
 * Opens DevTools for `page` and shows the panel titled `title` of extension `id`.
 *
 * DevTools name an extension's view by its origin and title. Their modules may
 * only be touched after the extension's own devtools page has loaded: earlier,
 * the front end breaks itself for good ("Unable to create settings").
 */
export async function openDevtoolsPanel(
  context: BrowserContext,
  page: Page,
  id: string,
  title: string,
  { dock, width, height }: OpenPanelOptions = {},
): Promise<DevtoolsPanel> {
  const browser = await browserSession(context)
  const target = await targetOf(context, page)
  const [devtools] = await Promise.all([
    context.waitForEvent('page', { predicate: (candidate) => candidate.url().startsWith('devtools://'), timeout: 30_000 }),
    // Newer than Playwright's types.
    browser.send('Target.openDevTools' as 'Target.activateTarget', { targetId: target }),
  ])
  await frameOf(devtools, '/devtools.html')
  await devtools.evaluate(
    async ({ view, side }) => {
      const legacy: Legacy = await import(/* @vite-ignore */ new URL('./ui/legacy/legacy.js', location.href).href)
      const manager = legacy.ViewManager.ViewManager.instance()
      for (let looks = 0; looks < 500 && !manager.hasView(view); looks++) await new Promise((resolve) => setTimeout(resolve, 30))
      if (side !== undefined) legacy.DockController.DockController.instance().setDockSide(side)
      await manager.showView(view)
    },
    { view: `chrome-extension://${id}${title}`, side: dock },
  )
  if (width !== undefined && height !== undefined) await devtools.setViewportSize({ width, height })
  const panel = await frameOf(devtools, '/panel.html')
  return {
    devtools,
    panel,
    async close() {
      const gone = devtools.isClosed() ? Promise.resolve() : devtools.waitForEvent('close')
      const { targetId } = await ownDevtools(browser, target)
      await browser.send('Target.closeTarget', { targetId })
      await gone
    },
  }
}

/** A session with the browser itself. A persistent context always has its browser. */
export async function browserSession(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser()
  if (browser === null) throw new Error('The context has no browser')
  return browser.newBrowserCDPSession()
}

async function targetOf(context: BrowserContext, page: Page): Promise<string> {
  const session = await context.newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  await session.detach()
  return targetInfo.targetId
}

async function ownDevtools(browser: CDPSession, targetId: string): Promise<{ targetId: string }> {
  const answer: unknown = await browser.send('Target.getDevToolsTarget' as 'Target.getTargetInfo', { targetId })
  if (typeof answer === 'object' && answer !== null && 'targetId' in answer && typeof answer.targetId === 'string') {
    return { targetId: answer.targetId }
  }
  throw new Error('The page has no DevTools open')
}

function frameOf(page: Page, path: string): Promise<Frame> {
  return until(`the frame ${path} in DevTools`, () => page.frames().find((frame) => frame.url().split(/[?#]/)[0]?.endsWith(path)), {
    timeout: 30_000,
  })
}
