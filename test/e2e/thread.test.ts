import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../harness/apps'
import { type ArchiveFile, comparable, readArchiveFile } from '../harness/archive-file'
import { type Chromium, launchChromium } from '../harness/chromium'
import { exportAsUsual } from '../harness/export-file'
import { naiveStates } from '../harness/naive-replay'
import { controlRecorder } from '../harness/recording'
import type { Served } from '../harness/serve'
import { lineOf } from '../harness/shown-moment'
import type { StoredEntry } from '../harness/stored'
import { removeFolder, tempFolder } from '../harness/temp'

interface Step {
  readonly action?: string
  readonly state: string
}

const truth = (page: Page) => page.evaluate(() => (globalThis as unknown as { readonly fixture: { readonly steps: Step[] } }).fixture.steps)
const row = (panel: Frame, text: string | RegExp) => panel.getByRole('row').filter({ hasText: text })

/** The lines that a tree of `value` shows for what has no inside. */
function leaves(value: unknown, key: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${key}: ${JSON.stringify(value)}`]
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, name))
}

/**
 * What the state tree says once everything in it is open. By keyboard: right
 * opens what is closed, down goes on. Only the rows in view exist, so they are
 * gathered on the way.
 */
async function treeLeaves(panel: Frame): Promise<ReadonlySet<string>> {
  const tree = panel.getByRole('tree', { name: 'State of the source' })
  const seen = new Set<string>()
  await tree.focus()
  await tree.press('Home')
  for (let before = ''; before !== (await tree.getAttribute('aria-activedescendant')); ) {
    before = (await tree.getAttribute('aria-activedescendant')) ?? ''
    // On a line that is open, right would go inside.
    if ((await tree.locator(`[id="${before}"]`).getAttribute('aria-expanded')) === 'false') await tree.press('ArrowRight')
    for (const line of await tree.getByRole('treeitem').allTextContents()) seen.add(lineOf(line))
    await tree.press('ArrowDown')
  }
  return seen
}

function withoutPatch(entry: StoredEntry): unknown {
  return entry.type === 'change' ? { ...entry, data: { ...entry.data, patch: undefined } } : entry
}

/** Every state that the app's store went through. */
function statesOf(entries: readonly StoredEntry[]): readonly string[] {
  return naiveStates(entries.filter(({ source }) => source?.startsWith('redux') === true)).map(({ json }) => json)
}

describe('the thread, in the real DevTools of Chromium', () => {
  const files = tempFolder('thread')
  let app: Served
  let chromium: Chromium
  let exported: ArchiveFile
  let file: string

  beforeAll(async () => {
    app = await serveApp('toolkit')
    chromium = await launchChromium()
  })
  afterAll(async () => {
    await chromium.close()
    await app.close()
    removeFolder(files)
  })

  it('records, shows entries as they come, the state at one of them, and what it changed; then exports', async () => {
    const page = await chromium.open(app.url)
    const { panel, close } = await chromium.openPanel(page, { width: 1400, height: 700 })
    await panel.getByRole('button', { name: 'Record', exact: true }).first().click()
    await row(panel, 'recording began after the page had already run').waitFor()

    await page.getByRole('textbox').fill('Buy milk')
    await page.getByRole('button', { name: 'Add' }).click()
    await row(panel, 'todos/added').waitFor()
    const atAdded = JSON.parse((await truth(page)).findLast(({ action }) => action?.includes('todos/added'))?.state ?? '')
    await page.getByRole('button', { name: 'Load' }).click()
    await row(panel, 'todos/load/fulfilled').waitFor()

    await row(panel, 'todos/added').click()
    const changes = panel.getByRole('list').filter({ hasText: 'todos.ids[0]' }).first()
    await changes.waitFor()
    expect([...(await treeLeaves(panel))]).toEqual(expect.arrayContaining([...leaves(atAdded, 'state')]))

    await panel.getByRole('button', { name: 'Stop', exact: true }).first().click()
    // Once it has stopped: an export covers what is stored when it begins.
    await panel.getByRole('button', { name: 'Record', exact: true }).first().waitFor()
    await exportAsUsual(panel)
    const path = await chromium.downloads.waitFor(/\.session\.json\.gz$/, { timeout: 30_000 })
    file = join(files, 'exported.session.json.gz')
    copyFileSync(path, file)
    exported = readArchiveFile(file)
    expect(path).toMatch(/-\d{8}-\d{6}\.session\.json\.gz$/)

    const control = await controlRecorder(chromium)
    const [stored] = await control.sessions()
    expect(exported.sessions).toHaveLength(1)
    expect(exported.sessions[0]?.meta.id).toBe(stored?.id)
    // There is nothing in this app that has to be redacted: what leaves is what was recorded. Sanitizing may
    // say a step of a state in another way, so states are compared by what they are.
    expect(exported.summary.redaction.rules).toEqual([])
    const left = comparable(exported.sessions[0]?.entries ?? [])
    const kept = comparable(stored?.entries ?? [])
    expect(left.map(withoutPatch)).toEqual(kept.map(withoutPatch))
    expect(statesOf(left)).toEqual(statesOf(kept))
    await close()
  })

  it('opens the file in a browser that never saw the session, with the same entries', async () => {
    const other = await launchChromium()
    try {
      const page = await other.open(app.url)
      const { panel } = await other.openPanel(page, { width: 1400, height: 700 })
      await panel.getByRole('button', { name: 'Import', exact: true }).first().waitFor()
      await panel.locator('body').drop({ files: file })
      await panel.getByRole('button', { name: 'Open', exact: true }).first().click()
      await row(panel, 'todos/load/fulfilled').waitFor()

      const control = await controlRecorder(other)
      const [stored] = await control.sessions()
      expect(comparable(stored?.entries ?? [])).toEqual(comparable(exported.sessions[0]?.entries ?? []))
      await row(panel, 'todos/added').click()
      await panel.getByRole('list').filter({ hasText: 'todos.ids[0]' }).first().waitFor()
    } finally {
      await other.close()
    }
  })

  it.each([
    ['another kind of file', 'notes.txt', Buffer.from('just some notes'), 'archive/'],
    ['a cut file', 'cut.session.json.gz', undefined, 'archive/truncated'],
  ])('refuses %s with a code, and changes nothing', async (_, name, content, code) => {
    const page = await chromium.open(app.url)
    const { panel, close } = await chromium.openPanel(page, { width: 1400, height: 700 })
    const control = await controlRecorder(chromium)
    const before = await control.sessions()
    const whole = readFileSync(file)
    const buffer = content ?? whole.subarray(0, Math.floor(whole.length / 2))
    await panel.locator('body').drop({ files: { name, mimeType: 'application/octet-stream', buffer } })
    await panel.getByText(code).first().waitFor()
    expect(await control.sessions()).toEqual(before)
    await close()
  })
})
