import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { JobState } from '../../../src/core/jobs'
import type { Downloads } from '../../harness/downloads'
import type { Remote } from '../../harness/firefox'
import { until } from '../../harness/until'
import { meta } from '../../unit/archive/support'
import { command, ended, offers, stage, staged, takeOffers } from './remote'
import { sampleFile } from './sample-file'

/** A browser with the extension, and a page of the extension in it. */
export interface JobsBrowser {
  readonly downloads: Downloads
  /** In the page of the extension. */
  run<Args extends readonly unknown[], Result>(remote: Remote<Args, Result>, ...args: Args): Promise<Result>
  stopBackground(): Promise<void>
  /** A fresh page of the extension in place of the one before. */
  reopen(): Promise<void>
  close(): Promise<void>
}

/** What holds in every browser. The tests build on each other: what one imports the next exports. */
export function jobsInABrowser(launch: () => Promise<JobsBrowser>): void {
  let browser: JobsBrowser
  let ids = 0

  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())

  async function start(request: object): Promise<string> {
    ids++
    await browser.run(command, 'jobs/start', { job: `job-${ids}`, request })
    return `job-${ids}`
  }

  async function finish(job: string): Promise<JobState> {
    return await until(`${job} to end`, () => browser.run(ended, job), { timeout: 90_000 })
  }

  async function importFile(file: Buffer): Promise<string> {
    const name = `import-${Date.now()}-${ids}`
    await browser.run(stage, name, file.toString('base64'))
    return await start({ kind: 'import', files: [{ file: name, name: 'sample.session.json.gz' }], known: 'copy' })
  }

  it('imports a staged file in the worker, and removes it', async () => {
    const job = await finish(await importFile(await sampleFile(3000)))
    expect(job.error).toBeUndefined()
    expect(job).toMatchObject({ phase: 'done', entries: { done: 3000 }, result: { session: meta.id } })
    expect(await browser.run(staged)).toEqual([])
  })

  it('refuses a file that is none, and says why', async () => {
    const job = await finish(await importFile(Buffer.from('{"log":{"version":"1.2"}}')))
    expect(job).toMatchObject({ phase: 'failed', error: { code: 'archive/foreign' } })
    expect(await browser.run(staged)).toEqual([])
  })

  it('exports it sanitized, and hands the file over when no page asks for it', async () => {
    const since = browser.downloads.list()
    const job = await finish(await start({ kind: 'export', sessions: [meta.id] }))
    expect(job.error).toBeUndefined()
    const path = await browser.downloads.waitFor(/\.session\.json\.gz$/, { since })
    expect(basename(path)).toBe(job.result?.name)
    const file = readFileSync(path)
    expect(file.length).toBe(job.result?.bytes)
    const document = JSON.parse(gunzipSync(file).toString())
    expect(document.writer).toMatch(/^Playhead \d/)
    expect(document.sessions[0].entries).toHaveLength(3000)
    expect(JSON.stringify(document)).not.toContain('ann.smith')
    expect(document.summary.redaction).toMatchObject({ rules: [{ rule: 'email' }] })
    const saved = await until('the job to be marked as saved', async () => (await browser.run(ended, job.id))?.savedAt)
    expect(saved).toBeGreaterThanOrEqual(job.createdAt)
  })

  it('offers the file to the page that asked for it, and leaves it to that page', async () => {
    const since = browser.downloads.list()
    await browser.run(takeOffers)
    const job = await finish(await start({ kind: 'export', sessions: [meta.id] }))
    expect(await until('the offer', async () => (await browser.run(offers)).at(0))).toBe(job.id)
    expect(await browser.run(staged)).toContain(job.result?.file)
    expect(browser.downloads.list()).toEqual(since)
    await browser.run(command, 'jobs/dismiss', { job: job.id })
    expect(await browser.run(staged)).not.toContain(job.result?.file)
    await browser.reopen()
  })

  it('goes on, and ends, when the background is stopped meanwhile', async () => {
    const job = await importFile(await sampleFile(60_000))
    await browser.stopBackground()
    const ending = await finish(job)
    expect(ending.error).toBeUndefined()
    expect(ending).toMatchObject({ phase: 'done', entries: { done: 60_000 } })
    expect(await browser.run(staged)).toHaveLength(1)
  })

  it('cancels a job that runs, leaving nothing', async () => {
    const job = await importFile(await sampleFile(60_000))
    await browser.run(command, 'jobs/cancel', { job })
    expect(await finish(job)).toMatchObject({ phase: 'cancelled', error: { code: 'job/cancelled' } })
    expect(await browser.run(staged)).toHaveLength(1)
  })
}
