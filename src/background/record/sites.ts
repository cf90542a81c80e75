import type { WxtBrowser } from 'wxt/browser'
import { grantsKey } from '../../bridge/armed-tabs'

/** The scripts of capture, as the build names them: the relay, the bootstrap, and the engine that records. */
const content = { id: 'granted-content', js: ['content-scripts/content.js'], world: 'ISOLATED' } as const
const bootstrap = { id: 'granted-page', js: ['content-scripts/page.js'], world: 'MAIN' } as const
const engine = { id: 'engine', js: ['content-scripts/engine.js'], world: 'MAIN' } as const
type Script = typeof content | typeof bootstrap | typeof engine

/** What the manifest already covers, and so needs no registration. */
const localhost = /^\w+:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/

/** Where the recorder is in pages before their first script: registration, not injection after a navigation event, does that. */
export interface Sites {
  /** Keeps the registered scripts equal to the sites the person granted. */
  syncGranted(): Promise<void>
  /**
   * Keeps the engine registered for every allowed site while a tab is being
   * recorded, so that the tab's next document is recorded from its first script;
   * at other times pages do not have to carry it.
   */
  syncEngine(): Promise<void>
  /** Has the engine registered before `arm` makes a tab one that is recorded. */
  arming(arm: () => Promise<void>): Promise<void>
}

/** @param armed true while any tab is being recorded */
export function createSites({ permissions, scripting, storage }: SitesApi, armed: () => Promise<boolean>): Sites {
  /** Tabs about to be recorded. */
  let arming = 0
  // Registering what is registered already is an error: one change after the other.
  let turn: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = turn.then(work)
    turn = next.catch(() => undefined)
    return next
  }
  const origins = async () => (await permissions.getAll()).origins ?? []
  // Looked at in its turn: a permission that was granted just before a recording begins must not take the engine away again.
  const syncEngine = () => inTurn(async () => replace(scripting, [engine], arming > 0 || (await armed()) ? await origins() : [], false))

  return {
    syncGranted: () =>
      inTurn(async () => {
        const granted = (await origins()).filter((origin) => !localhost.test(origin))
        await replace(scripting, [content, bootstrap], granted, true)
        const changed = (await storage.session.get(grantsKey))[grantsKey]
        await storage.session.set({ [grantsKey]: typeof changed === 'number' ? changed + 1 : 0 })
      }),
    syncEngine,
    async arming(arm) {
      arming += 1
      try {
        await syncEngine()
        await arm()
      } finally {
        arming -= 1
      }
    },
  }
}

type SitesApi = Pick<WxtBrowser, 'permissions' | 'scripting' | 'storage'>

type Registration = Parameters<WxtBrowser['scripting']['registerContentScripts']>[0][number]

/**
 * Has `scripts` registered for `matches`, or not at all when there are none. A page that
 * loads in an instant without them is not recorded from its first script, so what is
 * right already is left alone, and what stays is changed where it is.
 */
async function replace(scripting: WxtBrowser['scripting'], scripts: readonly Script[], matches: string[], persist: boolean): Promise<void> {
  const registered = await scripting.getRegisteredContentScripts({ ids: scripts.map(({ id }) => id) })
  if (matches.length === 0) {
    if (registered.length > 0) await scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) })
    return
  }
  const missing: Registration[] = []
  const changed: Registration[] = []
  for (const { id, js, world } of scripts) {
    const wanted = {
      id,
      js: [...js],
      world,
      matches,
      runAt: 'document_start',
      allFrames: true,
      matchOriginAsFallback: true,
      persistAcrossSessions: persist,
    } as const satisfies Registration
    const found = registered.find((script) => script.id === id)
    if (found === undefined) missing.push(wanted)
    else if (identity(found) !== identity(wanted)) changed.push(wanted)
  }
  if (changed.length > 0) await scripting.updateContentScripts(changed)
  if (missing.length > 0) await scripting.registerContentScripts(missing)
}

/** What makes two registrations the same. Chrome gives matches back in an order of its own. */
function identity({ js, matches, world, persistAcrossSessions }: Registration): string {
  return JSON.stringify([js, matches?.toSorted(), world, persistAcrossSessions])
}

/** Puts the recorder into a tab that is already open. Frames that have it already keep the one they have. */
export async function injectInto(tab: number, scripting: WxtBrowser['scripting']): Promise<void> {
  for (const { js, world } of [content, bootstrap, engine]) {
    await scripting.executeScript({ target: { tabId: tab, allFrames: true }, files: [...js] as never, world, injectImmediately: true })
  }
}

/** The permission that covers an origin. Match patterns carry no port. */
export function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin)
  return `${protocol}//${hostname}/*`
}

/** Opens the page where sites are allowed, with `origin` filled in. */
export async function manageSites({ tabs }: Pick<WxtBrowser, 'tabs'>, origin: string | undefined): Promise<void> {
  await tabs.create({ url: `/options.html${origin === undefined ? '' : `?origin=${encodeURIComponent(origin)}`}` })
}
