import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Chromium, launchChromium } from '../../harness/chromium'
import { type Served, servePage } from '../../harness/serve'

describe('the Chromium of the harness', () => {
  let browser: Chromium
  let served: Served
  beforeAll(async () => {
    served = await servePage('<!doctype html><title>Plain</title><h1>Plain page</h1>')
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  it('runs the extension under the id that its folder gives', async () => {
    const worker = await browser.worker()
    expect(worker.url()).toBe(`chrome-extension://${browser.extensionId}/background.js`)
  })

  it('opens the panel inside the real DevTools', async () => {
    const page = await browser.open(served.url)
    const { devtools, panel, close } = await browser.openPanel(page)
    expect(devtools.url()).toMatch(/^devtools:/)
    expect(await panel.evaluate(() => [location.pathname, typeof chrome.devtools.inspectedWindow.tabId])).toEqual(['/panel.html', 'number'])
    await close()
    expect(devtools.isClosed()).toBe(true)
  })

  it('stops the service worker, which comes back when it is needed', async () => {
    await browser.worker()
    await browser.stopWorker()
    const options = await browser.openExtensionPage('options.html')
    await options.evaluate(() => chrome.runtime.sendMessage('are you there').catch(() => 'nobody answers'))
    expect(await (await browser.worker()).evaluate(() => 'awake')).toBe('awake')
  })

  it('keeps the profile over a kill', async () => {
    const first = await launchChromium()
    const before = await first.openExtensionPage('options.html')
    await before.evaluate(() => chrome.storage.local.set({ kept: 'yes' }))
    await first.kill()
    const second = await launchChromium({ profile: first.profile })
    const after = await second.openExtensionPage('options.html')
    expect(await after.evaluate(() => chrome.storage.local.get('kept'))).toEqual({ kept: 'yes' })
    await second.close()
  })
})
