import { afterAll, beforeAll, expect, it } from 'vitest'
import type { JobState } from '../../src/core/jobs'
import { readArchiveFile } from '../harness/archive-file'
import { addonId, type Firefox, launchFirefox } from '../harness/firefox'
import { type Served, servePage } from '../harness/serve'
import { until } from '../harness/until'
import { meta } from '../unit/archive/support'
import { command, ended, stage } from './jobs/remote'
import { sampleFile } from './jobs/sample-file'

const entries = 20_000
/** Longer than Firefox lets an idle background be; in each of them the job takes no step and tells nothing. */
const holds = [45_500, 45_500]
const lifetime = 90_000

let firefox: Firefox
let served: Served

beforeAll(async () => {
  served = await servePage('<!doctype html><title>An app</title>')
  firefox = await launchFirefox()
})
afterAll(async () => {
  await firefox.close()
  await served.close()
})

/** `running`, `stopped` or between them. Looking does not wake it. */
const backgroundState = () => firefox.runPrivileged(`return WebExtensionPolicy.getByID('${addonId}').extension.backgroundState`)

/**
 * Runs in the background: holds the whole database, so that a job waits in the middle of its work as it would for a
 * slow disk. Between two holds the job takes one step. Gives the job as it is when the first begins.
 */
async function holdDatabase(job: string, times: readonly number[]): Promise<JobState | undefined> {
  const opening = indexedDB.open('playhead')
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const hold = ([time = 0, ...later]: readonly number[], begun: (job: JobState | undefined) => void): void => {
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite')
    const jobs = transaction.objectStore('jobs')
    let from: number | undefined
    // A transaction lasts as long as something is asked of it.
    const ask = (): void => {
      const asked = jobs.get(job)
      asked.onsuccess = () => {
        from ??= performance.now()
        begun(asked.result)
        if (performance.now() - from < time) ask()
      }
    }
    ask()
    transaction.oncomplete = () => {
      if (later.length > 0) hold(later, () => undefined)
      else database.close()
    }
  }
  return await new Promise((resolve) => hold(times, resolve))
}

it('has a background that Firefox stops when it is idle, also while the database is held', async () => {
  await firefox.open(served.url)
  // One that runs already has its time of waiting from before.
  await firefox.stopBackground()
  await firefox.runPrivileged(`Services.prefs.setIntPref('extensions.background.idle.timeout', 500)`)
  await firefox.evaluateInBackground(holdDatabase, 'none', [60_000])
  await until('the background to stop', async () => (await backgroundState()) === 'stopped')
  await firefox.runPrivileged(`Services.prefs.clearUserPref('extensions.background.idle.timeout')`)
})

it('finishes one job of 90 seconds with DevTools closed, though Firefox stops backgrounds that are idle for 30', {
  timeout: 300_000,
}, async () => {
  await firefox.open(served.url)
  const panel = await firefox.openPanel()
  await panel.evaluate(stage, 'import-1-1', (await sampleFile(entries)).toString('base64'))
  await panel.evaluate(command, 'jobs/start', {
    job: 'import',
    request: { kind: 'import', files: [{ file: 'import-1-1', name: 'long.session.json.gz' }] },
  })
  expect(await until('the import', () => panel.evaluate(ended, 'import'), { timeout: 60_000 })).toMatchObject({ phase: 'done' })
  await firefox.evaluateInBackground(() => {
    Object.assign(window, { since: 'the beginning' })
  })
  await panel.evaluate(command, 'jobs/start', { job: 'export', request: { kind: 'export', sessions: [meta.id], name: 'one-long-job' } })
  const jobNow = () => firefox.evaluateInBackground(holdDatabase, 'export', [0])
  await until('the job to begin', async () => (await jobNow())?.phase !== 'waiting', { every: 20 })
  const held = await firefox.evaluateInBackground(holdDatabase, 'export', holds)
  expect(['plan', 'write', 'check']).toContain(held?.phase)
  await panel.close()

  // From here on nobody talks to the extension: only the folder of downloads is looked at.
  const path = await firefox.downloads.waitFor(/^one-long-job/, { timeout: 150_000, every: 250 })
  expect(await backgroundState()).toBe('running')
  expect(await firefox.evaluateInBackground(() => 'since' in window)).toBe(true)
  const job = await jobNow()
  // It was begun once: nothing took its host away and had it start over.
  expect(job).toMatchObject({ phase: 'ready', attempts: 1 })
  expect((job?.updatedAt ?? 0) - (job?.createdAt ?? 0)).toBeGreaterThanOrEqual(lifetime)
  const file = readArchiveFile(path)
  expect(file.sessions[0]?.entries).toHaveLength(entries)
  expect(file.text).not.toContain('ann.smith')
})
