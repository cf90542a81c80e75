import { type ReadonlySignal, signal } from '@preact/signals'
import type { WxtBrowser } from 'wxt/browser'
import { armedKey, grantsKey, parseArmedTabs } from '../bridge/armed-tabs'
import type { SendCommand } from '../bridge/commands'

/** What can be said of recording the inspected tab. */
export interface RecorderStatus {
  readonly state: 'unknown' | 'unavailable' | 'not-granted' | 'idle' | 'recording'
  /** The session being recorded. */
  readonly session?: string | undefined
  /** The inspected page's origin, where it has one. */
  readonly origin?: string | undefined
}

export interface InspectedRecorder {
  readonly status: ReadonlySignal<RecorderStatus>
  start(options: { readonly reload: boolean }): Promise<void>
  stop(): Promise<void>
  /** Asks for the page's site. Absent in Firefox, which lets no DevTools page ask. */
  readonly grant?: (() => Promise<boolean>) | undefined
  openOptions(): void
}

/** The recorder of the tab these DevTools inspect. */
export function createInspectedRecorder(browser: WxtBrowser, send: SendCommand): InspectedRecorder {
  const { inspectedWindow, network } = browser.devtools
  const tab = inspectedWindow.tabId
  const status = signal<RecorderStatus>({ state: 'unknown' })
  let latest = 0

  async function refresh(): Promise<void> {
    latest += 1
    const mine = latest
    const origin = await inspectedOrigin(inspectedWindow)
    const armed = parseArmedTabs((await browser.storage.session.get(armedKey))[armedKey])
    const session = armed[tab]
    const granted = origin !== undefined && (await send('sites/granted', { origin: origin.origin })).granted
    // An older look that took longer must not overwrite a newer one.
    if (mine !== latest) return
    if (session !== undefined) status.value = { state: 'recording', session, origin: origin?.origin }
    else if (origin === undefined) status.value = { state: 'unavailable' }
    else status.value = { state: granted ? 'idle' : 'not-granted', origin: origin.origin }
  }

  const look = () => void refresh()
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && (armedKey in changes || grantsKey in changes)) look()
  })
  network.onNavigated.addListener(look)
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

/** The inspected page's address, or undefined where extensions may not enter: browser pages, the add-on store. */
function inspectedOrigin(inspectedWindow: WxtBrowser['devtools']['inspectedWindow']): Promise<URL | undefined> {
  return new Promise((resolve) => {
    inspectedWindow.eval('location.origin', {}, (...[result]) => {
      const origin: unknown = result
      resolve(typeof origin === 'string' && /^https?:/.test(origin) ? new URL(origin) : undefined)
    })
  })
}
