import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { expect } from 'vitest'

/** axe finds nothing on the page, in either theme. `parts`: selectors of what is looked at; all of the page unless told. */
export async function expectNoFindings(page: Page, state: string, parts: readonly string[] = []): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((next) => window.stage.setTheme(next), theme)
    const axe = new AxeBuilder({ page })
    for (const part of parts) axe.include(part)
    const { violations } = await axe.analyze()
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
    expect(found, `${state}, ${theme}`).toEqual([])
  }
}
