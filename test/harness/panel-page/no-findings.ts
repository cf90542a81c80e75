import axe from 'axe-core'
import type { Frame, Page } from 'playwright'
import { expect } from 'vitest'

/** What axe finds on a page, or in a frame of one. `parts`: selectors of what is looked at; all of it unless told. */
export async function findingsOf(page: Page | Frame, parts: readonly string[] = []): Promise<readonly string[]> {
  // As the debugger: the policy of a page allows it no such script.
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    // The panel has no frames, and only faults are of interest: told so, it needs a fifth of the time for the same rules.
    ([include]) => {
      const { axe: there } = globalThis as unknown as { readonly axe: typeof axe }
      return there.run(include.length === 0 ? document : { include }, { iframes: false, resultTypes: ['violations'] })
    },
    [parts.map((part) => [part])] as const,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}

/** axe finds nothing on the page, in either theme. `parts`: selectors of what is looked at; all of the page unless told. */
export async function expectNoFindings(page: Page, state: string, parts: readonly string[] = []): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((next) => window.stage.setTheme(next), theme)
    expect(await findingsOf(page, parts), `${state}, ${theme}`).toEqual([])
  }
}
