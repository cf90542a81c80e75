import type { WxtBrowser } from 'wxt/browser'
import { type ArmedTabs, armedKey, parseArmedTabs } from '../../bridge/armed-tabs'

export interface Armed {
  sessionOf(tab: number): Promise<string | undefined>
  tabOf(session: string): Promise<number | undefined>
  /** True while any tab is being recorded. */
  any(): Promise<boolean>
  set(tab: number, session: string): Promise<void>
  remove(tab: number): Promise<void>
}

/**
 * The tabs being recorded, in the browser's session storage: the background may
 * be stopped at any time and must know them when it wakes. A copy in local
 * storage outlives the extension's reload (which empties session storage), so
 * that documents still running can be found again.
 */
export function createArmed(storage: WxtBrowser['storage']): Armed {
  // Read-modify-write on one key: one after the other.
  let turn: Promise<unknown> = Promise.resolve()

  async function read(): Promise<ArmedTabs> {
    const stored = await storage.session.get(armedKey)
    return parseArmedTabs(stored[armedKey])
  }

  function change(edit: (tabs: Record<string, string>) => void): Promise<void> {
    const next = turn.then(async () => {
      const tabs = { ...(await read()) }
      edit(tabs)
      await storage.session.set({ [armedKey]: tabs })
      await storage.local.set({ [armedKey]: tabs })
    })
    turn = next.catch(() => undefined)
    return next
  }

  return {
    async sessionOf(tab) {
      return (await read())[tab]
    },
    async tabOf(session) {
      const found = Object.entries(await read()).find(([, armed]) => armed === session)
      return found === undefined ? undefined : Number(found[0])
    },
    async any() {
      return Object.keys(await read()).length > 0
    },
    set: (tab, session) =>
      change((tabs) => {
        tabs[tab] = session
      }),
    remove: (tab) =>
      change((tabs) => {
        delete tabs[tab]
      }),
  }
}

/** The tabs that were being recorded when session storage was last emptied. */
export async function readArmedBefore(storage: WxtBrowser['storage']): Promise<ArmedTabs> {
  const stored = await storage.local.get(armedKey)
  return parseArmedTabs(stored[armedKey])
}
