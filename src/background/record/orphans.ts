import type { WxtBrowser } from 'wxt/browser'
import type { Env } from '../../core/env'
import type { SessionStore } from '../../core/store'
import { type Armed, readArmedBefore } from './armed'
import { injectInto, type Sites } from './sites'

/**
 * Sessions that were being recorded when the browser or the extension went
 * away, or whose end could not be stored. After a reload of the extension their pages are still running: one that
 * names a document of the session takes it up again. After a crash nobody does,
 * and the session is marked interrupted.
 */
export interface Orphans {
  /** At each start of the background. Resolves when every one is adopted or marked. */
  settle(): Promise<void>
  /** The session this tab may take up again, because `document` is one of its documents. Arms the tab. */
  claim(tab: number, document: string): Promise<string | undefined>
}

const settledKey = 'settled'
/** How long a page has to take its session up again. */
const patienceMilliseconds = 5000

export interface OrphansDeps {
  readonly browser: WxtBrowser
  readonly store: SessionStore
  readonly env: Pick<Env, 'now'>
  readonly armed: Armed
  readonly sites: Sites
}

export function createOrphans({ browser, store, env, armed, sites }: OrphansDeps): Orphans {
  const began = env.now()
  /** Tab → session, only while `settle` waits. A background that is stopped meanwhile begins again. */
  const waiting = new Map<number, string>()
  let looked: Promise<void> | undefined

  async function look(): Promise<void> {
    const before = await readArmedBefore(browser.storage)
    for (const [tab, session] of Object.entries(before)) waiting.set(Number(tab), session)
    for (const tab of waiting.keys()) {
      try {
        await injectInto(tab, browser.scripting)
      } catch {
        // The tab is gone, or holds a page the recorder may not enter: nobody will take this session up.
        waiting.delete(tab)
      }
    }
  }

  async function adopt(): Promise<void> {
    looked = look()
    await looked
    if (waiting.size > 0) await new Promise((resolve) => setTimeout(resolve, patienceMilliseconds))
    waiting.clear()
  }

  async function settle(): Promise<void> {
    // Pages can take up what went on before the extension was loaded anew only once after that.
    if ((await browser.storage.session.get(settledKey))[settledKey] !== true) await adopt()
    const full = await armed.fullSessions()
    for (const { id, status, createdAt } of await store.listSessions()) {
      // The click that woke this background may be beginning a session right now, whose tab is not armed yet.
      if (status !== 'recording' || createdAt >= began || (await armed.tabOf(id)) !== undefined) continue
      await store.endSession(id, full.includes(id) ? 'full' : 'interrupted')
    }
    await browser.storage.session.set({ [settledKey]: true })
  }

  return {
    settle,
    async claim(tab, document) {
      await looked
      const session = waiting.get(tab)
      if (session === undefined) return undefined
      const documents = await store.listDocuments(session)
      if (!documents.some(({ id }) => id === document)) return undefined
      waiting.delete(tab)
      await sites.arming(() => armed.set(tab, session))
      return session
    },
  }
}
