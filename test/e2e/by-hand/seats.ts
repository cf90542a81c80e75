import type { BrowserContext, Page } from 'playwright'
import type { Chromium } from '../../harness/chromium'
import type { Clipboard, Seat } from './hands'

/** Of what is on screen, in CSS pixels: wide enough for three panes. */
export const size = { width: 1280, height: 760 }
/** Milliseconds for what a person would not wait for longer. */
const PATIENCE = 10_000

/** The real DevTools of a page, with the panel on top. */
export async function sitAtDevtools(chromium: Chromium, page: Page, clipboard: Clipboard): Promise<Seat> {
  const { devtools, panel } = await chromium.openPanel(page, size)
  prepare(devtools)
  return {
    panel,
    window: devtools,
    clipboard,
    async reopen() {
      await panel.evaluate(() => location.reload())
      await panel.locator('.panel').waitFor()
    },
  }
}

/** The viewer in a tab. */
export async function sitAtViewer(context: BrowserContext, url: string, clipboard: Clipboard): Promise<Seat> {
  const page = await context.newPage()
  prepare(page)
  await page.setViewportSize(size)
  const open = async () => {
    await page.goto(url)
    await page.locator('.panel').waitFor()
  }
  await open()
  return { panel: page, window: page, clipboard, reopen: open }
}

function prepare(window: Page): void {
  window.setDefaultTimeout(PATIENCE)
  // Asked for at the moment it is needed, the browser would hear of it only after the key that opens the dialog.
  window.on('filechooser', () => undefined)
}

/** What is on the clipboard, as a text box of another page gets it. */
export async function clipboardOf(context: BrowserContext): Promise<Clipboard> {
  const page = await context.newPage()
  await page.setContent('<textarea autofocus></textarea>')
  const box = page.locator('textarea')
  const put = (text: string) =>
    box.evaluate((element: HTMLTextAreaElement, next) => {
      element.value = next
      element.select()
    }, text)
  return {
    async text() {
      await put('')
      await page.keyboard.press('ControlOrMeta+v')
      return box.inputValue()
    },
    async clear() {
      await put('nothing')
      await page.keyboard.press('ControlOrMeta+x')
    },
  }
}
