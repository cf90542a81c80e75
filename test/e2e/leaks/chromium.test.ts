import { describe } from 'vitest'
import { launchChromium } from '../../harness/chromium'
import { callText, readJson } from '../../harness/firefox'
import { leaksInABrowser } from './leaks-in-a-browser'
import type { LeakyPage } from './leaky-app'

describe('an app that leaks, recorded in the real DevTools of Chromium', () => {
  leaksInABrowser(async (url) => {
    const chromium = await launchChromium()
    const page = await chromium.open(url)
    const { panel } = await chromium.openPanel(page, { width: 1200, height: 760 })
    return {
      downloads: chromium.downloads,
      run: async (remote, ...args) => readJson(await panel.evaluate(callText(remote, args))),
      press: (name) => panel.getByRole('button', { name, exact: true }).first().click(),
      leak: () => page.evaluate(() => (globalThis as unknown as { leaky: LeakyPage }).leaky.leak()),
      type: (text) => page.locator('#comment').pressSequentially(text),
      drop: async (path) => panel.locator('body').drop({ files: path }),
      close: chromium.close,
    }
  })
})
