import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Firefox, launchFirefox } from '../../harness/firefox'
import { type Served, servePage } from '../../harness/serve'
import { until } from '../../harness/until'

describe('the Firefox of the harness', () => {
  let browser: Firefox
  let served: Served
  beforeAll(async () => {
    served = await servePage('<!doctype html><title>Plain</title><h1>Plain page</h1><script>window.answer = 42</script>')
    browser = await launchFirefox()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  it('runs code in the page, which sees what the page sees', async () => {
    await browser.open(served.url)
    expect(await browser.evaluate((more: number) => (window as unknown as { answer: number }).answer + more, 1)).toBe(43)
  })

  it('opens the panel inside the real toolbox and clicks there as a person does', async () => {
    await browser.open(served.url)
    const panel = await browser.openPanel()
    expect(await panel.evaluate(() => [location.href, typeof chrome.devtools.inspectedWindow.tabId])).toEqual([
      `${browser.extensionUrl}panel.html`,
      'number',
    ])
    await panel.evaluate(() => {
      const button = document.body.appendChild(document.createElement('button'))
      button.textContent = 'Harness'
      button.style.cssText = 'position:fixed;inset:0 auto auto 0;z-index:9999'
      button.addEventListener('click', (event) => {
        button.dataset.trusted = String(event.isTrusted)
      })
    })
    await panel.press('Harness')
    const trusted = await until('the click', () =>
      panel.evaluate(() => document.querySelector<HTMLElement>('[data-trusted]')?.dataset.trusted),
    )
    expect(trusted).toBe('true')
    expect((await browser.screenshot()).subarray(1, 4).toString()).toBe('PNG')
    await panel.close()
  })

  it('stops the background, which is a new one when it is woken', async () => {
    await browser.evaluateInBackground(() => {
      Object.assign(window, { before: true })
    })
    expect(await browser.evaluateInBackground(() => 'before' in window)).toBe(true)
    await browser.stopBackground()
    expect(await browser.evaluateInBackground(() => 'before' in window)).toBe(false)
  })
})
