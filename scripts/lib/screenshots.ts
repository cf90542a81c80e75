import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { launchChromium } from '../../test/harness/chromium'
import { launchFirefox } from '../../test/harness/firefox'
import { removeFolder, tempFolder } from '../../test/harness/temp'
import { until } from '../../test/harness/until'
import { ensureBuilt } from './build.mjs'
import { buildDemo } from './build-demo'
import { serveDemo } from './demo-server.mjs'
import { inProject } from './paths.mjs'
import { exportSession, recordVisit } from './record-visit'

type Theme = 'dark' | 'light'

/** The entry that the pictures show: the order that did not fail. */
const shown = 'order/place/fulfilled'

/** Takes pictures of a recorded visit in the panel, in both browsers and both themes. Gives the exit code. */
export async function main([folder = inProject('docs/images')]: readonly string[]): Promise<number> {
  const builds = await ensureBuilt()
  const demo = await buildDemo()
  const target = resolve(folder)
  const files = tempFolder('screenshots')
  mkdirSync(target, { recursive: true })
  try {
    for (const theme of ['dark', 'light'] as const) {
      // A new shop for each: its first order fails, and only that.
      const { url, close } = await serveDemo({ folder: demo })
      const file = await shootChromium(url, theme, builds.chrome, target, files)
      await shootFirefox(url, theme, builds.firefox, target, file)
      await close()
    }
  } finally {
    removeFolder(files)
  }
  return 0
}

/** Gives the path of the exported file, which Firefox then opens. */
async function shootChromium(url: string, theme: Theme, extension: string, target: string, files: string): Promise<string> {
  const chromium = await launchChromium({ extension, theme })
  try {
    const page = await chromium.open(url)
    const { devtools, panel } = await chromium.openPanel(page, { width: 1280, height: 800 })
    await recordVisit(page, panel)
    const file = await exportSession(chromium, panel)
    // The download goes with the profile.
    const kept = join(files, basename(file))
    copyFileSync(file, kept)
    await panel.getByRole('button', { name: 'Dismiss' }).first().click()
    await panel.getByRole('row', { name: shown }).click()
    await panel.getByRole('tree').first().waitFor()
    await devtools.screenshot({ path: join(target, `panel-chrome-${theme}.png`) })
    return kept
  } finally {
    await chromium.close()
  }
}

async function shootFirefox(url: string, theme: Theme, extension: string, target: string, file: string): Promise<void> {
  const firefox = await launchFirefox({
    extension,
    theme,
    preferences: { 'devtools.toolbox.footer.height': 560, 'ui.useOverlayScrollbars': 1 },
  })
  try {
    await firefox.open(url)
    const panel = await firefox.openPanel()
    await panel.drop('body', file)
    await panel.press('Open')
    await panel.press('Dismiss')
    // An opened session shows its beginning, and of a long list only what is in view exists.
    await until('the timeline', () =>
      panel.evaluate(() => document.querySelector('[role=grid]')?.scrollTo(0, 1e6) ?? document.querySelector('[role=row]') !== null),
    )
    await panel.click((label) => [...document.querySelectorAll('[role=row]')].find((row) => row.textContent?.includes(label)), shown)
    await until('the state', () => panel.evaluate(() => document.querySelector('[role=tree]') !== null))
    // The stripes of a remote-controlled address bar are none of the product's.
    await firefox.runPrivileged(
      "Services.wm.getMostRecentWindow('navigator:browser').document.documentElement.removeAttribute('remotecontrol')",
    )
    writeFileSync(join(target, `panel-firefox-${theme}.png`), await firefox.screenshot())
  } finally {
    await firefox.close()
  }
}
