import { expect, it } from 'vitest'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()

it('rows that were changed into others while somebody scrolled are in the order of time again afterwards, as they are read aloud', async () => {
  const page = await pages.open({ query: '?entries=400' })
  await page.locator('.session-title').first().click()
  const grid = page.getByRole('grid', { name: 'Timeline' })
  await grid.getByRole('row').first().waitFor()
  /** As the document has them, and as they are seen. */
  const rows = () =>
    grid.getByRole('row').evaluateAll((all) => ({
      read: all.map((row) => Number(row.getAttribute('aria-rowindex'))),
      seen: all
        .map((row) => ({ index: Number(row.getAttribute('aria-rowindex')), top: row.getBoundingClientRect().top }))
        .toSorted((a, b) => a.top - b.top)
        .map(({ index }) => index),
    }))
  await grid.hover()
  for (const [turn, by] of [900, 150, 2000, -1300].entries()) {
    const before = (await rows()).seen[0]
    await page.mouse.wheel(0, by)
    await until(`the rows of turn ${turn}`, async () => (await rows()).seen[0] !== before)
    await until('the order of time', async () => {
      const { read, seen } = await rows()
      return read.join() === seen.join()
    })
    const { seen } = await rows()
    expect(seen).toEqual(seen.map((_, i) => (seen[0] ?? 0) + i))
  }
})
