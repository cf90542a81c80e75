import { signal } from '@preact/signals'
import type { WxtBrowser } from 'wxt/browser'
import { armedKey, fullKey, grantsKey, parseArmedTabs } from '../bridge/armed-tabs'
import type { SendCommand } from '../bridge/commands'
import type { Recorder, RecorderStatus } from '../panel/deps'

/** The recorder of the tab these DevTools inspect. */
export function createInspectedRecorder(browser: WxtBrowser, send: SendCommand): Recorder {
  const { inspectedWindow, network } = browser.devtools
  const tab = inspectedWindow.tabId
  const status = signal<RecorderStatus>({ state: 'unknown' })
  let latest = 0
  /** Where the tab went last. A page that has just come cannot be asked yet: it has no place to run code in. */
  let address: string | undefined

  async function refresh(): Promise<void> {
    latest += 1
    const mine = latest
    const origin = webAddress(address ?? (await inspectedOrigin(inspectedWindow)))
    const stored = await browser.storage.session.get([armedKey, fullKey])
    const session = parseArmedTabs(stored[armedKey])[tab]
    const full = parseArmedTabs(stored[fullKey])[tab]
    const granted = origin !== undefined && (await send('sites/granted', { origin: origin.origin })).granted
    // An older look that took longer must not overwrite a newer one.
    if (mine !== latest) return
    if (session !== undefined) status.value = { state: 'recording', session, origin: origin?.origin }
    else if (full !== undefined) status.value = { state: 'full', session: full, origin: origin?.origin }
    else if (origin === undefined) status.value = { state: 'unavailable' }
    else status.value = { state: granted ? 'idle' : 'not-granted', origin: origin.origin }
  }

  const look = () => void refresh()
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && [armedKey, fullKey, grantsKey].some((key) => key in changes)) look()
  })
  network.onNavigated.addListener((url) => {
    address = url
    look()
  })
  look()

  return {
    status,
    async start({ reload }) {
      await send('recording/start', { tab, reload })
    },
    async stop() {
      await send('recording/stop', { tab })
    },
    ...(import.meta.env.FIREFOX ? {} : { grant: () => grant(browser, status.value.origin) }),
    openOptions() {
      const { origin } = status.value
      void send('sites/manage', origin === undefined ? {} : { origin })
    },
  }
}

async function grant({ permissions }: WxtBrowser, origin: string | undefined): Promise<boolean> {
  if (origin === undefined) return false
  const { protocol, hostname } = new URL(origin)
  return permissions.request({ origins: [`${protocol}//${hostname}/*`] })
}

/** Of the page that is open already; undefined where extensions may not enter: browser pages, the add-on store. */
function inspectedOrigin(inspectedWindow: WxtBrowser['devtools']['inspectedWindow']): Promise<string | undefined> {
  return new Promise((resolve) => {
    inspectedWindow.eval('location.origin', {}, (...[result]) => {
      const origin: unknown = result
      resolve(typeof origin === 'string' ? origin : undefined)
    })
  })
}

function webAddress(url: string | undefined): URL | undefined {
  return url !== undefined && /^https?:/.test(url) ? new URL(url) : undefined
}
