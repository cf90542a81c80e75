import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { expectNoFindings } from '../../harness/panel-page/no-findings'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()
let page: Page

const main = 'Wrong total after coupon'
const dialog = () => page.getByRole('dialog', { name: 'Export' })
const radio = (name: string | RegExp) => dialog().getByRole('radio', { name })
const check = (name: string | RegExp) => dialog().getByRole('checkbox', { name })
const preset = () => dialog().getByRole('combobox', { name: 'Made for' })
const button = (name: string) => dialog().getByRole('button', { name, exact: true })
const exports = () => page.evaluate(() => window.stage.exports)
const lastExport = async () => (await exports()).at(-1)

async function openDialog(options?: { readonly width?: number; readonly height?: number }): Promise<void> {
  page = await pages.open(options)
  await page.getByRole('button', { name: main }).click()
  await page.getByRole('row').nth(3).waitFor()
  await page.keyboard.press('ControlOrMeta+s')
  await dialog().waitFor()
}

describe('the dialog of an export', () => {
  it('exports with Enter as nobody would choose otherwise, and gives the focus back when it is left', async () => {
    await openDialog()
    expect(await preset().inputValue()).toBe('team')
    await page.keyboard.press('Enter')
    await dialog().waitFor({ state: 'detached' })
    expect(await exports()).toEqual([{ kind: 'export', sessions: ['main'] }])

    const opener = page.getByRole('button', { name: 'Export', exact: true })
    await opener.focus()
    await page.keyboard.press('Enter')
    await dialog().waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await exports()).toHaveLength(1)
  })

  it('is gone with the key that leaves it: what is pressed next is heard, and what opens next stays', async () => {
    await openDialog()
    for (const leave of ['Escape', 'Enter', 'Escape', 'Enter']) {
      if (leave === 'Enter') await button('Cancel').focus()
      await page.keyboard.press(leave)
      // Not a frame later.
      await page.keyboard.press('ControlOrMeta+s')
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      expect(await dialog().count()).toBe(1)
    }
  })

  it('sets what a preset says, and says when that is changed; begins the same way the next time', async () => {
    await openDialog()
    await preset().selectOption('Long recordings')
    expect(await radio(/^MessagePack/).isChecked()).toBe(true)
    expect(await radio(/^Small/).isChecked()).toBe(true)
    await dialog().getByText('for recordings of hours').waitFor()
    await check(/^States of stores/).uncheck()
    expect(await preset().inputValue()).toBe('custom')
    expect(await check(/^Every change of them/).isDisabled()).toBe(true)
    expect(await check(/^Every change of them/).isChecked()).toBe(false)
    await page.keyboard.press('Enter')
    await until('the request', async () => (await lastExport())?.format === 'msgpack')
    expect(await lastExport()).toMatchObject({ compression: 'small', selection: { without: ['state', 'view'] } })

    await page.keyboard.press('ControlOrMeta+s')
    await dialog().waitFor()
    expect(await check(/^States of stores/).isChecked()).toBe(false)
    await button('As usual').click()
    expect(await preset().inputValue()).toBe('team')
  })

  it('tells how large each choice would be', async () => {
    await openDialog()
    const sizes = async () =>
      (await dialog().locator('.choice-aside').allTextContents()).map((told) => /^about ([\d.]+) kB$/.exec(told)?.[1])
    expect(await sizes()).toHaveLength(6)
    const [json, yaml, msgpack] = (await sizes()).map(Number)
    expect(msgpack).toBeLessThan(json ?? 0)
    expect(yaml).toBeGreaterThan(json ?? 0)
    const before = await dialog().locator('output').textContent()
    await check(/^Events/).uncheck()
    await until('another sum', async () => (await dialog().locator('output').textContent()) !== before)
  })

  it('takes some sources and some time of the session on screen', async () => {
    await openDialog()
    await radio(/^Only the chosen ones/).check()
    await check('localStorage').uncheck()
    await radio(/^From/).check()
    const from = dialog().getByLabel('From', { exact: true })
    const day = (await from.inputValue()).slice(0, 10)
    await from.fill(`${day}T23:59:59.999`)
    const until = dialog().getByLabel('Until', { exact: true })
    await until.fill(`${day}T00:00`)
    await dialog().getByText('The range ends before it begins.').waitFor()
    expect(await button('Export file').isDisabled()).toBe(true)
    await expectNoFindings(page, 'a range that is none')
    await from.fill(`${day}T00:00:00.001`)
    await until.fill(`${day}T23:59:59.999`)
    await button('Export file').click()
    const { selection } = (await lastExport()) ?? {}
    expect(selection).toMatchObject({ without: ['view'], sources: ['shop'] })
    expect((selection?.until ?? 0) - (selection?.from ?? 0)).toBe(86_399_998)
  })

  it('takes the time on screen', async () => {
    page = await pages.open()
    await page.getByRole('button', { name: main }).click()
    await page.getByRole('row').nth(3).click()
    await page.keyboard.press('r')
    await page.keyboard.press('ControlOrMeta+s')
    await radio(/^The time on screen/).check()
    await page.keyboard.press('Enter')
    const { selection } = (await lastExport()) ?? {}
    expect((selection?.until ?? 0) - (selection?.from ?? 0)).toBeCloseTo(2000)
  })

  it('takes several sessions: those that were picked, others, or all', async () => {
    page = await pages.open()
    await page.evaluate(() => window.stage.store.editSession('older', { name: '<b>Older\u202e' }))
    await page.getByRole('checkbox', { name: `Pick ${main}` }).check()
    await page.getByRole('checkbox', { name: 'Pick cart-bug-from-support' }).check()
    await page.locator('.merge-tools').getByRole('button', { name: 'Export' }).click()
    expect(await radio('Chosen ones').isChecked()).toBe(true)
    await check(/^<b>Older\\u\{202e\}/).check()
    await expectNoFindings(page, 'some sessions')
    await page.keyboard.press('Enter')
    expect((await lastExport())?.sessions).toEqual(['main', 'imported', 'older'])
    await page.keyboard.press('ControlOrMeta+s')
    await radio(/^The whole library, 4 sessions/).check()
    await button('Export file').click()
    expect((await lastExport())?.sessions).toHaveLength(4)
  })

  it('leaves secrets in only when somebody says so who was told what that means, and only once', async () => {
    await openDialog()
    await check(/^Sanitize/).click()
    await dialog().getByRole('alertdialog', { name: 'Export what was recorded as it is?' }).waitFor()
    await expectNoFindings(page, 'asking')
    await button('Keep sanitizing').click()
    expect(await check(/^Sanitize/).isChecked()).toBe(true)
    await check(/^Sanitize/).click()
    await button('Switch sanitizing off').click()
    await expectNoFindings(page, 'not sanitized')
    await button('Export unsanitized').click()
    expect(await lastExport()).toEqual({ kind: 'export', sessions: ['main'], sanitize: false })
    await page.keyboard.press('ControlOrMeta+s')
    await button('Export file').waitFor()
    expect(await check(/^Sanitize/).isChecked()).toBe(true)
  })

  it('looks for what is chosen, for the usual ones again the next time, and asks before it looks for nothing', async () => {
    await openDialog()
    await check(/^Health data/).check()
    await check(/^Personal data/).uncheck()
    await button('Export file').click()
    expect(await lastExport()).toEqual({ kind: 'export', sessions: ['main'], templates: ['secrets', 'pci', 'hipaa'] })
    await page.keyboard.press('ControlOrMeta+s')
    expect(await check(/^Health data/).isChecked()).toBe(false)
    for (const name of [/^Secrets/, /^Personal data/, /^Payment cards/]) await check(name).click()
    await dialog().getByRole('alertdialog', { name: 'Export what was recorded as it is?' }).waitFor()
    await button('Keep sanitizing').click()
    expect(await check(/^Payment cards/).isChecked()).toBe(true)
    await button('Export file').click()
    expect(await lastExport()).toEqual({ kind: 'export', sessions: ['main'], templates: ['pci'] })
  })

  it.each([300, 1400])('fits into a panel %i pixels wide, in both themes', async (width) => {
    await openDialog({ width, height: 640 })
    await radio(/^Only the chosen ones/).check()
    await radio(/^From/).check()
    await expectNoFindings(page, `${width} wide`)
    const spill = await dialog()
      .locator('.export-fields')
      .evaluate((fields) => fields.scrollWidth - fields.clientWidth)
    expect(spill).toBe(0)
    expect(await button('Export file').isVisible()).toBe(true)
  })
})
