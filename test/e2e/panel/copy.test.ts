import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { expectNoFindings } from '../../harness/panel-page/no-findings'
import type { PanelPages } from '../../harness/panel-page/open-panel-page'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()
let page: Page

const button = () => page.getByRole('button', { name: 'Copy as…' })
const menu = () => page.getByRole('menu', { name: 'Copy as…' })
const focused = () => page.evaluate(() => document.activeElement?.textContent)
const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

/** Opens the first entry of this kind. */
async function openEntry(facet: string, label: RegExp, options: Parameters<PanelPages['open']>[0] = {}): Promise<void> {
  page = await pages.open({ query: '?entries=400', ...options })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Wrong total after coupon' }).click()
  await page.getByRole('button', { name: new RegExp(`^${facet} `) }).click({ modifiers: ['Alt'] })
  await page.getByRole('row').filter({ hasText: label }).first().click()
  await page.locator('.entry-label').waitFor()
}

describe('copying an entry', () => {
  it('as an assertion is done by mouse, and says so', async () => {
    await openEntry('State', /cart\/lineAdded/)
    await page.getByRole('heading', { name: 'What changed' }).first().waitFor()
    await button().click()
    await menu().waitFor()
    await expectNoFindings(page, 'the copy menu')
    await menu().getByRole('menuitem', { name: 'expect(…) for a test' }).click()
    await page.getByText('Copied').waitFor()
    expect(await clipboard()).toMatch(/^expect\(state\.cart\.lines/m)
    expect(await clipboard()).toMatch(/^expect\(state\.cart\.total\)\.toBe\([\d.]+\)$/m)
    expect(await menu().count()).toBe(0)
  })

  it('as a request is done by keys alone, as menus have them', async () => {
    await openEntry('Network', /^.*PUT /)
    await button().focus()
    await page.keyboard.press('ArrowUp')
    await until('the last item', async () => (await focused()) === 'JSON as recorded, nothing masked')
    await page.keyboard.press('ArrowDown')
    await until('the first item', async () => (await focused()) === 'JSON')
    await page.keyboard.press('c')
    await until('the item with the letter', async () => (await focused()) === 'curl')
    await page.keyboard.press('Escape')
    await until('the button', () => button().evaluate((element) => element === document.activeElement))
    expect(await menu().count()).toBe(0)
    await page.keyboard.press('Enter')
    await until('the first item again', async () => (await focused()) === 'JSON')
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    await page.keyboard.press('f')
    await page.keyboard.press('Enter')
    await page.getByText('Copied').waitFor()
    expect(await clipboard()).toMatch(
      /^\/\/ The body was not recorded\.\nawait fetch\("https:\/\/shop\.example\/[^"]*", \{\n {2}method: "PUT",\n/,
    )
    expect(await clipboard()).toContain('["accept", "application/json"]')
    expect(await button().evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('leaves secrets out, unless the entry is wanted as it was recorded', async () => {
    await openEntry('Console', /./)
    const address = 'someone.real@mail.example.com'
    await page.evaluate(async (address) => {
      const { store } = window.stage
      const last = (await store.listDocuments('main')).find(({ id }) => id === 'document-2')
      await store.append('main', 'document-2', (last?.lastN ?? 0) + 1, [
        { kind: 'event', type: 'console', data: { method: 'log', args: [`mail to ${address}`] }, t: Date.now() },
      ])
    }, address)
    await page.getByRole('grid', { name: 'Timeline' }).focus()
    await until('the new entry', async () => {
      await page.keyboard.press('End')
      return (await page.getByRole('row', { selected: true }).textContent())?.includes('mail to')
    })
    await until('the entry', async () => (await page.locator('.entry-label').textContent())?.includes('mail to') === true)
    await button().click()
    await menu().getByRole('menuitem', { name: 'YAML' }).click()
    await until('the text', async () => (await clipboard()).includes('mail to'))
    expect(await clipboard()).not.toContain(address)
    await page.getByText('Copied. What exports mask is masked or left out.').waitFor()
    await button().click()
    await menu().getByRole('menuitem', { name: 'JSON as recorded, nothing masked' }).click()
    await until('the whole text', async () => (await clipboard()).includes(address))
    await page.keyboard.press('3')
    await page.getByRole('button', { name: 'Copy as JSON' }).click()
    await until('the JSON', async () => /"args": \[\n +"mail to \[redacted:email\]"/.test(await clipboard()))
    await page.getByRole('grid', { name: 'Timeline' }).focus()
    await page.keyboard.press('Control+c')
    await until('the line', async () => (await clipboard()) === 'mail to [redacted:email]')
    await page.keyboard.press('1')
    await page.getByRole('tree', { name: 'Arguments' }).focus()
    await page.keyboard.press('Control+c')
    await until('the argument', async () => (await clipboard()) === '"mail to [redacted:email]"')
  })

  it('asks for another press where it took so long that the browser lets nobody have the clipboard', async () => {
    await openEntry('State', /cart\/lineAdded/)
    const treeItem = page.getByRole('tree', { name: 'State of the source' }).getByRole('treeitem')
    await treeItem
      .filter({ hasText: /^cart: / })
      .first()
      .click()
    await page.evaluate(() => {
      // Every moment is an hour, and the clipboard is for those who have just pressed something.
      const { now } = performance
      performance.now = () => now.call(performance) * 1e6
      const { writeText } = navigator.clipboard
      const refuse = () => Promise.reject(new Error('no gesture'))
      Object.defineProperty(navigator.clipboard, 'writeText', { value: refuse, configurable: true, writable: true })
      document.execCommand = () => false
      window.addEventListener('a gesture', () => Object.assign(navigator.clipboard, { writeText: writeText.bind(navigator.clipboard) }))
    })
    await page.getByRole('button', { name: 'Copy value' }).click()
    const ready = page.getByRole('region', { name: 'Copying' })
    await ready.getByText('What you copied is ready.').waitFor()
    await expectNoFindings(page, 'a copy that is ready', ['.strips'])
    await page.evaluate(() => window.dispatchEvent(new Event('a gesture')))
    await ready.getByRole('button', { name: 'Put it on the clipboard' }).click()
    await until('the value', async () => (await clipboard()).startsWith('{\n  "lines": ['))
    expect(await ready.count()).toBe(0)
  })

  it('has room for its menu in a narrow dock', async () => {
    await openEntry('State', /cart\/lineAdded/, { width: 400, height: 420 })
    await button().click()
    const box = await menu().boundingBox()
    expect(box !== null && box.x >= 0 && box.x + box.width <= 400 && box.y >= 0 && box.y + box.height <= 420).toBe(true)
  })
})
