import { afterAll, beforeAll, expect, it } from 'vitest'
import type { JobState } from '../../../src/core/jobs'
import { type ArchiveFile, readArchiveFile } from '../../harness/archive-file'
import type { Downloads } from '../../harness/downloads'
import type { Remote } from '../../harness/firefox'
import { runCli } from '../../harness/run-cli'
import { type Served, serve } from '../../harness/serve'
import { until } from '../../harness/until'
import { command, ended } from '../jobs/remote'
import { lastMark, leaked, leakyPage, readable, typed } from './leaky-app'

/** A browser with the app in a tab, and the extension's panel beside it. */
export interface LeakBrowser {
  readonly downloads: Downloads
  /** In the panel. */
  run<Args extends readonly unknown[], Result>(remote: Remote<Args, Result>, ...args: Args): Promise<Result>
  /** Presses a button of the panel. */
  press(name: string): Promise<void>
  /** Has the app leak everything. */
  leak(): Promise<void>
  /** Types into the app's one field, a key at a time. */
  type(text: string): Promise<void>
  drop(path: string): Promise<void>
  close(): Promise<void>
}

type Rules = readonly { readonly rule: string; readonly count: number }[]
const countsOf = (rules: Rules) => rules.map(({ rule, count }) => `${rule} ${count}`).sort()

/** Text of the rows of the timeline that are in view. */
function rows(): readonly string[] {
  return [...document.querySelectorAll('[role=row]')].map((row) => row.textContent ?? '')
}

function strips(): readonly string[] {
  return [...document.querySelectorAll('[data-job=export]')].map((strip) => strip.textContent ?? '')
}

/** What holds in every browser. The tests build on each other. */
export function leaksInABrowser(launch: (url: string) => Promise<LeakBrowser>): void {
  let server: Served
  let browser: LeakBrowser
  let path: string
  let file: ArchiveFile
  let exported: JobState

  const row = (text: string) => until(`the row ${text}`, async () => (await browser.run(rows)).some((each) => each.includes(text)))

  beforeAll(async () => {
    const html = leakyPage()
    server = await serve((request, response) => {
      const isPage = !request.url?.startsWith('/api')
      response.writeHead(200, { 'content-type': isPage ? 'text/html' : 'application/json' }).end(isPage ? html : '{}')
    })
    browser = await launch(server.url)
    await browser.press('Record')
    await row('recording began after the page had already run')
    await browser.type(typed)
    await browser.leak()
    await row(lastMark)
    await browser.press('Stop')
    await until('the recording to end', async () => (await browser.run(buttons)).includes('Record'))
    await browser.press('Export')
    await browser.press('Export file')
    path = await browser.downloads.waitFor(/\.session\.json\.gz$/, { timeout: 60_000 })
    file = readArchiveFile(path)
    const { jobs } = (await browser.run(command, 'jobs/list', {})) as { readonly jobs: readonly JobState[] }
    const job = jobs.find(({ request }) => request.kind === 'export')
    if (job === undefined) throw new Error('There is no export')
    exported = job
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it('records forty kinds and more, in every way in which an app tells them', () => {
    expect(new Set(leaked.map(({ family }) => family)).size).toBeGreaterThanOrEqual(40)
    const kinds = new Set(file.sessions[0]?.entries.map(({ kind, type }) => `${kind}/${type}`))
    const wanted = ['console', 'custom', 'error', 'input', 'mark', 'navigation', 'request'].map((type) => `event/${type}`)
    expect([...kinds]).toEqual(expect.arrayContaining([...wanted, 'state/change']))
    const told = JSON.stringify(file.sessions[0]?.entries)
    for (const at of leaked.keys()) expect(told).toContain(`kind ${at}`)
  })

  it('lets none of them out by one click, in any form', () => {
    expect(readable(file.text)).toEqual([])
    expect(readable(path)).toEqual([])
  })

  it('tells of the same findings in the panel, in the file and in a preview', async () => {
    expect(exported.phase).toBe('ready')
    const { rules } = file.summary.redaction
    expect(countsOf(exported.findings?.rules ?? [])).toEqual(countsOf(rules))
    const total = rules.reduce((sum, { count }) => sum + count, 0)
    expect(exported.findings?.total).toBe(total)
    const [strip = ''] = await browser.run(strips)
    expect(strip.replace(/[\s,.\u00a0\u202f]/g, '')).toContain(`${total}valuesredacted`)

    const request = { kind: 'export', sessions: file.sessions.map(({ meta }) => meta.id), preview: true }
    await browser.run(command, 'jobs/start', { job: 'preview', request })
    const preview = await until('the preview', () => browser.run(ended, 'preview'))
    expect(preview.phase).toBe('done')
    expect(preview.result?.report?.total).toBe(total)
    expect(countsOf(preview.result?.report?.rules ?? [])).toEqual(countsOf(rules))
  })

  it('leaves nothing for the command line to find', async () => {
    const { exit, out } = await runCli(['sanitize', path, '--preview', '--json'])
    expect(exit).toBe(0)
    expect(JSON.parse(out).redacted).toMatchObject({ total: 0, rules: [] })
  })

  it('opens again, and shows what stands in place of a secret with the name of its rule', async () => {
    await browser.drop(path)
    await browser.press('Keep both')
    await until('the imported session', () => browser.run(openImported))
    // Where it was recorded, it stands there as it was.
    await row(`[redacted:${leaked[0]?.family}]`)
  })
}

function buttons(): readonly string[] {
  return [...document.querySelectorAll('button')].map((button) => (button.getAttribute('aria-label') ?? button.textContent ?? '').trim())
}

/** Stored sessions have a button of that name too. */
function openImported(): boolean {
  const button = [...document.querySelectorAll<HTMLElement>('[data-job=import] button')].find(({ textContent }) => textContent === 'Open')
  button?.click()
  return button !== undefined
}
