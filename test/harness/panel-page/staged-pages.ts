import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { launchPanelPages, type PanelPages } from './open-panel-page'

/** The staged panel for the tests of one file: a browser for all of them, a page for each, and no complaint of any page. */
export function stagedPages(): Pick<PanelPages, 'open'> {
  let pages: PanelPages
  const opened: Page[] = []

  beforeAll(async () => {
    pages = await launchPanelPages(inject('panelPage'))
  })
  afterAll(() => pages.close())
  afterEach(async () => {
    expect(pages.complaints).toEqual([])
    for (const page of opened.splice(0)) {
      await page.evaluate(() => localStorage.clear())
      await page.close()
    }
  })

  return {
    async open(options) {
      const page = await pages.open(options)
      opened.push(page)
      return page
    },
  }
}
