import { afterAll, beforeAll, expect, it } from 'vitest'
import { readArchiveFile } from '../harness/archive-file'
import { addonId, type Firefox, launchFirefox } from '../harness/firefox'
import { type Served, servePage } from '../harness/serve'
import { until } from '../harness/until'
import { meta } from '../unit/archive/support'
import { command, ended, stage } from './jobs/remote'
import { sampleFile } from './jobs/sample-file'

const entries = 15_000
/** More than can be done in the time; the browser is closed on the rest. */
const queued = 200
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

/** Runs in the panel: what its Export button sends, many times. */
async function queueExports(session: string, count: number): Promise<void> {
  for (let job = 1; job <= count; job++) {
    const request = { kind: 'export', session, name: `export-${job}-of-many` }
    await chrome.runtime.sendMessage({ playhead: 'command', name: 'jobs/start', input: { job: `export-${job}`, request } })
  }
}

it('has a background that Firefox stops when it is idle', async () => {
  await firefox.open(served.url)
  // One that runs already has its time of waiting from before.
  await firefox.stopBackground()
  await firefox.runPrivileged(`Services.prefs.setIntPref('extensions.background.idle.timeout', 500)`)
  await firefox.evaluateInBackground(() => true)
  await until('the background to stop', async () => (await backgroundState()) === 'stopped')
  await firefox.runPrivileged(`Services.prefs.clearUserPref('extensions.background.idle.timeout')`)
})

it('works for 90 seconds and more with DevTools closed, though Firefox stops backgrounds that are idle for 30', {
  timeout: 300_000,
}, async () => {
  await firefox.open(served.url)
  const panel = await firefox.openPanel()
  await panel.evaluate(stage, 'import-1-1', (await sampleFile(entries)).toString('base64'))
  await panel.evaluate(command, 'jobs/start', {
    job: 'import',
    request: { kind: 'import', file: 'import-1-1', name: 'long.session.json.gz' },
  })
  expect(await until('the import', () => panel.evaluate(ended, 'import'), { timeout: 60_000 })).toMatchObject({ phase: 'done' })
  await firefox.evaluateInBackground(() => {
    Object.assign(window, { since: 'the beginning' })
  })
  await panel.evaluate(queueExports, meta.id, queued)
  await panel.close()

  // From here on nobody talks to the extension: only the folder of downloads is looked at.
  const closed = performance.now()
  const seen: string[] = []
  while (performance.now() < closed + lifetime) {
    seen.push(await firefox.downloads.waitFor(new RegExp(`^export-${seen.length + 1}-of-many`), { timeout: 120_000, every: 250 }))
  }
  expect(seen.length).toBeLessThan(queued)
  expect(await backgroundState()).toBe('running')
  expect(await firefox.evaluateInBackground(() => 'since' in window)).toBe(true)
  for (const path of [seen.at(0), seen.at(-1)]) {
    const file = readArchiveFile(path ?? '')
    expect(file.sessions[0]?.entries).toHaveLength(entries)
    expect(file.text).not.toContain('ann.smith')
  }
})
