import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { expect } from 'vitest'

/**
 * What axe finds on a page. These pages have no frames, and only faults are of
 * interest: told so, it needs a fifth of the time for the same rules.
 */
export async function findingsOf(page: Page, parts: readonly string[] = []): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  for (const part of parts) axe.include(part)
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}

/** axe finds nothing on the page, in either theme. `parts`: selectors of what is looked at; all of the page unless told. */
export async function expectNoFindings(page: Page, state: string, parts: readonly string[] = []): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((next) => window.stage.setTheme(next), theme)
    expect(await findingsOf(page, parts), `${state}, ${theme}`).toEqual([])
  }
}
