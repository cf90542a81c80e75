import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { expectNoFindings } from '../../harness/panel-page/no-findings'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()
let page: Page

const mainName = 'Wrong total after coupon'
const grid = () => page.getByRole('grid', { name: 'Timeline' })
const lines = async () => Number(await grid().getAttribute('aria-rowcount'))
const range = () => page.locator('.range-words')
const strip = () => page.locator('.overview')

async function openSession(): Promise<void> {
  page = await pages.open()
  await page.getByRole('button', { name: mainName }).click()
  await page.getByRole('row').first().waitFor()
}

async function dragOverStrip(from: number, to: number): Promise<void> {
  const box = await strip().boundingBox()
  if (box === null) throw new Error('There is no strip')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width * from, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * ((from + to) / 2), y)
  await page.mouse.move(box.x + box.width * to, y)
  await page.mouse.up()
}

describe('the range of time', () => {
  it('is drawn on the strip, moved, zoomed with the wheel, and left by a double click', async () => {
    await openSession()
    const all = await lines()
    await dragOverStrip(0.2, 0.5)
    await until('fewer lines', async () => (await lines()) < all)
    const some = await lines()
    expect(await range().textContent()).toContain(`${some} entries`)
    await page.keyboard.down('Control')
    await strip().hover()
    await page.mouse.wheel(0, -100)
    await page.keyboard.up('Control')
    await until('fewer lines still', async () => (await lines()) < some)
    await expectNoFindings(page, 'a range')
    await strip().dblclick()
    await until('all lines', async () => (await lines()) === all)
  })

  it('is zoomed and moved by keys alone, about the selected entry', async () => {
    await openSession()
    const all = await lines()
    await grid().focus()
    await page.keyboard.press('End')
    await page.keyboard.press('w')
    await page.keyboard.press('w')
    await until('fewer lines', async () => (await lines()) < all)
    expect(await page.getByRole('row', { selected: true }).count()).toBe(1)
    const late = await range().textContent()
    await page.keyboard.press('a')
    await until('another range', async () => (await range().textContent()) !== late)
    await page.keyboard.press('d')
    await until('the range before', async () => (await range().textContent()) === late)
    await page.keyboard.press('0')
    await until('all lines', async () => (await lines()) === all)
    await page.keyboard.press('r')
    await until('a range in words', async () => (await range().textContent())?.includes('–') === true)
    expect(await lines()).toBeLessThan(all)
  })

  it('follows what is selected elsewhere', async () => {
    await openSession()
    await grid().focus()
    await page.keyboard.press('End')
    await page.keyboard.press('r')
    const late = await range().textContent()
    await until('a change outside the range', async () => {
      await page.keyboard.press('[')
      return (await range().textContent()) !== late
    })
    expect(await page.getByRole('row', { selected: true }).count()).toBe(1)
  })
})

describe('bursts', () => {
  it('stand as one line, and open with a press or a key', async () => {
    await openSession()
    const all = await lines()
    await page.getByRole('button', { name: 'Group bursts' }).click()
    await until('fewer lines', async () => (await lines()) < all)
    const grouped = await lines()
    await expectNoFindings(page, 'bursts')
    const burst = page.locator('.row-burst').first()
    const size = Number(/\d+/.exec((await burst.textContent()) ?? '')?.[0])
    await burst.click()
    await until('the burst to open', async () => (await lines()) === grouped + size - 1)
    await page.locator('.row:has(.row-burst)').first().click()
    await grid().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowLeft')
    await until('the burst to close', async () => (await lines()) === grouped)
    await page.keyboard.press('ArrowRight')
    await until('the burst to open', async () => (await lines()) === grouped + size - 1)
    await page.keyboard.press('g')
    await until('all lines', async () => (await lines()) === all)
  })
})

describe('columns', () => {
  const extra = (name: string) => page.locator('.row .row-extra').and(page.getByTitle(name, { exact: true }))

  it('are switched on and off by keys alone, and stay', async () => {
    await openSession()
    await page.getByRole('combobox', { name: 'Filter' }).fill('kind:network')
    await page.getByRole('button', { name: 'Columns' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('d')
    await page.keyboard.press('Space')
    await page.getByRole('menuitemcheckbox', { name: 'Duration', checked: true }).waitFor()
    await expectNoFindings(page, 'the menu of columns')
    await page.keyboard.press('Escape')
    await until('durations', async () => (await extra('Duration').allTextContents()).some((text) => /^[\d.]+ m?s$/.test(text)))
    expect(await grid().getAttribute('aria-colcount')).toBe('4')
    await expectNoFindings(page, 'a column more')
    await page.reload()
    await page.getByRole('button', { name: mainName }).click()
    await extra('Duration').first().waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Duration' }).click()
    await extra('Duration').first().waitFor({ state: 'detached' })
  })
})

describe('the command palette', () => {
  it('finds a command by its words, says its keys, and runs it', async () => {
    await openSession()
    await page.keyboard.press('Control+k')
    const box = page.getByRole('combobox', { name: 'Find a command' })
    await box.waitFor()
    await expectNoFindings(page, 'palette')
    await page.keyboard.type('sessions list')
    const option = page.getByRole('dialog').getByRole('option', { selected: true })
    expect(await option.textContent()).toBe('Back to the list of sessions')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: mainName }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('makes way for the dialog that was chosen in it', async () => {
    await openSession()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('compare with')
    await page.keyboard.press('Enter')
    const next = page.getByRole('dialog', { name: 'Compare with' })
    await next.waitFor()
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    expect(await next.count()).toBe(1)
  })

  it('opens a session by its name, and gives the focus back when it is left', async () => {
    page = await pages.open()
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).focus()
    await page.keyboard.press('Control+k')
    await page.keyboard.press('Escape')
    await until('the focus to go back', () =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Keyboard shortcuts'),
    )
    await page.keyboard.press('Control+k')
    await page.keyboard.type('coupon')
    await page.keyboard.press('Enter')
    await page.getByRole('row').first().waitFor()
  })

  it('says when nothing has the words, and offers nothing that would do nothing', async () => {
    page = await pages.open()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find a command' }).waitFor()
    await page.keyboard.type('zoom')
    await page.getByText('Nothing has these words').waitFor()
    await expectNoFindings(page, 'an empty palette')
  })
})
