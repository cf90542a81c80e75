import { describe, expect, it } from 'vitest'
import type { WxtBrowser } from 'wxt/browser'
import type { SendCommand } from '../../../src/bridge/commands'
import { createInspectedRecorder } from '../../../src/extension/inspected-tab'
import { until } from '../../harness/until'

type Listener = (url: string) => void

/** The APIs of DevTools over a page that says `origin` when it is asked, and nothing while it has no place to run code in. */
function devtoolsOver(page: { origin: string | undefined }) {
  const navigated: Listener[] = []
  const browser = {
    devtools: {
      inspectedWindow: {
        tabId: 7,
        eval: (_code: string, _options: object, answer: (origin: string | undefined) => void) => answer(page.origin),
      },
      network: { onNavigated: { addListener: (listener: Listener) => navigated.push(listener) } },
    },
    storage: { session: { get: async () => ({}) }, onChanged: { addListener: () => undefined } },
  } as unknown as WxtBrowser
  const send = (async (_name, input) => ({ granted: JSON.stringify(input).includes('localhost') })) as SendCommand
  return {
    recorder: createInspectedRecorder(browser, send),
    navigate(url: string) {
      for (const listener of navigated) listener(url)
    },
  }
}

describe('the inspected tab', () => {
  it('is asked where it is when DevTools open', async () => {
    const { recorder } = devtoolsOver({ origin: 'http://localhost:5173' })
    await until('the answer', () => recorder.status.value.state === 'idle')
    expect(recorder.status.value.origin).toBe('http://localhost:5173')
  })

  it('can be recorded after a navigation, though the new page cannot be asked yet', async () => {
    const page: { origin: string | undefined } = { origin: 'http://localhost:5173' }
    const { recorder, navigate } = devtoolsOver(page)
    await until('the answer', () => recorder.status.value.state === 'idle')
    page.origin = undefined
    navigate('http://localhost:8080/cart?id=1')
    await until('the new page', () => recorder.status.value.origin === 'http://localhost:8080')
    expect(recorder.status.value.state).toBe('idle')
    navigate('https://shop.example/')
    await until('the site that was not allowed', () => recorder.status.value.state === 'not-granted')
    expect(recorder.status.value.origin).toBe('https://shop.example')
  })

  it('cannot be recorded where it shows no page of the web', async () => {
    const { recorder, navigate } = devtoolsOver({ origin: 'http://localhost:5173' })
    await until('the answer', () => recorder.status.value.state === 'idle')
    navigate('chrome://version/')
    await until('the page of the browser', () => recorder.status.value.state === 'unavailable')
  })
})
