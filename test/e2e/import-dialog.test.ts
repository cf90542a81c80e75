import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Frame, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../harness/apps'
import { chainOf } from '../harness/chain'
import { type Chromium, launchChromium } from '../harness/chromium'
import { findingsOf } from '../harness/panel-page/no-findings'
import type { Served } from '../harness/serve'
import { until } from '../harness/until'
import { meta, page as recorded, sampleEntries, type WholeSession, writtenAs } from '../unit/archive/support'

let app: Served
let chromium: Chromium
let panel: Frame
let devtools: Page

const whole = (id: string, entries: number): WholeSession => ({
  ...{ meta: { ...meta, id, name: `Session ${id}` }, documents: [recorded], entries: sampleEntries(entries) },
})
const strips = () => panel.locator('[data-job="import"]')
const question = () => strips().getByRole('group')
const titles = () => panel.locator('.session-title').allTextContents()
const shown = (...names: readonly string[]) =>
  until(`the sessions ${names.join()}`, async () => (await titles()).toSorted().join() === names.toSorted().join())
const entriesOf = (name: string): Locator => panel.locator('tr', { has: panel.getByRole('button', { name, exact: true }) })

beforeAll(async () => {
  app = await serveApp('toolkit')
  chromium = await launchChromium()
  const opened = await chromium.openPanel(await chromium.open(app.url), { width: 1200, height: 760 })
  panel = opened.panel
  devtools = opened.devtools
  await panel.getByRole('button', { name: 'Import', exact: true }).waitFor()
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

/** Gives files, or text, to the panel as a drop or a paste does. */
function give(by: 'drop' | 'paste', files: readonly { readonly name: string; readonly bytes: Uint8Array }[], text?: string): Promise<void> {
  return panel.evaluate(
    ({ given, pasted, how }) => {
      const data = new DataTransfer()
      for (const { name, bytes } of given) data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name))
      if (pasted !== undefined) data.setData('text/plain', pasted)
      const options = { bubbles: true, cancelable: true }
      const event =
        how === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: data })
          : new ClipboardEvent('paste', { ...options, clipboardData: data })
      document.body.dispatchEvent(event)
    },
    { given: files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes).toString('base64') })), pasted: text, how: by },
  )
}

async function dismissAll(): Promise<void> {
  for (let left = await strips().count(); left > 0; left--) {
    await strips().first().getByRole('button', { name: 'Dismiss' }).click()
    await until('one less', async () => (await strips().count()) < left)
  }
}

describe('importing, in the real DevTools of Chromium', () => {
  it('takes a full file and its deltas in any order as one, after asking', async () => {
    const [full = Buffer.of(), one = Buffer.of(), two = Buffer.of()] = await chainOf(
      [whole('a', 20)],
      [whole('a', 30)],
      [whole('a', 30), whole('b', 7)],
    )
    const files = [two, full, one].map((bytes, at) => ({ name: `${at}.session.json`, bytes }))
    await give('drop', files)
    await question().getByText('3 files make one import').waitFor()
    expect(await findingsOf(panel)).toEqual([])
    await question().getByRole('button', { name: 'Import' }).click()
    await strips().getByText('2 new').waitFor()
    await shown('Session a', 'Session b')
    await entriesOf('Session a').getByText('30', { exact: true }).waitFor()
    await dismissAll()
  })

  it('asks what is to become of a session that is here, by mouse and by keys', async () => {
    const bytes = await writtenAs('json', [whole('a', 40)])
    await give('drop', [{ name: 'a.session.json', bytes }])
    await question().getByText('The session is here already').waitFor()
    await question().getByText('10 entries').waitFor()
    expect(await findingsOf(panel)).toEqual([])
    // What has the focus stores nothing when it is pressed.
    expect(await panel.evaluate(() => document.activeElement?.className)).toBe('import-question')
    await question().getByRole('button', { name: 'Keep both' }).click()
    await shown('Session a', 'Session a (copy)', 'Session b')
    await entriesOf('Session a').getByText('30', { exact: true }).waitFor()
    await dismissAll()

    await panel.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
    await give('drop', [{ name: 'a.session.json', bytes }])
    await question().waitFor()
    await until('the focus', () => panel.evaluate(() => document.activeElement?.className === 'import-question'))
    await devtools.keyboard.press('Tab')
    expect(await panel.evaluate(() => document.activeElement?.textContent)).toBe('Add what is missing')
    await devtools.keyboard.press('Enter')
    await strips().getByText('1 completed').waitFor()
    await entriesOf('Session a').getByText('40', { exact: true }).waitFor()
    await dismissAll()
  })

  it('only checks a file where that is asked for', async () => {
    await devtools.keyboard.press('ControlOrMeta+o')
    const dialog = panel.getByRole('dialog', { name: 'Import' })
    await dialog.waitFor()
    expect(await panel.evaluate(() => document.activeElement?.textContent)).toBe('Choose files…')
    await dialog.getByText('Only check the file').click()
    expect(await findingsOf(panel)).toEqual([])
    await give('drop', [{ name: 'c.session.yaml', bytes: await writtenAs('yaml', [whole('c', 5)]) }])
    await dialog.waitFor({ state: 'detached' })
    await strips().getByText('Checked, nothing was stored').waitFor()
    await strips().getByText('1 new').waitFor()
    expect(await titles()).not.toContain('Session c')
    await dismissAll()
  })

  it('takes the text of a session file that is pasted, but not into a text box', async () => {
    const text = (await writtenAs('yaml', [whole('c', 5)])).toString()
    const box = panel.getByRole('textbox', { name: 'Find sessions' })
    await box.evaluate((element, pasted) => {
      const data = new DataTransfer()
      data.setData('text/plain', pasted)
      element.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }))
    }, text)
    await give('paste', [], 'some words')
    await give('paste', [], text)
    await strips().getByText('pasted.session.yaml').waitFor()
    await shown('Session a', 'Session a (copy)', 'Session b', 'Session c')
    expect(await strips().count()).toBe(1)
    await dismissAll()
  })

  it('brings a backup of all sessions back after all were deleted', async () => {
    const names = await titles()
    const since = chromium.downloads.list()
    await panel.getByRole('button', { name: 'Back up and restore' }).click()
    await panel.getByRole('menuitem', { name: 'Back up all sessions…' }).click()
    const dialog = panel.getByRole('dialog', { name: 'Export' })
    expect(await dialog.getByRole('radio', { name: /^The whole library/ }).isChecked()).toBe(true)
    expect(await dialog.getByRole('checkbox', { name: /^View/ }).isChecked()).toBe(true)
    await dialog.getByRole('button', { name: 'Export file' }).click()
    const file = await chromium.downloads.waitFor(/^playhead-backup-.*\.session\.json\.gz$/, { since, timeout: 30_000 })
    for (const name of names) {
      await entriesOf(name).getByRole('button', { name: 'Delete' }).click()
      await until('it is gone', async () => !(await titles()).includes(name))
    }
    await devtools.keyboard.press('ControlOrMeta+k')
    await panel.getByRole('combobox', { name: 'Find a command or a session' }).waitFor()
    await devtools.keyboard.type('Restore')
    await devtools.keyboard.press('Enter')
    await panel.getByRole('dialog', { name: 'Import' }).waitFor()
    await give('drop', [{ name: basename(file), bytes: readFileSync(file) }])
    await shown(...names)
    expect(await findingsOf(panel)).toEqual([])
  })
})
