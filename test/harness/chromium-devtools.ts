import type { BrowserContext, CDPSession, Frame, Page } from 'playwright'
import { until } from './until'

export interface OpenPanelOptions {
  /** `undocked` unless told: docked, they share their window with the page and leave the panel little room. */
  readonly dock?: 'bottom' | 'right' | 'undocked'
  /** Of the DevTools, in CSS pixels; without a display 1200 × 760 unless told. */
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
  { dock = 'undocked', width, height }: OpenPanelOptions = {},
): Promise<DevtoolsPanel> {
  const browser = await browserSession(context)
  const target = await targetOf(context, page)
  const [devtools] = await Promise.all([
    context.waitForEvent('page', { predicate: (candidate) => candidate.url().startsWith('devtools://'), timeout: 30_000 }),
    // Newer than Playwright's types.
    browser.send('Target.openDevTools' as 'Target.activateTarget', { targetId: target }),
  ])
  await frameOf(devtools, '/devtools.html')
  await devtools.evaluate(showView(`chrome-extension://${id}${title}`, dock))
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

/**
 * Runs in the front end, with DevTools' own modules. A text and no function:
 * the test runner rewrites `import()` in functions to something only it has.
 */
function showView(view: string, dock: string): string {
  return `(async () => {
    const { ViewManager, DockController } = await import('./ui/legacy/legacy.js')
    const views = ViewManager.ViewManager.instance()
    for (let looks = 0; looks < 500 && !views.hasView(${JSON.stringify(view)}); looks++) {
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    DockController.DockController.instance().setDockSide(${JSON.stringify(dock)})
    await views.showView(${JSON.stringify(view)})
  })()`
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
