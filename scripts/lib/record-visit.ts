import type { Frame, Page } from 'playwright'
import type { Chromium } from '../../test/harness/chromium'
import { exportAsUsual } from '../../test/harness/export-file'
import { visitDemo } from './visit-demo'

/** Records a whole visit to the demo in `page`, by the buttons of its panel. */
export async function recordVisit(page: Page, panel: Frame): Promise<void> {
  await panel.getByRole('button', { name: 'Record and reload', exact: true }).first().click()
  const stop = panel.getByRole('button', { name: 'Stop', exact: true })
  await stop.waitFor()
  await page.getByRole('heading', { name: 'Concerts this spring' }).waitFor()
  await visitDemo(page)
  await stop.click()
  await panel.getByRole('button', { name: 'Record', exact: true }).waitFor()
}

/** Exports the session at hand. Gives the path of the downloaded file, which goes with the browser's profile. */
export async function exportSession(chromium: Chromium, panel: Frame): Promise<string> {
  const since = chromium.downloads.list()
  await exportAsUsual(panel)
  return chromium.downloads.waitFor(/\.session\.json\.gz$/, { since, timeout: 60_000 })
}
