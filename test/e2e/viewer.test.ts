import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { viewerFolder } from '../../scripts/lib/build-viewer.mjs'
import { inProject } from '../../scripts/lib/paths.mjs'
import { readArchiveFile } from '../harness/archive-file'
import { exportAsUsual } from '../harness/export-file'
import { findingsOf } from '../harness/panel-page/no-findings'
import { removeFolder, tempFolder } from '../harness/temp'
import { until } from '../harness/until'
import { launchViewerPages, type SessionFile, type ViewerPages, visitFile } from '../harness/viewer'
import { giveFile, selectedEntry, waitForSession } from '../harness/viewer-hands'

const startedAt = 1_795_000_000_000
const name = 'Wrong total after coupon'
let visit: SessionFile
let other: SessionFile
let pages: ViewerPages
let context: BrowserContext
const folder = tempFolder('viewer')

beforeAll(async () => {
  visit = await visitFile({ id: 'visit', name, startedAt, entries: 1500, seed: 3 })
  other = await visitFile({ id: 'other', name: 'A second visit', startedAt, entries: 300, seed: 4 })
  pages = await launchViewerPages([visit, other], [other.name])
})
afterAll(async () => {
  await pages.close()
  removeFolder(folder)
})
afterEach(async () => {
  await context.close()
  expect(pages.complaints.splice(0)).toEqual([])
})

async function fresh(options?: Parameters<ViewerPages['context']>[0]): Promise<Page> {
  context = await pages.context(options)
  return await pages.open(context)
}

/** A page of a fresh profile, with the visit in it. */
async function opened(options?: Parameters<ViewerPages['context']>[0]): Promise<Page> {
  const page = await fresh(options)
  await giveFile(page, visit)
  await waitForSession(page, name)
  return page
}

const linkTo = (address: string, hash = ''): string => `${pages.url}?session=${encodeURIComponent(address)}${hash}`

describe('a page without a session', () => {
  it('asks for a file, says that nothing leaves, and speaks of no recording', async () => {
    const page = await fresh()
    await page.getByRole('heading', { name: 'Open a session file' }).waitFor()
    await page.getByText('The file is read in this browser and sent nowhere.').waitFor()
    expect(await page.locator('#app').textContent()).not.toMatch(/record|permission|allow/i)
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    expect(await page.getByRole('dialog').textContent()).not.toMatch(/recording|Record and reload/)
  })

  it('has no connections from then on', async () => {
    const page = await fresh()
    const answer = await page.evaluate(
      async (url) =>
        fetch(url).then(
          () => 'sent',
          () => 'refused',
        ),
      pages.served.url,
    )
    expect(answer).toBe('refused')
    await until('the refusal to be told', () => pages.complaints.length > 0)
    expect(pages.complaints.splice(0).join('\n')).toContain("connect-src 'none'")
  })

  it('follows the colours of the system as they change', async () => {
    const page = await fresh({ colorScheme: 'dark' })
    await page.locator('html[data-theme=dark]').waitFor()
    await page.emulateMedia({ colorScheme: 'light' })
    await page.locator('html[data-theme=light]').waitFor()
  })
})

describe('a file', () => {
  it.each(['button', 'drop', 'paste'] as const)('comes in by %s and is shown', async (way) => {
    const page = await fresh()
    await giveFile(page, visit, way)
    await waitForSession(page, name)
    await page.locator('.counter').getByText('of 1').waitFor()
  })

  it('comes in where the browser gives no files of its own, and leaves again', async () => {
    context = await pages.context({ acceptDownloads: true })
    await context.addInitScript(() => {
      // The page before the first has no storage at all.
      if (!isSecureContext) return
      StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('not here', 'SecurityError'))
    })
    const page = await pages.open(context)
    await giveFile(page, visit)
    await waitForSession(page, name)
    const downloading = page.waitForEvent('download')
    await exportAsUsual(page)
    const path = join(folder, 'from-database.session.json.gz')
    await (await downloading).saveAs(path)
    expect(readArchiveFile(path).sessions[0]?.entries).toHaveLength(1500)
  })

  it('is exported again, sanitized, as a download', async () => {
    const page = await opened({ acceptDownloads: true })
    const downloading = page.waitForEvent('download')
    await page.keyboard.press('ControlOrMeta+s')
    await page.getByRole('dialog', { name: 'Export' }).waitFor()
    await page.keyboard.press('Enter')
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/^Wrong-total-after-coupon-.*\.session\.json\.gz$/)
    const path = join(folder, 'exported.session.json.gz')
    await download.saveAs(path)
    const file = readArchiveFile(path)
    expect(file.sessions[0]?.meta.name).toBe(name)
    expect(file.sessions[0]?.entries).toHaveLength(1500)
    expect(file.text).not.toContain('mira@shop.example')
  })

  it('is previewed and exported by a rule of one’s own, which finds the same in both', async () => {
    const page = await opened({ acceptDownloads: true })
    await page.keyboard.press('ControlOrMeta+s')
    await page.getByRole('button', { name: 'Rules…' }).click()
    const rules = page.getByRole('dialog', { name: 'Rules' })
    await rules.getByRole('button', { name: 'Add a rule' }).click()
    await rules.getByLabel('What it finds').selectOption('A pattern')
    await rules.getByLabel('Pattern', { exact: true }).fill('Brewing (?=scale)')
    await rules.getByRole('button', { name: 'Keep the rule' }).click()
    await rules.getByRole('button', { name: 'Preview' }).click()
    await rules.locator('li').getByText('rules/bad-pattern').waitFor()
    await rules.getByRole('button', { name: 'Edit' }).click()
    await rules.getByLabel('Pattern', { exact: true }).fill('(?i)brewing scale')
    await rules.getByRole('button', { name: 'Keep the rule' }).click()
    const found = rules.locator('[data-rule=own-pattern]')
    await found.waitFor()
    const count = await found.locator('td').first().textContent()
    const would = await rules.getByText(/^Would redact/).textContent()
    expect(await found.getByRole('button', { name: /^(?:state|event)\// }).count()).toBeGreaterThan(0)
    expect(await page.locator('[data-job=export]').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByText(would ?? '').waitFor()

    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export file' }).click()
    const path = join(folder, 'by-own-rule.session.json.gz')
    await (await downloading).saveAs(path)
    expect(readArchiveFile(path).text).not.toContain('Brewing scale')
    await page
      .locator('[data-job=export] .chip')
      .filter({ hasText: new RegExp(`^\\W*own-pattern\\W*${count}$`) })
      .waitFor()
  })
})

describe('a file that is none', () => {
  it.each([
    ['of another kind', { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG not at all', 'latin1') }, /archive\//],
    ['that is JSON of somebody else', { name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') }, /archive\/foreign/],
    ['that ends too early', 'half', /archive\/truncated/],
    ['with a flipped bit', 'flipped', /archive\/(?:checksum|not-gzip|bad-json|truncated|not-utf8)/],
  ] as const)('%s is refused with its code, and nothing changes', async (_, given, code) => {
    const page = await opened()
    await giveFile(page, typeof given === 'string' ? damaged(given) : given)
    const strip = page.getByRole('alert').filter({ hasText: 'The import failed' })
    await strip.getByText(code).waitFor()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await page.getByRole('button', { name: 'Sessions', exact: true }).click()
    await page.locator('.status-bar').getByText('1 session').waitFor()
    await page.getByRole('button', { name: 'Dismiss' }).last().click()
    await strip.waitFor({ state: 'detached' })
  })

  function damaged(how: 'half' | 'flipped'): SessionFile {
    const { buffer } = visit
    if (how === 'half') return { ...visit, buffer: buffer.subarray(0, buffer.length / 2) }
    const flipped = Buffer.from(buffer)
    const at = Math.floor(flipped.length / 2)
    flipped[at] = (flipped[at] ?? 0) ^ 0x10
    return { ...visit, buffer: flipped }
  }
})

describe('a moment', () => {
  it('is in the address as it is looked at, entry and filter', async () => {
    const page = await opened()
    await page.getByRole('combobox', { name: 'Filter' }).fill('cart/lineAdded')
    await page.getByRole('row').nth(2).click()
    const entry = await selectedEntry(page)
    await page.waitForURL((url) => url.hash === `#s=visit&t=${entry.slice(1)}.document-1&f=cart%2FlineAdded`)
  })

  it('is shown again by its link, in another browser too', async () => {
    const page = await opened({ permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('row').nth(20).click()
    const entry = await selectedEntry(page)
    await page.getByRole('button', { name: 'Copy a link to this moment' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Copied').waitFor()
    const { hash } = new URL(await page.evaluate(() => navigator.clipboard.readText()))
    expect(hash).toContain(`.document-`)
    await context.close()

    context = await pages.context()
    const elsewhere = await pages.open(context, linkTo(`/files/${visit.name}`, hash))
    await waitForSession(elsewhere, name)
    await until('the entry', async () => (await selectedEntry(elsewhere)) === entry)
    expect(new URL(elsewhere.url()).hash).toBe(hash)
  })

  it('is shown again when the page is loaded again, and nothing comes in twice', async () => {
    context = await pages.context()
    const page = await pages.open(context, linkTo(`/files/${visit.name}`))
    await waitForSession(page, name)
    await page.getByRole('combobox', { name: 'Filter' }).fill('-input')
    await page.getByRole('row').nth(5).click()
    const entry = await selectedEntry(page)
    await page.waitForURL(/t=.*f=-input/)
    await page.reload()
    await until('the entry', async () => (await selectedEntry(page)) === entry)
    expect(await page.getByRole('combobox', { name: 'Filter' }).inputValue()).toBe('-input')
    await page.getByRole('button', { name: 'Sessions', exact: true }).click()
    await page.locator('.status-bar').getByText('1 session').waitFor()
  })

  it('of a session that is not here is waited for', async () => {
    context = await pages.context()
    const page = await pages.open(context, `${pages.url}#s=visit&t=30.document-1`)
    await page.getByText('The link leads to a session that is not in this browser.').waitFor()
    await giveFile(page, other)
    await waitForSession(page, 'A second visit')
    await page.goto(`${pages.url}#s=visit&t=30.document-1`)
    await page.getByText('The link leads to a session that is not in this browser.').waitFor()
    await giveFile(page, visit)
    await waitForSession(page, name)
    await until('the entry', async () => (await selectedEntry(page)) === '#30')
    await page.goto(`${pages.url}#s=visit&t=99999.document-1`)
    const missing = page.locator('.strip', { hasText: 'The link leads to an entry that is not in this session.' })
    await missing.getByRole('button', { name: 'Dismiss' }).click()
    await page.waitForURL(`${pages.url}#s=visit`)
    expect(await missing.count()).toBe(0)
  })

  it('is a step back and a step forward away, from session to session', async () => {
    const page = await opened()
    await page.getByRole('row').nth(7).click()
    const entry = await selectedEntry(page)
    await page.getByRole('button', { name: 'Sessions', exact: true }).click()
    await giveFile(page, other)
    await waitForSession(page, 'A second visit')
    await page.goBack()
    await page.getByRole('button', { name }).waitFor()
    await page.goBack()
    await waitForSession(page, name)
    await until('the entry', async () => (await selectedEntry(page)) === entry)
    await page.goForward()
    await page.getByRole('button', { name }).waitFor()
    await page.goForward()
    await waitForSession(page, 'A second visit')
  })
})

describe('a link to a file', () => {
  it('opens one of another site that lets itself be read', async () => {
    context = await pages.context()
    await waitForSession(await pages.open(context, linkTo(`${pages.served.other}files/${other.name}`)), 'A second visit')
  })

  it('says why one cannot be read that another site keeps to itself', async () => {
    context = await pages.context()
    const page = await pages.open(context, linkTo(`${pages.served.other}files/${visit.name}`))
    await page.getByRole('alert').getByText('link/unreachable').waitFor()
    await page.getByText('does not let other sites read it').waitFor()
    expect(pages.complaints.splice(0).join('\n')).toMatch(/CORS/)
  })

  it('says so when nothing is there', async () => {
    context = await pages.context()
    const page = await pages.open(context, linkTo('/files/nothing.session.json.gz'))
    await page.getByText('the server answered 404').waitFor()
    expect(pages.complaints.splice(0).join('\n')).toMatch(/404/)
  })

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:application/json,{}', 'blob:x', 'http://me:secret@localhost/a'])(
    'refuses %s',
    async (address) => {
      context = await pages.context()
      const page = await pages.open(context, linkTo(address))
      await page.getByRole('alert').getByText('link/bad-address').waitFor()
    },
  )
})

describe('two tabs', () => {
  it('show the same sessions, and each its own imports', async () => {
    const first = await fresh()
    const second = await pages.open(context)
    await Promise.all([giveFile(first, visit), giveFile(second, other)])
    await waitForSession(first, name)
    await waitForSession(second, 'A second visit')
    for (const page of [first, second]) {
      await page.getByRole('button', { name: 'Sessions', exact: true }).click()
      await page.locator('.status-bar').getByText('2 sessions').waitFor()
      expect(await page.locator('.strip').count()).toBe(1)
    }
  })

  it('that follow one link bring its session once', async () => {
    context = await pages.context()
    const link = linkTo(`/files/${visit.name}`)
    const both = await Promise.all([pages.open(context, link), pages.open(context, link)])
    for (const page of both) {
      await waitForSession(page, name)
      await page.getByRole('button', { name: 'Sessions', exact: true }).click()
      await page.locator('.status-bar').getByText('1 session').waitFor()
    }
  })

  it('say that a session is gone when the other deleted it', async () => {
    const first = await opened()
    const second = await pages.open(context)
    await second.getByRole('button', { name: 'Delete' }).last().click()
    await first.getByRole('alert').getByText('This session was deleted.').waitFor()
    expect(await first.getByRole('row').count()).toBeGreaterThan(3)
    await second.getByRole('button', { name: 'Undo' }).click()
    await first.getByText('This session was deleted.').waitFor({ state: 'detached' })
    await second.getByRole('button', { name: 'Delete' }).last().click()
    await first.getByRole('button', { name: 'All sessions' }).click()
    await first.getByRole('heading', { name: 'Open a session file' }).waitFor()
  })
})

describe('accessibility', () => {
  it.each([
    ['wide', { width: 1280, height: 720 }],
    ['narrow', { width: 320, height: 568 }],
  ])('finds nothing, %s, in both colours', async (_, viewport) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await fresh({ viewport, colorScheme })
      expect(await findingsOf(page), `nothing open, ${colorScheme}`).toEqual([])
      await giveFile(page, visit)
      await waitForSession(page, name)
      await page.getByRole('row').nth(3).click()
      await page.locator('.entry-label').waitFor()
      expect(await findingsOf(page), `a session, ${colorScheme}`).toEqual([])
      await page.goto(`${pages.url}#s=missing`)
      await page.getByText('The link leads to').waitFor()
      expect(await findingsOf(page), `a lost link, ${colorScheme}`).toEqual([])
      await context.close()
    }
  })
})

it('opened as a file it says what to do instead, in its own look', async () => {
  context = await pages.context()
  const page = await context.newPage()
  await page.goto(pathToFileURL(join(viewerFolder, 'index.html')).href)
  await page.getByText('Browsers run it only from a web server').waitFor()
  expect(await page.locator('.before').evaluate((element) => getComputedStyle(element).textAlign)).toBe('center')
  pages.complaints.splice(0)
})

it('is served by npm run viewer, with a link that opens the file that was named', async () => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'My visit & more.session.json.gz')
  writeFileSync(file, visit.buffer)
  const child = spawn(process.execPath, [inProject('scripts/viewer.mjs'), file, '--no-open', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    const link = await until('the link', () => /opens the file: (\S+)/.exec(said)?.[1])
    context = await pages.context()
    await waitForSession(await pages.open(context, link), name)
  } finally {
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
})
