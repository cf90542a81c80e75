import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { generateVisit } from '../../harness/panel-page/generated-session'
import { expectNoFindings } from '../../harness/panel-page/no-findings'
import type { PanelPages } from '../../harness/panel-page/open-panel-page'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()
let page: Page

const visit = generateVisit({ id: 'main', name: 'main', startedAt: 0, entries: 3000, seed: 1 })
const box = () => page.getByRole('combobox', { name: 'Filter' })
const options = () => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')
const counter = () => page.locator('.counter').textContent()
const rows = () => page.getByRole('row')

async function open(options: Parameters<PanelPages['open']>[0] = {}): Promise<void> {
  page = await pages.open(options)
  await page.getByRole('button', { name: 'Wrong total after coupon' }).click()
  await rows().first().waitFor()
}

/** Waits until the counter says how many entries pass. */
async function untilShown(count: number): Promise<void> {
  await until(`${count} entries`, async () => (await counter())?.replaceAll('\u202f', '').startsWith(`${count} of 3`))
}

const count = (holds: (entry: (typeof visit.facts)[number]['entry']) => boolean): number =>
  visit.facts.filter(({ entry }) => holds(entry)).length
const responses = count((entry) => entry.kind === 'event' && entry.type === 'response' && entry.data.status >= 400)
const quantities = count((entry) => JSON.stringify(entry.data).includes('"type":"cart/quantityChanged"'))

describe('the filter, by keyboard alone', () => {
  it('suggests keys and values, takes them by Enter and Tab, and lets go by Escape', async () => {
    await open()
    await page.keyboard.press('/')
    await page.keyboard.type('stat')
    await options().first().waitFor()
    expect(await box().getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowDown')
    expect(await box().getAttribute('aria-activedescendant')).toBe(await options().first().getAttribute('id'))
    await page.keyboard.press('Enter')
    expect(await box().inputValue()).toBe('status-code:')
    expect(await options().allTextContents()).toContain('4xx')
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    expect(await box().inputValue()).toBe('status-code:>=400 ')
    await untilShown(responses)

    await page.keyboard.press('Escape')
    expect(await box().inputValue()).toBe('')
    await page.keyboard.press('ArrowDown')
    await options().nth(5).waitFor()
    await page.keyboard.press('Escape')
    expect(await options().count()).toBe(0)
    await page.keyboard.type('action:quant')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    expect(await box().inputValue()).toBe('action:cart/quantityChanged ')
    await untilShown(quantities)
  })

  it('does not keep Tab in the box, nor the caret from where it is put', async () => {
    await open()
    await page.keyboard.press('/')
    await page.keyboard.type('lev')
    await options().first().waitFor()
    await page.keyboard.press('Tab')
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(false)
    expect(await options().count()).toBe(0)
    await page.keyboard.press('/')
    await page.keyboard.press('Home')
    await page.keyboard.type('me')
    await page.keyboard.press('ArrowDown')
    expect(await box().inputValue()).toBe('melev')
  })

  it('says which term is wrong and why, and keeps the last good filter', async () => {
    await open()
    await box().fill('action:cart/quantityChanged')
    await untilShown(quantities)
    await page.keyboard.type(' larger-than:much')
    const fault = page.getByRole('alert')
    expect(await fault.textContent()).toMatch(/^larger-than:much is no size\..*stays in force/)
    expect(await box().getAttribute('aria-invalid')).toBe('true')
    await untilShown(quantities)
    await box().fill('staus-code:404')
    await page.locator('#filter-hint').getByText('status-code:').waitFor()
    expect(await box().getAttribute('aria-describedby')).toBe('filter-hint')
  })

  it('offers to clear itself when nothing is left', async () => {
    await open()
    await box().fill('method:DELETE')
    await page.getByText('No entry passes the filter.').waitFor()
    await page.getByRole('button', { name: 'Clear filter' }).last().focus()
    await page.keyboard.press('Enter')
    await rows().first().waitFor()
    expect(await box().inputValue()).toBe('')
  })

  it('is not frozen by a pattern that goes back for ever', async () => {
    await open()
    await box().fill('/(\\w+\\s?)*;$/')
    await until('the search', async () => (await counter())?.includes('of'))
    await box().fill('kind:navigation')
    await rows().first().waitFor()
    expect(await page.locator('.row:not(.row-navigation)').count()).toBe(0)
  })
})

describe('the filter, by mouse', () => {
  it('takes what is suggested', async () => {
    await open()
    await box().click()
    await box().pressSequentially('kind:net')
    await options().filter({ hasText: 'network' }).click()
    expect(await box().inputValue()).toBe('kind:network ')
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(true)
    await until('network alone', async () => (await page.locator('.row:not(.row-network)').count()) === 0)
    await page.locator('.search-box').getByRole('button', { name: 'Clear filter' }).click()
    expect(await box().inputValue()).toBe('')
  })

  it('gets the source, type or action that is pressed with Ctrl in a row', async () => {
    await open()
    await box().fill('cart/quantityChanged')
    const change = page.locator('.row.row-state').first()
    await change.waitFor()
    await box().fill('')
    await page
      .locator('.row-state .row-type', { hasText: 'shop' })
      .first()
      .click({ modifiers: ['ControlOrMeta'] })
    expect(await box().inputValue()).toBe('source:shop')
    await page
      .locator('.row-state .row-label', { hasText: 'cart/quantityChanged' })
      .first()
      .click({ modifiers: ['ControlOrMeta'] })
    expect(await box().inputValue()).toBe('source:shop action:cart/quantityChanged')
    await untilShown(quantities)
    expect(await page.locator('[role=row][aria-selected=true]').count()).toBe(0)
    await box().fill('kind:console')
    await page
      .locator('.row-console .row-type')
      .first()
      .click({ modifiers: ['ControlOrMeta'] })
    expect(await box().inputValue()).toBe('kind:console type:console')
    await box().fill('level:error')
    await page
      .locator('.row-error svg')
      .first()
      .click({ modifiers: ['ControlOrMeta'] })
    expect(await box().inputValue()).toBe('level:error kind:error')
  })

  it('leaves lines below each other, whatever is on them', async () => {
    await open()
    await box().fill('kind:mark')
    await until('marks alone', async () => (await counter())?.includes(' of ') === true)
    const tops = await page.locator('[role=grid] [role=row]').evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().top))
    expect(await page.locator('.row.row-mark').count()).toBeGreaterThan(0)
    expect(tops.slice(1).map((top, i) => Math.round(top - (tops[i] ?? 0)))).toEqual(tops.slice(1).map(() => 21))
  })

  it('finds what a path says of the state', async () => {
    await open()
    const paths = (holds: (path: string) => boolean) =>
      count((entry) => entry.kind === 'state' && entry.type === 'change' && entry.data.patch.some(({ path }) => holds(path)))
    await box().fill('path:cart.lines[0].quantity')
    const touching = (path: string) =>
      ['', '/cart', '/cart/lines', '/cart/lines/0', '/cart/lines/0/quantity'].includes(path) || path.startsWith('/cart/lines/0/quantity/')
    await untilShown(paths(touching))
    await box().fill('changed:cart.lines')
    await untilShown(paths((path) => path === '/cart/lines' || path.startsWith('/cart/lines/')))
  })

  it('shows what the recorder says of itself when that is asked for by name', async () => {
    await open()
    await box().fill('kind:recorder')
    await rows().first().waitFor()
    expect(await page.locator('.row:not(.row-recorder)').count()).toBe(0)
  })
})

describe('the filter of a million entries', () => {
  it('looks at all of them in slices, and shows the first soon', async () => {
    page = await pages.open({ query: '?large=1000000' })
    await page.getByRole('button', { name: 'A very long session' }).click()
    const grid = page.getByRole('grid', { name: 'Timeline' })
    await until('all entries', async () => (await grid.getAttribute('aria-rowcount')) === '1000000', { timeout: 90_000 })
    await box().fill('action:cart/* level:info')
    await until('the changes', async () => (await counter())?.startsWith('200\u202f000 of'))
    await box().fill('method:get url:page=*7')
    await until('the requests', async () => (await counter())?.startsWith('0 of') === false && (await counter())?.includes(' of '))
  })
})

describe('accessibility, in both themes', () => {
  it('finds nothing in suggestions, hints and errors', async () => {
    await open()
    await box().click()
    await page.keyboard.press('ArrowDown')
    await options().nth(3).waitFor()
    await expectNoFindings(page, 'keys')
    await box().fill('level:')
    await options().first().waitFor()
    await page.keyboard.press('ArrowDown')
    await expectNoFindings(page, 'values')
    await box().fill('staus-code:4')
    await page.locator('#filter-hint').waitFor()
    await expectNoFindings(page, 'a hint')
    await box().fill('is:odd')
    await page.getByRole('alert').waitFor()
    await expectNoFindings(page, 'an error')
  })

  it('finds nothing in a narrow dock, and leaves nothing out of reach', async () => {
    await open({ width: 400, height: 640 })
    await box().click()
    await page.keyboard.press('ArrowDown')
    await options().nth(3).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await expectNoFindings(page, 'narrow')
  })
})
