import type { WxtBrowser } from 'wxt/browser'
import { armMessage } from '../../bridge/arm-message'
import type { FromContent } from '../../bridge/capture-port'
import type { Env } from '../../core/env'
import { AppError } from '../../core/errors'
import { type DocumentInfo, noCounts, type Session } from '../../core/model'
import type { SessionStore } from '../../core/store'
import type { Armed } from './armed'
import { showBadge } from './badge'
import type { Compactor } from './compactor'
import type { Connection } from './connection'
import { handOver } from './hand-over'
import type { Orphans } from './orphans'
import { sessionName } from './session-name'
import { injectInto, patternOf, type Sites } from './sites'

export interface RecordingDeps {
  readonly browser: WxtBrowser
  readonly store: SessionStore
  readonly env: Env
  readonly armed: Armed
  readonly sites: Sites
  readonly orphans: Orphans
  readonly compactor: Compactor
  /** Name and version, as the session keeps it. */
  readonly browserName: string
  /** The open ports of a tab's documents. */
  connections(tab: number): readonly Connection[]
}

export interface Recording {
  /** Begins a session for the tab; gives its id. The session of a tab that is being recorded already stays. */
  start(tab: number, reload: boolean): Promise<string>
  /** Ends the tab's session after its documents have handed over what they hold. */
  stop(tab: number): Promise<void>
  /** The tab is gone: its session ends where its entries do. */
  tabClosed(tab: number): Promise<void>
  /** Ends a session that cannot go on; what is stored stays. */
  fail(session: string, error: AppError): Promise<void>
  admit(
    tab: number,
    hello: Extract<FromContent, { type: 'hello' }>,
  ): Promise<{ readonly session: string; readonly document: DocumentInfo } | undefined>
  granted(origin: string): Promise<boolean>
  /** Entries of the session were stored. */
  stored(session: string): void
}

/** Longest wait for an open page to begin; one that hangs is recorded once it does not. */
const beginMilliseconds = 2000

export function createRecording({
  browser,
  store,
  env,
  armed,
  sites,
  orphans,
  compactor,
  browserName,
  connections,
}: RecordingDeps): Recording {
  const granted = (origin: string) => browser.permissions.contains({ origins: [patternOf(origin)] })

  async function originOf(tab: number): Promise<string> {
    let url: string | undefined
    try {
      url = (await browser.tabs.get(tab)).url
    } catch {
      throw new AppError('capture/no-tab', { why: 'it was closed' })
    }
    // Browsers hide the address of a page that the extension may not read.
    if (url === undefined || url === '') throw new AppError('capture/not-granted', { origin: 'this site' })
    const { protocol, origin } = new URL(url)
    if (protocol !== 'http:' && protocol !== 'https:') throw new AppError('capture/no-tab', { why: `it shows a ${protocol} page` })
    if (!(await granted(origin))) throw new AppError('capture/not-granted', { origin })
    return origin
  }

  async function newSession(tab: number, origin: string): Promise<Session> {
    const now = env.now()
    const [{ title }, sessions] = await Promise.all([browser.tabs.get(tab), store.listSessions()])
    return {
      id: env.id(),
      name: sessionName(
        new URL(origin).host,
        title,
        sessions.map(({ name }) => name),
      ),
      origin,
      from: 'recorded',
      status: 'recording',
      createdAt: now,
      browser: browserName,
      revision: 0,
      description: '',
      tags: [],
      counts: noCounts,
    }
  }

  /** Sessions whose first entry is awaited, and who waits. */
  const beginning = new Map<string, () => void>()

  async function begin(tab: number): Promise<string> {
    const session = await newSession(tab, await originOf(tab))
    // Made last: where the browser refuses the engine, no session is left that records nothing.
    await sites.arming(async () => {
      await store.createSession(session)
      await armed.set(tab, session.id)
    })
    return session.id
  }

  async function start(tab: number, reload: boolean): Promise<string> {
    const already = await armed.sessionOf(tab)
    const session = already ?? (await begin(tab))
    if (reload) await browser.tabs.reload(tab)
    else if (already === undefined) await joinOpenPage(tab, session)
    await showBadge(browser.action, tab, true)
    return session
  }

  /** Resolves once the page that is open records: what happens in it from then on is in the session. */
  async function joinOpenPage(tab: number, session: string): Promise<void> {
    const begun = new Promise<void>((resolve) => beginning.set(session, resolve))
    await injectInto(tab, browser.scripting)
    await browser.tabs.sendMessage(tab, armMessage).catch(() => {
      // No frame listens yet: each asks by itself once its script has run.
    })
    await Promise.race([begun, wait(beginMilliseconds)])
    beginning.delete(session)
  }

  async function end(tab: number, session: string, status: 'ended' | 'full', at?: number): Promise<void> {
    try {
      // Before the tab is free: a session that is neither over nor recorded is taken for an interrupted one.
      await store.endSession(session, status, at)
    } finally {
      // Also where there was no room even for that: then the next start of the background makes up for it.
      await armed.remove(tab, status === 'full')
      await sites.syncEngine()
      for (const connection of connections(tab)) connection.dismiss()
      await showBadge(browser.action, tab, false)
    }
    if (status === 'ended') await compactor.close(session)
  }

  return {
    start,
    granted,
    stored(session) {
      beginning.get(session)?.()
      compactor.stored(session)
    },
    async stop(tab) {
      const session = await armed.sessionOf(tab)
      if (session === undefined) return
      await handOver({ store, env, scripting: browser.scripting, connections }, tab, session)
      await end(tab, session, 'ended', env.now())
    },
    async tabClosed(tab) {
      const session = await armed.sessionOf(tab)
      if (session !== undefined) await end(tab, session, 'ended')
    },
    async fail(session, error) {
      const tab = await armed.tabOf(session)
      if (tab === undefined) return
      // A session that was deleted for good while it was being recorded has nothing to end.
      if (error.code === 'store/unknown-session') return armed.remove(tab)
      await end(tab, session, error.code === 'store/quota' ? 'full' : 'ended')
    },
    async admit(tab, { document, top }) {
      const session = (await armed.sessionOf(tab)) ?? (await orphans.claim(tab, document.id))
      if (session === undefined) return undefined
      if (!top) return { session, document: { ...document, parent: await topDocument(store, session) } }
      await showBadge(browser.action, tab, true)
      return { session, document }
    },
  }
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The tab's own document: the newest one that nothing frames. Browsers tell a frame's tab, not what frames it. */
async function topDocument(store: SessionStore, session: string): Promise<string | undefined> {
  const documents = await store.listDocuments(session)
  return documents.findLast(({ parent }) => parent === undefined)?.id
}
