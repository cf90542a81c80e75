import { isDeepStrictEqual } from 'node:util'
import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { type JobState, newJob } from '../../src/core/jobs'
import { exportAsUsual } from '../harness/export-file'
import { generateVisit, shopSource } from '../harness/panel-page/generated-session'
import { expectNoFindings, findingsOf } from '../harness/panel-page/no-findings'
import { stagedPages } from '../harness/panel-page/staged-pages'
import { until } from '../harness/until'

const pages = stagedPages()
let page: Page

const mainName = 'Wrong total after coupon'

async function openSession(): Promise<void> {
  await page.getByRole('button', { name: mainName }).click()
  await page.getByRole('row').first().waitFor()
}

const timeline = () => page.getByRole('grid', { name: 'Timeline' })
const counter = () => page.locator('.counter')
const asked = () => page.evaluate(() => window.stage.asked)
const exportJob = (over: Partial<JobState>): JobState => ({ ...newJob('export-main', { kind: 'export', sessions: ['main'] }, 0), ...over })
const setJobs = (jobs: readonly JobState[]) => page.evaluate((next) => window.stage.setJobs(next), jobs)

describe('accessibility, in both themes', () => {
  const findings = { total: 15, rules: [{ rule: 'jwt', count: 3 }] }

  it('finds nothing in the sessions, exports, imports and failures', async () => {
    page = await pages.open()
    await expectNoFindings(page, 'sessions')
    await setJobs([
      exportJob({ id: 'a', phase: 'write', findings, progress: { done: 3, total: 8 } }),
      exportJob({ id: 'b', phase: 'plan' }),
      exportJob({ id: 'c', phase: 'ready', findings, result: { name: 'n.session.json.gz', bytes: 9 } }),
      exportJob({ id: 'd', phase: 'failed', error: { code: 'sanitize/residual', detail: { rule: 'jwt', at: 'entry 4' } } }),
    ])
    await expectNoFindings(page, 'jobs')
    await setJobs([])
    await page.getByRole('button', { name: 'Rename' }).first().click()
    await expectNoFindings(page, 'renaming')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Delete' }).last().click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await expectNoFindings(page, 'toast')
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await expectNoFindings(page, 'shortcuts')
  })

  it('finds nothing in a session, whatever entry is selected', async () => {
    page = await pages.open()
    await openSession()
    await expectNoFindings(page, 'nothing selected')
    for (const facet of ['State', 'Console', 'Errors', 'Network', 'Input', 'Navigation', 'Marks', 'Gaps']) {
      const toggle = page.getByRole('button', { name: new RegExp(`^${facet} `) })
      await toggle.click({ modifiers: ['Alt'] })
      await page.getByRole('row').nth(3).click()
      await page.locator('.entry-label').waitFor()
      await expectNoFindings(page, facet, ['.details', '[role=row][aria-selected=true]'])
      await toggle.click({ modifiers: ['Alt'] })
    }
  })

  it('finds nothing in a raw entry, nor with a filter that is bad or lets nothing through', async () => {
    page = await pages.open()
    await openSession()
    await page.getByRole('row').nth(3).click()
    await page.getByRole('tab', { name: 'JSON' }).click()
    await expectNoFindings(page, 'JSON')
    await page.getByRole('combobox', { name: 'Filter' }).fill('/(/')
    await expectNoFindings(page, 'a bad filter')
    await page.getByRole('combobox', { name: 'Filter' }).fill('there is nothing like this')
    await page.getByRole('button', { name: 'Clear filter' }).last().waitFor()
    await expectNoFindings(page, 'an empty filter')
  })

  it('finds nothing while a session is recorded and read from further up', async () => {
    page = await pages.open({ query: '?sessions=none' })
    await page.evaluate(
      (options) => window.stage.record(options).then(() => window.stage.setRecorder({ state: 'recording', session: 'live' })),
      { id: 'live', name: 'A live one', startedAt: Date.now() - 65_000, entries: 300, seed: 6 },
    )
    await page.getByText(/^1:\d\d$/).waitFor()
    await timeline().evaluate((list) => list.scrollTo(0, 500))
    await page.getByRole('button', { name: 'Jump to latest' }).waitFor()
    await expectNoFindings(page, 'recording')
  })

  it('finds what is not as it should be', async () => {
    page = await pages.open({ query: '?sessions=none' })
    await page.evaluate(() => document.body.append(document.createElement('button')))
    expect((await findingsOf(page)).join()).toContain('button-name')
  })

  it('finds nothing in a narrow dock', async () => {
    page = await pages.open({ width: 320, height: 640 })
    await expectNoFindings(page, 'sessions')
    await openSession()
    await page.getByRole('row').nth(3).click()
    for (const tab of ['State', 'Entry']) {
      await page.getByRole('tab', { name: tab }).click()
      await expectNoFindings(page, tab)
    }
  })

  it.each([
    ['nothing stored', '?sessions=none', undefined],
    ['no permission', '?sessions=none', { state: 'not-granted', origin: 'https://shop.example' }],
    ['no permission, to be given elsewhere', '?sessions=none&grant=no', { state: 'not-granted', origin: 'https://shop.example' }],
    ['no page of the web', '?sessions=none', { state: 'unavailable', why: 'it shows a browser page' }],
    ['a full disk', '', { state: 'full', session: 'main' }],
    ['a store that fails', '?store=broken', undefined],
  ] as const)('finds nothing with %s', async (state, query, status) => {
    page = await pages.open({ query })
    if (status !== undefined) await page.evaluate((next) => window.stage.setRecorder(next), status)
    await expectNoFindings(page, state)
  })
})

describe('sessions', () => {
  it('show a name that looks like markup, or turns writing around, as what it is', async () => {
    page = await pages.open()
    const name = '<img src=x onerror=alert(1)>\u202egpj.exe\u0007'
    await page.evaluate((next) => window.stage.store.editSession('main', { name: next }), name)
    await page.getByText('<img src=x onerror=alert(1)>\\u{202e}gpj.exe\\u{7}').waitFor()
    expect(await page.locator('img').count()).toBe(0)
  })

  it('say why they cannot be read', async () => {
    page = await pages.open({ query: '?store=broken' })
    await page.getByText('store/unavailable').waitFor()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
  })
})

describe('recording', () => {
  it('asks for the permission where there is none, and starts nothing by itself', async () => {
    page = await pages.open({ query: '?sessions=none' })
    await page.evaluate(() => window.stage.setRecorder({ state: 'not-granted', origin: 'https://shop.example' }))
    await page.getByRole('button', { name: 'Allow this site' }).last().click()
    expect(await asked()).toEqual(['grant'])
  })

  it('says what it waits for when a page is slow to hand over what it holds', async () => {
    page = await pages.open()
    await page.evaluate(() => {
      const stop = () => new Promise<void>((resolve) => Object.assign(globalThis, { answer: resolve }))
      Object.assign(window.stage.deps.recorder ?? {}, { stop })
      window.stage.setRecorder({ state: 'recording', origin: 'https://shop.example', session: 'main' })
    })
    await page.getByRole('button', { name: 'Stop' }).click()
    const waiting = page.getByText('waiting for the page…')
    await waiting.waitFor()
    await page.evaluate(() => (globalThis as unknown as { answer(): void }).answer())
    await waiting.waitFor({ state: 'detached' })
    expect(await page.getByRole('button', { name: 'Stop' }).isEnabled()).toBe(true)
  })
})

describe('the timeline', () => {
  const visit = generateVisit({ id: 'main', name: mainName, startedAt: 0, entries: 3000, seed: 1 })

  it('filters by text, kind and level, and keeps the last good filter when one is bad', async () => {
    page = await pages.open()
    await openSession()
    await page.keyboard.press('/')
    await page.keyboard.type('quantityChanged')
    const expected = visit.facts.filter(({ entry }) => JSON.stringify(entry.data).includes('quantityChanged')).length
    await until('the counter', async () => (await counter().textContent())?.startsWith(`${expected} of`))
    await page.keyboard.type(' /(/')
    await page.getByText('is not a valid pattern').waitFor()
    expect(await counter().textContent()).toMatch(`${expected} of`)
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Level' }).selectOption('error')
    const errors = await page.evaluate(async () => (await window.stage.store.getSession('main')).counts.errors)
    await until('the errors', async () => (await counter().textContent())?.startsWith(`${errors} of`))
    await page.getByRole('button', { name: /^Errors / }).click()
    expect(await page.locator('.row-error').count()).toBe(0)
  })

  it('stays usable with a million entries', async () => {
    page = await pages.open({ query: '?large=1000000' })
    await page.getByRole('button', { name: 'A very long session' }).click()
    await page.getByRole('row').first().waitFor()
    await until('all entries', async () => (await timeline().getAttribute('aria-rowcount')) === '1000000', { timeout: 90_000 })
    await timeline().focus()
    await page.keyboard.press('End')
    await page.getByRole('row', { name: 'cart/lineAdded' }).last().waitFor()
    expect(await page.locator('[role=row][aria-selected=true]').getAttribute('aria-rowindex')).toBe('1000000')
    // In the middle, where labels were dropped and have to be read again.
    await timeline().evaluate((list) => list.scrollTo(0, list.scrollHeight / 2))
    await until('labels in the middle', async () => (await page.locator('.row-label').allTextContents()).every((label) => label !== '…'))
    expect(await page.getByRole('row').count()).toBeLessThan(80)
  })
})

describe('an entry', () => {
  const visit = generateVisit({ id: 'main', name: mainName, startedAt: 0, entries: 3000, seed: 1 })

  it('of a state shows what changed and the whole state, as they were in the app', async () => {
    page = await pages.open()
    await openSession()
    await page.getByRole('combobox', { name: 'Filter' }).fill('cart/quantityChanged')
    await page.getByRole('row').nth(5).click()
    await page.getByRole('tab', { name: 'JSON' }).click()
    const json = JSON.parse((await page.locator('pre.json').textContent()) ?? '')
    const spoken = visit.facts.filter(({ entry }) => entry.kind === 'state' && entry.source === shopSource)
    const at = spoken.findIndex(({ entry, document }) => document === json.document && isDeepStrictEqual(entry.data, json.data))
    const tree = page.getByRole('tree', { name: 'State of the source' })
    for (const line of [`total: ${visit.states[at]?.cart.total}`, `subtotal: ${visit.states[at]?.cart.subtotal}`]) {
      await tree.getByRole('treeitem').filter({ hasText: line }).first().waitFor()
    }
    await page.getByRole('tab', { name: 'Entry' }).click()
    const lines = await page.locator('.details .change-path').allTextContents()
    expect(lines.length).toBe(json.data.patch.length)
    expect(lines.some((line) => /^cart\.lines\[\d\]\.quantity$/.test(line))).toBe(true)
    await page.keyboard.press(']')
    await page.locator('.entry-label').waitFor()
  })

  it('leads from a request to its response', async () => {
    page = await pages.open()
    await openSession()
    await page.getByRole('combobox', { name: 'Filter' }).fill('/^PUT/')
    await page.getByRole('row').nth(2).click()
    await page.getByRole('button', { name: 'Go to the response' }).click()
    await page.getByRole('heading', { level: 2, name: /^\d+ PUT/ }).waitFor()
    await page.getByRole('button', { name: 'Go to the request' }).waitFor()
  })

  it('shows control and direction characters of a page as escapes, never its markup', async () => {
    page = await pages.open({ query: '?sessions=none' })
    await page.evaluate(async () => {
      const { store } = window.stage
      await window.stage.record({ id: 'hostile', name: 'hostile', startedAt: 1, entries: 20, seed: 1 })
      const document = (await store.listDocuments('hostile')).find(({ id }) => id === 'document-2')
      const args = ['<b>bold</b>\u202e\u0000', { '<script>': '\u2066x' }]
      await store.append('hostile', 'document-2', (document?.lastN ?? 0) + 1, [
        { kind: 'event', type: 'console', data: { method: 'log', args }, t: 9e12 },
      ])
      await store.endSession('hostile', 'ended')
    })
    await page.getByRole('button', { name: 'hostile' }).click()
    await timeline().focus()
    await page.keyboard.press('End')
    await page.locator('.entry-label').getByText('<b>bold</b>\\u{202e}').waitFor()
    await page.getByRole('treeitem').filter({ hasText: '<script>: "\\u{2066}x"' }).waitFor()
    expect(await page.locator('.details b, .details script').count()).toBe(0)
  })
})

describe('files', () => {
  it('are exported with two clicks: what was redacted so far, progress, cancel; then saved by themselves', async () => {
    page = await pages.open()
    await openSession()
    await exportAsUsual(page)
    await setJobs([exportJob({ phase: 'plan', progress: { done: 100, total: 900 } })])
    await page.getByText('Looking at what goes in').waitFor()
    await setJobs([
      exportJob({ phase: 'write', progress: { done: 100, total: 900 }, findings: { total: 4, rules: [{ rule: 'jwt', count: 4 }] } }),
    ])
    await page.getByText('4 values redacted so far').waitFor()
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('11')
    await setJobs([exportJob({ phase: 'ready', result: { name: 'n.session.json.gz', bytes: 1000 }, findings: { total: 4, rules: [] } })])
    await page.getByText('4 values redacted').waitFor()
    await until('the saving', async () => (await asked()).includes('save export-main'))
    expect((await asked()).filter((what) => what.startsWith('save'))).toHaveLength(1)
    await setJobs([exportJob({ id: 'other', phase: 'write' })])
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await asked()).toContain('cancel other')
  })

  it('are imported when they are dropped anywhere, or chosen', async () => {
    page = await pages.open({ query: '?sessions=none' })
    await page.evaluate(() => window.dispatchEvent(new DragEvent('dragenter')))
    await page.getByText('Drop session files to import them').waitFor()
    await page.locator('body').drop({ files: { name: 'a.session.json.gz', mimeType: 'application/gzip', buffer: Buffer.from('x') } })
    await until('the import', async () => (await asked()).includes('import a.session.json.gz'))
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Control+o')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles({ name: 'b.session.json.gz', mimeType: 'application/gzip', buffer: Buffer.from('x') })
    await until('the import', async () => (await asked()).includes('import b.session.json.gz'))
  })

  it('that cannot be imported say code, place and what to do', async () => {
    page = await pages.open()
    const failed = {
      ...newJob('i', { kind: 'import', files: [{ file: 'f', name: 'bad.json.gz' }] }, 0),
      phase: 'failed',
      error: { code: 'archive/truncated', detail: { at: 'byte 4096' } },
    } as const
    await setJobs([failed])
    const strip = page.getByRole('alert')
    expect(await strip.textContent()).toMatch(/bad\.json\.gz.*ends too early, at byte 4096.*Get the file again.*archive\/truncated/)
    await page.getByRole('button', { name: 'Dismiss' }).click()
    expect(await asked()).toEqual(['dismiss i'])
  })
})

describe('the layout', () => {
  it.each([
    ['320 pixels wide', { width: 320, height: 640 }],
    ['a low dock', { width: 1200, height: 200 }],
    ['a dock at the right', { width: 480, height: 900 }],
    ['200 % zoom', { width: 500, height: 300, scale: 2 }],
  ])('leaves nothing out of reach in %s', async (_, size) => {
    page = await pages.open(size)
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(await overflow()).toBe(0)
    await openSession()
    await page.getByRole('row').nth(1).click()
    expect(await overflow()).toBe(0)
    for (const name of ['Record', 'Export', 'Import']) expect(await page.getByRole('button', { name, exact: true }).isVisible()).toBe(true)
    expect(await page.getByRole('row').count()).toBeGreaterThan(3)
  })
})
