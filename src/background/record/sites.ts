import type { WxtBrowser } from 'wxt/browser'
import { grantsKey } from '../../bridge/armed-tabs'

/** The two scripts of capture, as the build names them. */
const scripts = [
  { id: 'granted-content', js: ['content-scripts/content.js'], world: 'ISOLATED' },
  { id: 'granted-page', js: ['content-scripts/page.js'], world: 'MAIN' },
] as const

/** What the manifest already covers, and so needs no registration. */
const localhost = /^\w+:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/

/**
 * Keeps the registered content scripts equal to the sites the person granted.
 * Registration (not injection after a navigation event) is what puts the
 * recorder before a page's first script.
 */
export async function syncGrantedSites({
  permissions,
  scripting,
  storage,
}: Pick<WxtBrowser, 'permissions' | 'scripting' | 'storage'>): Promise<void> {
  const { origins = [] } = await permissions.getAll()
  const matches = origins.filter((origin) => !localhost.test(origin))
  const ids = scripts.map(({ id }) => id)
  const registered = await scripting.getRegisteredContentScripts({ ids })
  if (registered.length > 0) await scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) })
  if (matches.length > 0) await register(matches, scripting)
  const changed = (await storage.session.get(grantsKey))[grantsKey]
  await storage.session.set({ [grantsKey]: typeof changed === 'number' ? changed + 1 : 0 })
}

async function register(matches: string[], scripting: WxtBrowser['scripting']): Promise<void> {
  await scripting.registerContentScripts(
    scripts.map(({ id, js, world }) => ({
      id,
      js: [...js],
      world,
      matches,
      runAt: 'document_start',
      allFrames: true,
      matchOriginAsFallback: true,
      persistAcrossSessions: true,
    })),
  )
}

/** Puts the recorder into a tab that is already open. Frames that have it already keep the one they have. */
export async function injectInto(tab: number, scripting: WxtBrowser['scripting']): Promise<void> {
  for (const { js, world } of scripts) {
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
