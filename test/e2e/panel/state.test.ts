import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { generateVisit, shopSource } from '../../harness/panel-page/generated-session'
import { expectNoFindings } from '../../harness/panel-page/no-findings'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()
let page: Page

const mainName = 'Wrong total after coupon'
const visit = generateVisit({ id: 'main', name: mainName, startedAt: 0, entries: 3000, seed: 1 })
const grid = () => page.getByRole('grid', { name: 'Timeline' })
const tree = () => page.getByRole('tree', { name: 'State of the source' })
const view = (name: string) => page.getByRole('tab', { name, exact: true })
const selected = () => page.getByRole('row', { selected: true }).getAttribute('aria-rowindex')

/** Opens the session at an entry whose label has these words. */
async function openAt(words: string, place = 3): Promise<void> {
  page = await pages.open()
  await page.getByRole('button', { name: mainName }).click()
  await page.getByRole('row').first().waitFor()
  await page.getByRole('combobox', { name: 'Filter' }).fill(words)
  await page.getByRole('row', { name: words }).nth(place).click()
  await tree().waitFor()
}

describe('the state as text', () => {
  it('is the JSON that the app had, and can be reached and scrolled by keys', async () => {
    await openAt('cart/lineAdded')
    await tree().focus()
    await page.keyboard.press('Shift+Tab')
    await view('Tree').focus()
    await page.keyboard.press('ArrowRight')
    const raw = page.getByRole('region', { name: 'The state as JSON' })
    await raw.waitFor()
    expect(await raw.locator('.raw-line bdi').first().textContent()).toBe('{')
    expect(await raw.locator('.raw-line bdi').nth(1).textContent()).toBe('  "session": {')
    await raw.focus()
    await page.keyboard.press('End')
    await until('the last line', async () => (await raw.locator('.raw-line bdi').last().textContent()) === '}')
    await expectNoFindings(page, 'raw', ['.state-pane'])
  })
})

describe('the difference', () => {
  it('to the state before shows what was removed as one line, the rest folded', async () => {
    await openAt('cart/lineRemoved')
    await view('Diff').click()
    const diff = page.getByRole('tree', { name: 'Differences of the state' })
    await diff.waitFor()
    expect(await diff.locator('.diff-removed').count()).toBe(1)
    expect(await diff.getByRole('img', { name: 'removed' }).count()).toBe(1)
    const fold = diff.getByRole('treeitem').filter({ hasText: /^\d+ unchanged$/ })
    await fold.last().click()
    await diff.locator('.diff-same').filter({ hasText: 'session' }).waitFor()
    await expectNoFindings(page, 'diff', ['.state-pane'])
  })

  it('to any other entry is asked for by a key or a button, and left again', async () => {
    await openAt('cart/lineAdded', 1)
    await grid().focus()
    await page.keyboard.press('b')
    await page.getByText('Both states are the same.').waitFor()
    await page.getByRole('row', { name: 'cart/lineAdded' }).nth(9).click()
    await page.getByText('Compared with', { exact: true }).waitFor()
    await page.getByRole('tree', { name: 'Differences of the state' }).waitFor()
    await expectNoFindings(page, 'a chosen base', ['.state-pane'])
    await page.getByRole('button', { name: 'Compare with this entry' }).click()
    await page.getByText('Both states are the same.').waitFor()
    await page.getByRole('button', { name: 'Compare with the state before each change again' }).click()
    await page.getByText('Compared with the state before').waitFor()
  })
})

describe('a search in the state', () => {
  it('goes from match to match by keys alone, and opens what holds them', async () => {
    await openAt('cart/lineAdded')
    await tree().focus()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('kettle-07')
    const said = page.locator('#state-find-said')
    await until('the count', async () => /^1 of \d+$/.test((await said.textContent()) ?? ''))
    const hit = page.locator('.tree-hit')
    await hit.waitFor()
    expect(await hit.locator('mark').first().textContent()).toBe('kettle-07')
    const first = await hit.textContent()
    await page.keyboard.press('Enter')
    await until('the second', async () => ((await said.textContent()) ?? '').startsWith('2 of'))
    expect(await hit.textContent()).not.toBe(first)
    await page.keyboard.press('Shift+Enter')
    await until('the first again', async () => (await hit.textContent()) === first)
    await expectNoFindings(page, 'a search', ['.state-pane'])
    await page.keyboard.press('Control+a')
    await page.keyboard.type('/(/')
    await page.getByText('Not a valid pattern').waitFor()
    await expectNoFindings(page, 'a bad search', ['.state-pane'])
    await page.keyboard.press('Escape')
    await until('the search to close', async () => (await page.locator('.find-bar').count()) === 0)
    expect(await tree().evaluate((element) => element === document.activeElement)).toBe(true)
  })
})

describe('a part of the state', () => {
  async function goToTotal(): Promise<void> {
    await openAt('cart/lineAdded')
    const total = tree()
      .getByRole('treeitem')
      .filter({ hasText: /^total: / })
    await total.first().click()
    await page.getByRole('navigation', { name: 'Path in the state' }).getByText('.total').waitFor()
  }

  it('tells who changed it in the whole session, each with the values, and leads there', async () => {
    await goToTotal()
    await page.getByRole('button', { name: 'Who changed this' }).click()
    const history = page.getByRole('region', { name: 'Changes of cart.total' })
    await until('the search to end', async () => (await history.getByRole('progressbar').count()) === 0)
    const spoken = visit.facts.filter(({ entry }) => entry.kind === 'state' && entry.source === shopSource)
    const totals = spoken.map((_, at) => visit.states[at]?.cart.total)
    const keyframes = spoken.filter(({ entry }) => entry.type === 'keyframe').length
    // Each document begins with a whole state; beside those, every other total is a change.
    const changed = totals.filter((total, at) => spoken[at]?.entry.type === 'change' && total !== totals[at - 1]).length
    expect(await history.locator('.path-change').count()).toBe(changed + keyframes)
    await expectNoFindings(page, 'who changed', ['.path-history .section-head', '.path-changes li:nth-child(-n + 5)', '.path-bar'])
    await history.locator('.path-change').nth(4).click()
    await until('it to be selected', async () => (await history.locator('.path-change').nth(4).getAttribute('aria-current')) === 'true')
    await history.getByRole('button', { name: 'Close the list of changes' }).click()
    expect(await history.count()).toBe(0)
  })

  it('steps through its own changes by keys', async () => {
    await goToTotal()
    await tree().focus()
    const value = () =>
      tree()
        .getByRole('treeitem')
        .filter({ hasText: /^total: / })
        .first()
        .textContent()
    const before = await value()
    await page.keyboard.press('}')
    await until('another total', async () => (await value()) !== before)
    await page.keyboard.press('{')
    await until('the total before', async () => (await value()) === before)
    await page.keyboard.press('h')
    await page.getByRole('region', { name: 'Changes of cart.total' }).waitFor()
  })

  it('is led to by the steps of its path, and from the effect of an entry', async () => {
    await goToTotal()
    await page.getByRole('navigation', { name: 'Path in the state' }).getByRole('button').first().click()
    await until('the holder', async () => (await page.getByRole('navigation', { name: 'Path in the state' }).textContent()) === 'cart')
    await page.locator('.details .change-link').filter({ hasText: 'cart.total' }).first().click()
    await page.getByRole('navigation', { name: 'Path in the state' }).getByText('.total').waitFor()
  })
})

describe('a change', () => {
  it('reads as action, patch and effect', async () => {
    await openAt('cart/quantityChanged')
    const titles = await page.locator('.story .section-head h3').allTextContents()
    expect(titles).toEqual(['Action', 'Patch', 'Effect'])
    await page.locator('.patch-step').filter({ hasText: 'set' }).filter({ hasText: 'quantity' }).first().waitFor()
    await page.locator('.story .change').filter({ hasText: '→' }).first().waitFor()
    await expectNoFindings(page, 'a story', ['.details'])
  })
})

describe('playback', () => {
  it('moves the selection until it is paused, by Space in the timeline and the state, and by its button', async () => {
    await openAt('cart/lineAdded', 0)
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('8')
    await grid().focus()
    const first = await selected()
    await page.keyboard.press('Space')
    await until('another entry', async () => (await selected()) !== first)
    const head = await page.locator('.entry-place').textContent()
    await until('the entry to follow', async () => (await page.locator('.entry-place').textContent()) !== head)
    await expectNoFindings(page, 'playing', ['.range-bar'])
    await tree().focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  })
})
