import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import type { JobState } from '../../../src/core/jobs'
import { expectNoFindings } from '../../harness/panel-page/no-findings'
import { stagedPages } from '../../harness/panel-page/staged-pages'
import { until } from '../../harness/until'

const pages = stagedPages()
let page: Page

const main = 'Wrong total after coupon'
const exportDialog = () => page.getByRole('dialog', { name: 'Export' })
const dialog = () => page.getByRole('dialog', { name: 'Rules' })
const button = (name: string) => dialog().getByRole('button', { name, exact: true })
const packs = () => page.evaluate(() => window.stage.deps.rules.list())
const previews = () => page.evaluate(() => window.stage.exports.filter(({ preview }) => preview === true))
const focused = () => page.evaluate(() => document.activeElement?.textContent)

const report = {
  total: 1284,
  rules: [
    { rule: 'email', count: 1200, distinct: 30 },
    { rule: 'national-id', count: 84, distinct: 7 },
  ],
  encodings: [],
  samples: [
    { rule: 'email', at: 'event/console 12 args/0/user (json)' },
    { rule: 'email', at: 'state/change 40 patch/0/value/customer/contact/address/electronic' },
    { rule: 'national-id', at: 'session text' },
  ],
  fields: [],
}

/** Ends the preview that was begun last. */
async function answer(over: Partial<JobState> = { phase: 'done', result: { report } }): Promise<void> {
  await page.evaluate((how) => {
    const nothing = { done: 0, total: 0 }
    const { stage } = window
    const request = stage.exports.at(-1)
    if (request === undefined) throw new Error('nothing was asked for')
    const times = { attempts: 1, createdAt: 0, updatedAt: 0 }
    stage.setJobs([{ id: 'export-main', kind: 'export', request, phase: 'done', progress: nothing, entries: nothing, ...times, ...how }])
    stage.setJobs([])
  }, over)
}

async function openSession(options?: { readonly query?: string; readonly width?: number; readonly height?: number }): Promise<void> {
  page = await pages.open(options)
  await page.getByRole('button', { name: main }).click()
  await page.getByRole('row').nth(3).waitFor()
}

async function openFromPalette(): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('sanitizing rules')
  await page.keyboard.press('Enter')
  await dialog().waitFor()
}

describe('the dialog of rules', () => {
  it('has a rule written by keys alone, uses it in exports, and takes it back', async () => {
    await openSession()
    await openFromPalette()
    expect(await focused()).toBe('Preview')
    await expectNoFindings(page, 'the rules, closed')
    await button('Add a rule').focus()
    await page.keyboard.press('Enter')
    await dialog().getByRole('textbox', { name: 'Name', exact: true }).waitFor()
    // There is nothing to find yet.
    await page.keyboard.press('Enter')
    await dialog().getByText('Say what to find.').waitFor()
    expect(await dialog().getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true')
    await expectNoFindings(page, 'a rule that is none')
    await page.keyboard.type('customerNumber')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Mask')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await dialog().getByText('Added “customerNumber”').waitFor()
    expect(await focused()).toBe('Add a rule')
    expect(await packs()).toMatchObject([
      { id: 'mine', on: true, pack: { rules: [{ id: 'customernumber', find: { key: 'customerNumber' }, action: 'mask' }] } },
    ])
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await page.keyboard.press('ControlOrMeta+s')
    await exportDialog().getByText('1 rule of your own in use').waitFor()
    await page.keyboard.press('Enter')
    await until('the export', async () => (await page.evaluate(() => window.stage.exports.at(-1)?.packs?.length)) === 1)

    await openFromPalette()
    await button('Remove').press('Enter')
    await dialog().getByText('Removed “customerNumber”').waitFor()
    expect(await focused()).toBe('Undo')
    await page.keyboard.press('Enter')
    await dialog().getByText('Values under a name').waitFor()
    expect(await focused()).toBe('Add a rule')
  })

  it('leaves the form with Escape, and the dialog with the next', async () => {
    await openSession()
    await openFromPalette()
    await button('Add a rule').press('Enter')
    await page.keyboard.type('token')
    await page.keyboard.press('Escape')
    await dialog().getByRole('form').waitFor({ state: 'detached' })
    expect(await focused()).toBe('Add a rule')
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    expect(await packs()).toEqual([])
  })

  it('previews the open session, again after a change, and leads to where something was found', async () => {
    await openSession()
    await openFromPalette()
    await button('Preview').click()
    await answer()
    await dialog().getByText('Would redact 1 284 values (37 distinct) by 2 rules.').waitFor()
    expect(await previews()).toEqual([{ kind: 'export', sessions: ['main'], preview: true }])
    // Nobody is told of it as of an export.
    expect(await page.locator('[data-job]').count()).toBe(0)
    expect(await page.evaluate(() => window.stage.asked)).toContain('dismiss export-main')
    await dialog().getByRole('table', { name: 'Weaker findings' }).getByText('national-id', { exact: true }).waitFor()
    await expectNoFindings(page, 'a preview')

    await dialog().locator('[data-rule=email]').getByRole('button', { name: 'Not sensitive' }).press('Enter')
    await until('the next preview', async () => (await previews()).length === 2)
    expect((await previews())[1]?.packs).toMatchObject([{ rules: [{ id: 'email', find: { detector: 'email' }, action: 'keep' }] }])
    expect(await focused()).toBe('Undo')
    await page.keyboard.press('Enter')
    await until('another preview', async () => (await previews()).length === 3)
    expect((await previews())[2]?.packs).toBeUndefined()
    await answer()

    await dialog().getByRole('button', { name: 'event/console 12 args/0/user (json)' }).click()
    await dialog().waitFor({ state: 'detached' })
    const seq = await page.evaluate(() => document.querySelector('[role=row][aria-selected=true]')?.textContent)
    expect(seq).toBeTruthy()
  })

  it('says which rule cannot be used', async () => {
    await openSession()
    await openFromPalette()
    await button('Add a rule').click()
    await dialog().getByLabel('What it finds').selectOption('A pattern')
    await dialog().getByLabel('Pattern', { exact: true }).fill('(?<=a)b')
    await dialog().getByRole('button', { name: 'Keep the rule' }).click()
    await dialog().getByText('Added “Own pattern”').waitFor()
    await button('Preview').click()
    await answer({ phase: 'failed', error: { code: 'rules/bad-pattern', detail: { rule: 'own-pattern', why: 'invalid group' } } })
    await dialog().locator('li').getByText('The pattern of the rule own-pattern cannot be used').waitFor()
    await expectNoFindings(page, 'a rule that cannot be used')
  })

  it('lists what is built in, and takes what a person says of it', async () => {
    await openSession()
    await openFromPalette()
    await dialog()
      .getByRole('button', { name: /^Personal data: \d+ rules$/ })
      .click()
    await expectNoFindings(page, 'the rules of a template')
    const email = dialog().getByRole('checkbox', { name: /^E-mail addresses E-mail/ })
    await email.uncheck()
    await until('the rule', async () => (await packs())[0]?.pack.rules[0]?.action === 'keep')
    await email.check()
    await until('as built in', async () => (await packs())[0]?.pack.rules.length === 0)
    await dialog()
      .getByRole('combobox', { name: /E-mail address/ })
      .first()
      .selectOption('Masked')
    await until('the action', async () => (await packs())[0]?.pack.rules[0]?.action === 'mask')
  })

  it('takes a file of rules, gives one, and tells what is wrong with another', async () => {
    await openSession()
    await openFromPalette()
    const choose = async (content: string) => {
      const chooser = page.waitForEvent('filechooser')
      await button('Import rules…').click()
      await (await chooser).setFiles({ name: 'team.json', mimeType: 'application/json', buffer: Buffer.from(content) })
    }
    await choose('{"schema":"playhead-rules"}')
    await dialog().getByText('rules/not-a-pack').waitFor()
    const team = { schema: 'playhead-rules', schemaVersion: 1, name: 'Team', rules: [{ id: 'cid', find: { header: 'x-customer' } }] }
    await choose(JSON.stringify(team))
    await dialog().getByText('Imported “Team”').waitFor()
    await dialog().locator('[data-pack]').getByRole('button', { name: 'Export', exact: true }).click()
    expect(await page.evaluate(() => window.stage.asked)).toContain('download Team.rules.json true')
    await dialog().locator('[data-pack]').getByRole('button', { name: 'Delete', exact: true }).click()
    await dialog().getByText('Removed “Team”').waitFor()
    expect(await packs()).toEqual([])
  })

  it('comes over the export that is being chosen, which then tells the same numbers', async () => {
    await openSession()
    await page.keyboard.press('ControlOrMeta+s')
    await exportDialog().getByRole('button', { name: 'Rules…' }).click()
    await dialog()
      .getByRole('checkbox', { name: /^Health data/ })
      .check()
    await button('Preview').click()
    await answer()
    await dialog().getByText('Would redact 1 284 values').waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    expect(
      await exportDialog()
        .getByRole('checkbox', { name: /^Health data/ })
        .isChecked(),
    ).toBe(true)
    await exportDialog().getByText('Would redact 1 284 values').waitFor()
    await expectNoFindings(page, 'an export with a preview')
    await exportDialog()
      .getByRole('checkbox', { name: /^Health data/ })
      .uncheck()
    await exportDialog().getByText('preview again').waitFor()
  })

  it('gets a rule from what is selected in the state', async () => {
    await openSession()
    await page.keyboard.press('2')
    await page.keyboard.press('5')
    const tree = page.locator('.state-pane [role=treeitem]')
    await tree.nth(1).click()
    await page.getByRole('button', { name: 'Always redact' }).click()
    await page.locator('.toast').getByText('Added').waitFor()
    expect(await packs()).toMatchObject([{ id: 'mine', pack: { rules: [{ action: 'remove' }] } }])
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click()
    await until('none', async () => (await packs())[0]?.pack.rules.length === 0)
  })

  it('takes out of what is stored only what somebody says who was told that there is no way back', async () => {
    await openSession()
    await openFromPalette()
    await button('Redact what is stored…').click()
    const question = dialog().getByRole('alertdialog', { name: 'There is no way back' })
    await expectNoFindings(page, 'the question before a redaction')
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'detached' })
    await until('the focus is back', async () => (await focused()) === 'Redact what is stored…')
    const redactions = () => page.evaluate(() => window.stage.asked.filter((asked) => asked.startsWith('redact ')))
    expect(await redactions()).toEqual([])
    await page.keyboard.press('Enter')
    await question.getByRole('button', { name: 'Redact for good' }).click()
    await dialog().waitFor({ state: 'detached' })
    expect(await redactions()).toHaveLength(1)
  })

  it.each([320, 360])('fits %i px', async (width) => {
    await openSession({ width, height: 640 })
    await page.keyboard.press('ControlOrMeta+s')
    await exportDialog().getByRole('button', { name: 'Rules…' }).click()
    await button('Preview').click()
    await answer()
    await button('Add a rule').click()
    await dialog()
      .getByRole('button', { name: /^Secrets: \d+ rules$/ })
      .click()
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('.rules-dialog, .rules-dialog *, .export-dialog *')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'auto')
        .map((element) => element.className),
    )
    expect(tooWide).toEqual([])
    await expectNoFindings(page, `${width} px`)
  })
})
