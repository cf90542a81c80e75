import type { WxtBrowser } from 'wxt/browser'
import { type ArmedTabs, armedKey, fullKey, parseArmedTabs } from '../../bridge/armed-tabs'

export interface Armed {
  sessionOf(tab: number): Promise<string | undefined>
  tabOf(session: string): Promise<number | undefined>
  /** True while any tab is being recorded. */
  any(): Promise<boolean>
  set(tab: number, session: string): Promise<void>
  /** `full`: because nothing more could be stored. */
  remove(tab: number, full?: boolean): Promise<void>
  /** The sessions that ended so. */
  fullSessions(): Promise<readonly string[]>
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

  async function read(key = armedKey): Promise<ArmedTabs> {
    const stored = await storage.session.get(key)
    return parseArmedTabs(stored[key])
  }

  function change(edit: (armed: Record<string, string>, full: Record<string, string>) => void, isFull = false): Promise<void> {
    const next = turn.then(async () => {
      const [armed, full] = [{ ...(await read()) }, { ...(await read(fullKey)) }]
      edit(armed, full)
      await storage.session.set({ [armedKey]: armed, [fullKey]: full })
      const copied = storage.local.set({ [armedKey]: armed })
      // On a full disk there is no room for the copy either. What it still names is only asked for, and has ended.
      await (isFull ? copied.catch(() => undefined) : copied)
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
      change((armed, full) => {
        armed[tab] = session
        delete full[tab]
      }),
    remove: (tab, isFull = false) =>
      change((armed, full) => {
        if (isFull && armed[tab] !== undefined) full[tab] = armed[tab]
        delete armed[tab]
      }, isFull),
    fullSessions: async () => Object.values(await read(fullKey)),
  }
}

/** The tabs that were being recorded when session storage was last emptied. */
export async function readArmedBefore(storage: WxtBrowser['storage']): Promise<ArmedTabs> {
  const stored = await storage.local.get(armedKey)
  return parseArmedTabs(stored[armedKey])
}
