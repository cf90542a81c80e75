import type { WxtBrowser } from 'wxt/browser'
import { capturePort } from '../../bridge/capture-port'
import type { CommandHandlers } from '../../bridge/commands'
import type { Env } from '../../core/env'
import { errors, errorText, reportOf } from '../../core/errors'
import type { SessionStore } from '../../core/store'
import { createArmed } from './armed'
import { showProblem } from './badge'
import { createCompactor } from './compactor'
import { type Connection, openConnection } from './connection'
import { createOrphans } from './orphans'
import { createRecording } from './recording'
import { createSites, manageSites, patternOf } from './sites'

export interface RecordDeps {
  readonly browser: WxtBrowser
  readonly store: SessionStore
  readonly env: Env
  readonly browserName: string
  /** An error that stops nothing but that somebody should see. */
  report(error: unknown): void
}

export type RecordHandlers = Pick<CommandHandlers, 'recording/start' | 'recording/stop' | 'sites/granted' | 'sites/manage'>

/**
 * Recording in the background. Every listener is attached before the first
 * await: a background that an event has woken hears it only then.
 */
export function startRecord({ browser, store, env, browserName, report }: RecordDeps): RecordHandlers {
  const open = new Map<number, Set<Connection>>()
  const armed = createArmed(browser.storage)
  const compactor = createCompactor(store, report)
  const sites = createSites(browser, armed.any)
  const orphans = createOrphans({ browser, store, env, armed, sites })
  const connections = (tab: number) => [...(open.get(tab) ?? [])]
  const recording = createRecording({ browser, store, env, armed, sites, orphans, compactor, browserName, connections })

  browser.runtime.onConnect.addListener((port) => {
    const tab = port.sender?.tab?.id
    if (port.name !== capturePort || tab === undefined) return
    const ofTab = open.get(tab) ?? new Set()
    open.set(tab, ofTab)
    const connection = openConnection(port, {
      store,
      env,
      admit: (hello) => recording.admit(tab, hello),
      granted: recording.granted,
      stored: recording.stored,
      failed: (session, error) => recording.fail(session, error).catch(report),
      closed() {
        ofTab.delete(connection)
        if (ofTab.size === 0 && open.get(tab) === ofTab) open.delete(tab)
      },
    })
    ofTab.add(connection)
  })

  /** From a click or a key: the one place where the browser lets us ask for a permission. */
  async function toggle(tab: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined): Promise<void> {
    if (tab?.id === undefined) return
    // Before the first await: a permission can be asked for only while the click is being handled.
    const asked = tab.url?.startsWith('http') ? browser.permissions.request({ origins: [patternOf(new URL(tab.url).origin)] }) : undefined
    if ((await armed.sessionOf(tab.id)) !== undefined) return recording.stop(tab.id)
    if ((await asked) === false) return
    await recording.start(tab.id, false)
  }

  async function toggleOrSay(tab: Parameters<typeof toggle>[0]): Promise<void> {
    try {
      await toggle(tab)
    } catch (error) {
      const { code, detail } = reportOf(error)
      if (code === 'internal' || tab?.id === undefined) throw error
      await showProblem(browser.action, tab.id, `${errorText(code, detail)} ${errors[code].next}`)
    }
  }

  browser.action.onClicked.addListener((tab) => void toggleOrSay(tab).catch(report))
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'toggle-recording') void toggleOrSay(tab).catch(report)
  })
  browser.tabs.onRemoved.addListener((tab) => void recording.tabClosed(tab).catch(report))
  const syncSites = async () => {
    await sites.syncGranted()
    await sites.syncEngine()
  }
  const sync = () => void syncSites().catch(report)
  browser.permissions.onAdded.addListener(sync)
  browser.permissions.onRemoved.addListener(sync)
  browser.runtime.onInstalled.addListener(sync)

  void orphans.settle().catch(report)

  return {
    'recording/start': async ({ tab, reload }) => ({ session: await recording.start(tab, reload) }),
    'recording/stop': async ({ tab }) => {
      await recording.stop(tab)
      return {}
    },
    'sites/granted': async ({ origin }) => ({ granted: await recording.granted(origin) }),
    'sites/manage': async ({ origin }) => {
      await manageSites(browser, origin)
      return {}
    },
  }
}
