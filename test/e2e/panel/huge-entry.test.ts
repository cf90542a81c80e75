import type { Locator, Page } from 'playwright'
import { expect, it } from 'vitest'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()
let page: Page

/** Characters that a page may hold at most however large an entry is: some screens full of text. */
const most = 1_000_000

/** A session with a state of some fifty megabytes, a change of it, and a call of the console with fifty more. */
async function recordHuge(): Promise<void> {
  await page.evaluate(async () => {
    const { store } = window.stage
    const t = Date.now()
    await store.createSession({ ...(await store.getSession('main')), id: 'huge', name: 'A huge one', createdAt: t, status: 'recording' })
    const [document] = await store.listDocuments('main')
    if (document === undefined) throw new Error('there is no document')
    await store.putDocument('huge', { ...document, id: 'd' })
    const rows = Array.from({ length: 200_000 }, (_, i) => ({ id: i, name: `Customer ${i}`, city: 'Rotterdam', open: i % 3 === 0 }))
    const value = { rows, text: 'x'.repeat(36_000_000), total: 1 }
    await store.append('huge', 'd', 1, [
      { kind: 'state', type: 'open', source: 's', t, data: { name: 'shop', library: 'redux' } },
      { kind: 'state', type: 'keyframe', source: 's', t: t + 1, data: { value, why: 'init' } },
      {
        kind: 'state',
        type: 'change',
        source: 's',
        t: t + 2,
        data: { action: { type: 'cart/total' }, patch: [{ op: 'replace', path: '/total', value: 2 }] },
      },
      { kind: 'event', type: 'console', t: t + 3, data: { method: 'log', args: ['the whole file', 'y'.repeat(50_000_000)] } },
    ])
    await store.endSession('huge', 'ended')
  })
}

const textOnPage = () => page.evaluate(() => document.body.textContent?.length ?? 0)
const entry = (words: string) => page.getByRole('grid', { name: 'Timeline' }).getByRole('row', { name: words })
const tab = (name: string) => page.getByRole('tab', { name, exact: true })

/** More lines than any element can be tall enough for: the scroll bar goes over some, and the wheel over none. */
async function expectWheelGoesLineByLine(raw: Locator): Promise<void> {
  const first = async () => Number(await raw.locator('.raw-number').first().textContent())
  await raw.evaluate((list) => {
    list.scrollTop = list.scrollHeight / 2
  })
  await until('the middle', async () => (await first()) > 100_000)
  await raw.hover()
  const from = await first()
  const turns = 10
  for (let turn = 0; turn < turns; turn++) {
    const before = await first()
    await page.mouse.wheel(0, 10 * LINE_HEIGHT)
    await until('the next lines', async () => (await first()) !== before)
  }
  expect(Math.abs((await first()) - from - 10 * turns)).toBeLessThanOrEqual(1)
}

/** Pixels. */
const LINE_HEIGHT = 17

it('entries of fifty megabytes are shown in all views, as much of them as a screen holds', async () => {
  page = await pages.open({ query: '?entries=400' })
  await recordHuge()
  await page.getByRole('button', { name: 'A huge one' }).click()
  await entry('cart/total').click()
  const tree = page.getByRole('tree', { name: 'State of the source' })
  await tree.getByRole('treeitem').filter({ hasText: 'total: 2' }).waitFor()
  await tree.getByRole('treeitem').filter({ hasText: 'rows:' }).click()
  await tree.getByRole('treeitem').filter({ hasText: 'Customer 1"' }).waitFor()
  expect(await textOnPage()).toBeLessThan(most)

  await tab('Raw').click()
  const raw = page.getByRole('region', { name: 'The state as JSON' })
  await raw.focus()
  await page.keyboard.press('End')
  await raw.getByText('"total": 2').waitFor()
  await raw.getByText(/^ {2}"text": "x+…",$/).waitFor()
  expect(await textOnPage()).toBeLessThan(most)

  await expectWheelGoesLineByLine(raw)

  await tab('Diff').click()
  await page.getByRole('tree', { name: 'Differences of the state' }).getByText('total').waitFor()
  expect(await textOnPage()).toBeLessThan(most)

  await entry('Whole state').click()
  await tab('JSON').click()
  const json = page.getByRole('region', { name: 'JSON' }).last()
  await json.getByText('"name": "Customer 0",').waitFor()
  expect(await textOnPage()).toBeLessThan(most)

  await entry('the whole file').click()
  await until('the call', async () => (await page.locator('pre.json').textContent())?.includes('the whole file') === true)
  await tab('Entry').click()
  await page.getByRole('tree', { name: 'Arguments' }).getByText('yyyy').waitFor()
  expect(await textOnPage()).toBeLessThan(most)
})
