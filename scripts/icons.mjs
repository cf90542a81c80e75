/**
 * Draws the icons of the extension from `scripts/icons/playhead.svg` with the
 * Chromium that the tests use. The PNGs are kept in the repository; run it
 * after a change of the drawing: `node scripts/icons.mjs`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { chromium } from 'playwright'
import { projectRoot } from './lib/paths.mjs'
import { setup } from './lib/setup.mjs'

const sizes = [16, 32, 48, 128]
const found = await setup({ browsers: ['chromium'] })
const drawing = await readFile(new URL('./icons/playhead.svg', import.meta.url), 'utf8')
const browser = await chromium.launch({ executablePath: found.chromium })
const page = await browser.newPage()
await mkdir(new URL('public/icon/', projectRoot), { recursive: true })
for (const size of sizes) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`)
  await writeFile(new URL(`public/icon/${size}.png`, projectRoot), await page.screenshot({ omitBackground: true }))
}
await browser.close()
