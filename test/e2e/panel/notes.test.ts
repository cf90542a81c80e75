import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { expectNoFindings } from '../../harness/panel-page/no-findings'
import type { PanelPages } from '../../harness/panel-page/open-panel-page'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()
let page: Page

const grid = () => page.getByRole('grid', { name: 'Timeline' })
const selected = () => page.getByRole('row', { selected: true })
/** The box of the note, once it has the focus. */
const box = () => page.locator('.note-text:focus')
const stored = () =>
  page.evaluate(async () =>
    (await window.stage.store.listNotes('main')).map(({ text, tags, pinned, anchor }) => ({ text, tags, pinned, anchor })),
  )

async function openSession(options: Parameters<PanelPages['open']>[0] = {}): Promise<void> {
  page = await pages.open(options)
  await page.getByRole('button', { name: 'Wrong total after coupon' }).click()
  await page.getByRole('row').first().waitFor()
}

describe('pins', () => {
  it('are set and taken away by P, and seen on their line, on the strip and in the list', async () => {
    await openSession()
    await grid().focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('p')
    await selected().getByText('Pinned').waitFor({ state: 'attached' })
    expect(await stored()).toEqual([{ text: '', tags: [], pinned: true, anchor: { document: 'document-1', n: 2 } }])
    expect(await page.locator('.note-tick-pin').count()).toBe(1)
    await page.getByRole('tab', { name: 'Notes (1)' }).waitFor()
    await page.keyboard.press('p')
    await page.getByRole('tab', { name: 'Notes', exact: true }).waitFor()
    expect(await stored()).toEqual([])
    expect(await selected().getByText('Pinned').count()).toBe(0)
  })

  it('are set by the button in the head of the entry, which says that they are', async () => {
    await openSession()
    await page.getByRole('row').nth(4).click()
    const pin = page.getByRole('button', { name: 'Pin this entry' })
    await pin.click()
    await until('the pin', async () => (await pin.getAttribute('aria-pressed')) === 'true')
    await expectNoFindings(page, 'a pinned entry')
    await pin.click()
    await until('no pin', async () => (await pin.getAttribute('aria-pressed')) === 'false')
  })

  it('are nothing without an entry, and letters in text boxes', async () => {
    await openSession()
    await page.keyboard.press('p')
    await page.keyboard.press('m')
    await page.keyboard.press('/')
    await page.keyboard.type('pm')
    expect(await page.getByRole('combobox', { name: 'Filter' }).inputValue()).toBe('pm')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await stored()).toEqual([])
  })
})

describe('notes', () => {
  it('are written, changed and removed by keyboard alone, and brought back', async () => {
    await openSession()
    await grid().focus()
    await page.keyboard.press('End')
    await page.keyboard.press('m')
    await page.getByRole('dialog', { name: 'Add a note' }).waitFor()
    await box().waitFor()
    await page.keyboard.type('Here the total is wrong')
    await page.keyboard.press('Tab')
    await page.keyboard.type('@cart, cart #Total')
    await expectNoFindings(page, 'writing a note')
    await page.keyboard.press('Control+Enter')
    const here = page.getByRole('region', { name: 'Notes on this entry' })
    await here.getByText('Here the total is wrong').waitFor()
    expect(await stored()).toMatchObject([{ text: 'Here the total is wrong', tags: ['cart', 'Total'], pinned: false }])
    expect(await grid().evaluate((list) => list === document.activeElement)).toBe(true)
    await selected().getByText('@cart').waitFor()

    await page.keyboard.press('m')
    await page.getByRole('dialog', { name: 'Edit the note' }).waitFor()
    await box().waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Only here')
    await page.keyboard.press('Control+Enter')
    await here.getByText('Only here').waitFor()

    await here.getByRole('button', { name: 'Remove the note' }).focus()
    await page.keyboard.press('Enter')
    await here.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).focus()
    await page.keyboard.press('Enter')
    await here.getByText('Only here').waitFor()
  })

  it('that were left by Escape are not kept, and not lost', async () => {
    await openSession()
    await page.getByRole('row').nth(3).click()
    await page.getByRole('button', { name: 'Note on this entry' }).click()
    await box().waitFor()
    await page.keyboard.type('Half a thou')
    await page.keyboard.press('Escape')
    await page.getByText('The note was not kept.').waitFor()
    expect(await stored()).toEqual([])
    await page.getByRole('button', { name: 'Write on' }).click()
    await box().waitFor()
    await page.keyboard.press('End')
    await page.keyboard.type('ght')
    await page.getByRole('button', { name: 'Keep' }).click()
    await page.getByText('Half a thought').first().waitFor()
  })

  it('are listed in the order of time, and lead to their entries, also to those that a filter hides', async () => {
    await openSession()
    for (const [key, words] of [
      ['End', 'the last'],
      ['Home', 'the first'],
    ] as const) {
      await grid().focus()
      await page.keyboard.press(key)
      await page.keyboard.press('m')
      await box().waitFor()
      await page.keyboard.type(words)
      await page.keyboard.press('Control+Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.getByRole('tab', { name: 'Notes (2)' }).click()
    const list = page.getByRole('region', { name: 'Notes', exact: true })
    await until('both', async () => (await list.getByRole('listitem').count()) === 2)
    expect(await list.locator('.note-words').allTextContents()).toEqual(['the first', 'the last'])
    await expectNoFindings(page, 'the list of notes')
    await page.getByRole('combobox', { name: 'Filter' }).fill('nothing has this')
    await list.getByRole('button', { name: /load https/ }).click()
    await until('the entry', async () => (await selected().getAttribute('aria-rowindex')) === '1')
  })

  it('are about a range of time where one is shown, and bring it back', async () => {
    await openSession()
    await grid().focus()
    await page.keyboard.press('End')
    await page.keyboard.press('r')
    await page.getByRole('tab', { name: 'Notes' }).click()
    await page.getByRole('button', { name: 'Note on this range of time' }).click()
    await box().waitFor()
    await page.keyboard.type('All of this')
    await page.keyboard.press('Control+Enter')
    await page.getByText('All of this').waitFor()
    expect(await stored()).toMatchObject([{ anchor: { from: expect.any(Number), until: expect.any(Number) } }])
    const some = await grid().getAttribute('aria-rowcount')
    await grid().focus()
    await page.keyboard.press('0')
    await until('all', async () => (await grid().getAttribute('aria-rowcount')) !== some)
    await page.getByTitle('Go to the entry').click()
    await until('the range', async () => (await grid().getAttribute('aria-rowcount')) === some)
  })

  it('show what looks like markup, or turns writing around, as what it is', async () => {
    await openSession()
    await page.evaluate(() =>
      window.stage.store.putNote('main', {
        id: 'hostile',
        anchor: { document: 'document-1', n: 1 },
        text: '<img src=x onerror=alert(1)>\u202egpj.exe\u0007',
        tags: ['<b>\u202e'],
        pinned: true,
        createdAt: 1,
        editedAt: 1,
      }),
    )
    await page.getByRole('tab', { name: 'Notes (1)' }).click()
    await page.getByText('<img src=x onerror=alert(1)>\\u{202e}gpj.exe\\u{7}').waitFor()
    await grid().focus()
    await page.keyboard.press('Home')
    await selected().getByText('@<b>\\u{202e}').waitFor()
    expect(await page.locator('img, .timeline b').count()).toBe(0)
  })

  it('fit into a narrow dock', async () => {
    await openSession({ width: 400, height: 640 })
    await page.getByRole('row').nth(3).click()
    await page.keyboard.press('p')
    await page.keyboard.press('m')
    await box().waitFor()
    await page.keyboard.type('A note in a narrow place that has to wrap, for there is no room for it on one line')
    await expectNoFindings(page, 'writing in a narrow dock')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('region', { name: 'Notes on this entry' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  })
})
