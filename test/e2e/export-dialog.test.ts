import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Frame, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../harness/apps'
import { type Chromium, launchChromium } from '../harness/chromium'
import { findingsOf } from '../harness/panel-page/no-findings'
import { runCli } from '../harness/run-cli'
import type { Served } from '../harness/serve'
import { until } from '../harness/until'

let app: Served
let chromium: Chromium
let panel: Frame
let devtools: Page
let page: Page

const dialog = () => panel.getByRole('dialog', { name: 'Export' })
const row = (text: string) => panel.getByRole('row').filter({ hasText: text })

beforeAll(async () => {
  app = await serveApp('toolkit')
  chromium = await launchChromium()
  page = await chromium.open(app.url)
  const opened = await chromium.openPanel(page, { width: 1200, height: 760 })
  panel = opened.panel
  devtools = opened.devtools
  await panel.getByRole('button', { name: 'Record', exact: true }).first().click()
  await row('recording began after the page had already run').waitFor()
  for (const todo of ['Buy milk', 'Feed the cat']) {
    await page.getByRole('textbox').fill(todo)
    await page.getByRole('button', { name: 'Add' }).click()
  }
  await row('todos/added').nth(1).waitFor()
  await panel.getByRole('button', { name: 'Stop', exact: true }).first().click()
  await panel.getByRole('button', { name: 'Record', exact: true }).first().waitFor()
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

/** Drops a file onto the panel. */
function drop(path: string): Promise<void> {
  return panel.evaluate(
    ([bytes, name]) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name))
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
    },
    [readFileSync(path).toString('base64'), basename(path)] as const,
  )
}

describe('a part of a session, in the real DevTools of Chromium', () => {
  it('is chosen and exported by mouse; the file says what was left out when it comes back', async () => {
    const since = chromium.downloads.list()
    await panel.getByRole('button', { name: 'Export', exact: true }).click()
    await dialog().waitFor()
    expect(await findingsOf(panel)).toEqual([])
    await dialog().getByRole('button', { name: 'Preview' }).click()
    await dialog()
      .getByText(/^(?:Nothing would be redacted|Would redact \d+)/)
      .waitFor()
    expect(await panel.locator('[data-job]').count()).toBe(0)
    await dialog().getByText('MessagePack', { exact: true }).click()
    await dialog().getByText('Events', { exact: true }).click()
    await dialog().getByText('From … until …').click()
    const from = dialog().getByLabel('From', { exact: true })
    await from.fill((await from.inputValue()).replace(/:\d\d\.\d\d\d$/, ':00.000'))
    expect(await findingsOf(panel)).toEqual([])
    await dialog().getByRole('button', { name: 'Export file' }).click()
    const file = await chromium.downloads.waitFor(/\.session\.msgpack\.gz$/, { since, timeout: 30_000 })
    const strip = panel.locator('[data-job="export"]')
    await strip.getByText(basename(file)).waitFor()
    // The app's random ids are names in its state, and one in a thousand or so has a `PWd` or a `CVV` in it.
    await strip
      .getByText(/^(?:Nothing had to be redacted|\d+ values? redacted)$/)
      .first()
      .waitFor()

    await drop(file)
    const imported = panel.locator('[data-job="import"]')
    await imported.getByRole('button', { name: 'Keep both' }).click()
    await imported.getByText('Without events').waitFor()
    await imported.getByRole('button', { name: 'Open' }).click()
    const bar = panel.locator('.excerpt-bar')
    await bar.getByText('Without events').waitFor()
    await bar.getByText(/^From .* until /).waitFor()
    await row('todos/added').first().waitFor()
    expect(await row('click').count()).toBe(0)
    await panel.getByRole('button', { name: 'Sessions', exact: true }).click()
    await panel.locator('.session-row .excerpt-line').getByText('Without events').waitFor()
    expect(await findingsOf(panel)).toEqual([])
    await panel
      .locator('.session-row')
      .filter({ hasNot: panel.locator('.excerpt-line') })
      .getByRole('button')
      .first()
      .click()
    await row('todos/added').first().waitFor()
  })

  it('is asked for by keys alone, which exports the same with Enter', async () => {
    const since = chromium.downloads.list()
    await panel.getByRole('grid', { name: 'Timeline' }).focus()
    await devtools.keyboard.press('ControlOrMeta+s')
    await dialog().waitFor()
    // The last shape is kept; all of it is there, and the focus where Enter exports.
    expect(
      await dialog()
        .getByRole('radio', { name: /^MessagePack/ })
        .isChecked(),
    ).toBe(true)
    expect(await dialog().getByRole('radio', { name: 'All of it' }).isChecked()).toBe(true)
    const focused = () => panel.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent)
    await devtools.keyboard.press('Tab')
    expect(await focused()).toBe('Close')
    for (const at of ['Export file', 'Cancel', 'As usual']) {
      await devtools.keyboard.press('Shift+Tab')
      expect(await focused()).toBe(at)
    }
    await devtools.keyboard.press('Enter')
    await until('the usual choice', () => dialog().getByRole('radio', { name: /^JSON/ }).isChecked())
    await devtools.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await until('the focus', () => panel.evaluate(() => document.activeElement?.getAttribute('role') === 'grid'))
    await devtools.keyboard.press('ControlOrMeta+s')
    await dialog().waitFor()
    await devtools.keyboard.press('Enter')
    await chromium.downloads.waitFor(/\.session\.msgpack\.gz$/, { since, timeout: 30_000 })
  })

  it('holds only what came after an earlier file, where that is asked for, and is none where nothing came', async () => {
    await panel.getByRole('grid', { name: 'Timeline' }).focus()
    await devtools.keyboard.press('ControlOrMeta+s')
    await dialog()
      .getByRole('radio', { name: /^Only what came after/ })
      .first()
      .check()
    expect(await dialog().getByRole('group', { name: 'What goes in' }).count()).toBe(0)
    expect(await findingsOf(panel)).toEqual([])
    await dialog().getByRole('button', { name: 'Export file' }).click()
    await panel.locator('[data-job="export"]').getByText('Nothing came after that file').waitFor()
  })

  it('is followed by files with what came after, until the recording ends, while DevTools are closed', async () => {
    const since = chromium.downloads.list()
    await panel.getByRole('button', { name: 'Record', exact: true }).first().click()
    await row('recording began after the page had already run').waitFor()
    await panel.getByRole('button', { name: 'Export', exact: true }).click()
    await dialog().getByText('As usual', { exact: true }).click()
    await dialog().getByText('Go on by itself').click()
    await dialog().getByLabel('Counted in').selectOption('entries')
    await dialog().getByLabel('Every', { exact: true }).fill('1')
    expect(await findingsOf(panel)).toEqual([])
    await dialog().getByRole('button', { name: 'Export file' }).click()
    const full = await chromium.downloads.waitFor(/\d\.session\.json\.gz$/, { since, timeout: 30_000 })
    await panel.locator('[data-schedule]').getByText('every 1 entry').waitFor()
    expect(await findingsOf(panel)).toEqual([])

    await page.getByRole('textbox').fill('Close the door')
    await page.getByRole('button', { name: 'Add' }).click()
    await row('todos/added').first().waitFor()
    await devtools.close()
    // Whatever wakes it, it looks: an alarm does each minute.
    await chromium.stopWorker()
    await page.getByRole('textbox').fill('Sleep')
    await page.getByRole('button', { name: 'Add' }).click()
    const deltas = (): readonly string[] =>
      chromium.downloads
        .list()
        .filter((name) => !since.includes(name) && /\.delta-\d+\.session\.json\.gz$/.test(name))
        .map((name) => join(dirname(full), name))
    // How many there are depends on how often it looked.
    await until(
      'what came after in the files',
      async () => {
        if (deltas().length === 0) return false
        const { exit, out } = await runCli(['apply', ...deltas(), full, '-o', '-'])
        return exit === 0 && out.includes('Close the door')
      },
      { timeout: 30_000 },
    )
    expect(gunzipSync(readFileSync(full)).toString()).not.toContain('Close the door')
  })
})
