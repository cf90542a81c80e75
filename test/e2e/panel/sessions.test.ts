import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { expectNoFindings } from '../../harness/panel-page/no-findings'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()
let page: Page

const main = 'Wrong total after coupon'
const names = () => page.locator('.session-title').allTextContents()
const focused = () => page.evaluate(() => document.activeElement?.textContent)
const find = () => page.getByRole('textbox', { name: 'Find sessions' })
const stored = (id: string) => page.evaluate((wanted) => window.stage.store.getSession(wanted), id)
const row = (name: string) => page.locator('tr', { has: page.getByRole('button', { name, exact: true }) })

describe('the list of sessions', () => {
  it('is searched and ordered', async () => {
    page = await pages.open()
    await page.evaluate(() => window.stage.store.editSession('older', { tags: ['auth'], description: 'Only in the evening' }))
    await page.getByText('Only in the evening').waitFor()
    expect((await names())[0]).toBe(main)
    await find().fill('evening')
    await until('one', async () => (await names()).length === 1)
    expect(await page.locator('.counter').textContent()).toBe('1 of 4 sessions')
    await find().fill('@auth')
    await until('one', async () => (await names()).join() === 'Login loops after password reset')
    await find().fill('nothing like this')
    await page.getByText('No session has these words.').waitFor()
    await expectNoFindings(page, 'nothing found')
    await page.getByRole('button', { name: 'Clear the search' }).last().click()
    await page.getByRole('combobox', { name: 'Order' }).selectOption('Oldest first')
    await until('the oldest', async () => (await names())[0] === 'Login loops after password reset')
    await page.getByRole('combobox', { name: 'Order' }).selectOption('By name')
    await until('by name', async () => (await names())[0] === 'cart-bug-from-support')
  })

  it('keeps the focus at the place of a session that was deleted by key, whatever else changes meanwhile', async () => {
    page = await pages.open()
    await page.evaluate(() => {
      const { store } = window.stage
      const { deleteSession } = store
      const changed = async () => {
        while (document.body.textContent?.includes('changed meanwhile') !== true) await new Promise(requestAnimationFrame)
      }
      Object.assign(store, {
        deleteSession: async (...args: Parameters<typeof deleteSession>) => {
          await store.editSession('older', { description: 'changed meanwhile' })
          await changed()
          await deleteSession(...args)
        },
      })
    })
    await page.getByRole('button', { name: main }).focus()
    await page.keyboard.press('Delete')
    await until('the next row', async () => (await focused()) === 'Checkout freeze, second try')
  })

  it('has sessions described and tagged, and takes it back', async () => {
    page = await pages.open()
    await row(main).getByRole('button', { name: 'Description and tags' }).click()
    await page.locator('textarea:focus').waitFor()
    await expectNoFindings(page, 'describing')
    await page.keyboard.type('<b>Coupons</b> are taken off twice\u202e')
    await page.keyboard.press('Tab')
    await page.keyboard.type('@cart coupon')
    await page.keyboard.press('Control+Enter')
    await row(main).getByText('<b>Coupons</b> are taken off twice\\u{202e}').waitFor()
    expect(await stored('main')).toMatchObject({ tags: ['cart', 'coupon'], name: main })
    await page.getByRole('button', { name: 'Undo' }).click()
    await row(main).getByText('@cart').waitFor({ state: 'detached' })
    expect(await stored('main')).toMatchObject({ tags: [], description: '' })
  })

  it('says of each session what became of it', async () => {
    page = await pages.open()
    await page.evaluate(() => window.stage.store.deleteSession('older', 1))
    await row('Checkout freeze, second try').getByText('Interrupted').waitFor()
    await row('cart-bug-from-support').getByText('Imported').waitFor()
    await page.evaluate(
      async (visit) => {
        await window.stage.record(visit)
        await window.stage.store.endSession('full', 'full')
        await window.stage.record({ ...visit, id: 'live', name: 'The live one' })
      },
      { id: 'full', name: 'The full one', startedAt: Date.now() - 60_000, entries: 30, seed: 9 },
    )
    await row('The full one').getByText('Disk full').waitFor()
    await row('The live one').getByText('Recording').waitFor()
    expect(await row('The live one').getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true)
  })

  it('says how to make room, with one press for each session', async () => {
    page = await pages.open()
    await page.getByRole('button', { name: 'Make room' }).click()
    const room = page.getByRole('region', { name: 'Make room' })
    expect(await room.getByRole('listitem').count()).toBe(4)
    await expectNoFindings(page, 'making room')
    await room.getByRole('button', { name: `Delete ${main}` }).click()
    await until('less', async () => (await room.getByRole('listitem').count()) === 3)
    await page.getByRole('button', { name: 'Undo' }).click()
    await until('all', async () => (await room.getByRole('listitem').count()) === 4)
  })

  it('fits into a narrow dock', async () => {
    page = await pages.open({ width: 400, height: 640 })
    await page.evaluate(() => window.stage.store.editSession('main', { tags: ['cart', 'total', 'coupon'], description: 'x '.repeat(200) }))
    await row(main).getByText('@coupon').waitFor()
    await page.getByRole('button', { name: 'Make room' }).click()
    await expectNoFindings(page, 'a narrow list')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  })
})

describe('two sessions', () => {
  const pick = (name: string) => page.getByRole('checkbox', { name: `Pick ${name}` })
  const merge = () => page.getByRole('button', { name: 'Merge' })

  it('are merged into a new one by keyboard alone, which is opened from there', async () => {
    page = await pages.open()
    await page.evaluate(() =>
      window.stage.store.putNote('crashed', {
        id: 'n',
        anchor: { document: 'document-1', n: 1 },
        text: 'Where it froze',
        tags: [],
        pinned: true,
        createdAt: 1,
        editedAt: 1,
      }),
    )
    await pick(main).focus()
    await page.keyboard.press('Space')
    await page.getByText('1 picked').waitFor()
    expect(await merge().isDisabled()).toBe(true)
    await pick('Checkout freeze, second try').focus()
    await page.keyboard.press('Space')
    await page.getByText('2 picked').waitFor()
    await expectNoFindings(page, 'two picked')
    await merge().focus()
    await page.keyboard.press('Enter')
    await page.getByText('Merged into a new session.').waitFor()
    await page.getByRole('button', { name: 'Open it' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `Checkout freeze, second try + ${main}` }).waitFor()
    await page.getByRole('tab', { name: 'Notes (1)' }).click()
    await page.getByText('Where it froze').waitFor()
    const counts = await page.evaluate(async () =>
      Promise.all(
        (await window.stage.store.listSessions()).map(async ({ id }) => (await window.stage.store.getSession(id)).counts.entries),
      ),
    )
    expect([...counts].sort((a, b) => b - a).slice(0, 3)).toEqual([3900, 3000, 900])
  })

  it('show how far their merge is, and leave nothing when it is cancelled', async () => {
    page = await pages.open({ query: '?entries=30000' })
    await pick(main).check()
    await pick('Checkout freeze, second try').check()
    // It goes on by frames, and stops halfway until somebody says so.
    await page.evaluate(() => {
      const { store } = window.stage
      const stageImport = store.stageImport
      const released = new Promise<void>((resolve) => window.addEventListener('released', () => resolve()))
      const frame = () => new Promise((go) => requestAnimationFrame(go))
      Object.assign(window.stage.deps.store, {
        async stageImport(...args: Parameters<typeof stageImport>) {
          const stage = await stageImport(...args)
          let added = 0
          return {
            ...stage,
            async add(entries: Parameters<typeof stage.add>[0]) {
              await frame().then(frame)
              if (++added > 20) await released
              await stage.add(entries)
            },
          }
        },
      })
    })
    await merge().click()
    await until('some of it', async () => Number(await page.getByRole('progressbar').getAttribute('aria-valuenow')) > 0)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.evaluate(() => window.dispatchEvent(new Event('released')))
    await page.getByText('2 picked').waitFor()
    expect(await page.evaluate(async () => (await window.stage.store.listSessions()).length)).toBe(4)
    expect(await page.evaluate(() => window.stage.store.sweepStages(Number.MAX_SAFE_INTEGER))).toBe(0)
  })
})

describe('a session that is opened again', () => {
  it('is seen as it was left', async () => {
    page = await pages.open()
    await page.getByRole('button', { name: main }).click()
    await page.getByRole('combobox', { name: 'Filter' }).fill('cart/quantityChanged')
    await page.getByRole('row').nth(5).click()
    await page.getByRole('tab', { name: 'JSON' }).click()
    const entry = await page.locator('[role=row][aria-selected=true]').getAttribute('id')
    await page.getByRole('button', { name: 'Sessions', exact: true }).click()
    await page.getByRole('button', { name: main }).click()
    await until(
      'the entry',
      async () =>
        (await page
          .locator('[role=row][aria-selected=true]')
          .getAttribute('id')
          .catch(() => '')) === entry,
    )
    expect(await page.getByRole('combobox', { name: 'Filter' }).inputValue()).toBe('cart/quantityChanged')
    expect(await page.getByRole('tab', { name: 'JSON' }).getAttribute('aria-selected')).toBe('true')
  })
})
