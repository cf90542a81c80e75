import { describe } from 'vitest'
import { launchFirefox } from '../../harness/firefox'
import { leaksInABrowser } from './leaks-in-a-browser'
import type { LeakyPage } from './leaky-app'

describe('an app that leaks, recorded in the real toolbox of Firefox', () => {
  leaksInABrowser(async (url) => {
    const firefox = await launchFirefox({ preferences: { 'devtools.toolbox.footer.height': 600 } })
    await firefox.open(url)
    const panel = await firefox.openPanel()
    return {
      downloads: firefox.downloads,
      run: panel.evaluate,
      press: panel.press,
      leak: () => firefox.runInPage(() => void (globalThis as unknown as { leaky: LeakyPage }).leaky.leak()),
      type: (text) => firefox.type("//input[@id='comment']", text),
      drop: (path) => panel.drop('body', path),
      close: firefox.close,
    }
  })
})
