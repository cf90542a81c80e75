import type { Env } from '../core/env'
import type { SessionStore } from '../core/store'
import type { OpenedLinks } from '../dexie'
import type { AddressPlaces } from './places'
import { sealNetwork } from './sealed-network'
import { download, fileNameOf, linkedFile } from './session-link'
import type { ViewerJobs } from './viewer-jobs'

export interface LinkDeps {
  readonly window: Window
  readonly env: Pick<Env, 'now'>
  readonly links: OpenedLinks
  readonly store: Pick<SessionStore, 'listSessions'>
  readonly jobs: Pick<ViewerJobs, 'importFrom'>
  readonly places: Pick<AddressPlaces, 'wanted' | 'go'>
}

/** Opens the file that the page's address names, if any. From then on the page has no connections. */
export async function openLinkedFile({ window, env, links, store, jobs, places }: LinkDeps): Promise<void> {
  const seal = (): void => sealNetwork(window.document)
  const page = new URL(window.location.href)
  let url: URL | undefined
  try {
    url = linkedFile(page)
  } catch (error) {
    void jobs.importFrom(page.searchParams.get('session') ?? '', () => Promise.reject(error))
  }
  if (url === undefined) return seal()
  const linked = url
  // Two tabs with one link would otherwise bring its session twice.
  await window.navigator.locks.request(`playhead-viewer:link ${linked.href}`, async () => {
    // A database that cannot be read is told of by the import, which needs one too.
    const known = await storedOf(links, linked, store).catch(() => [])
    const [first] = known
    if (first !== undefined) {
      seal()
      if (places.wanted.peek().place === undefined) places.go({ session: first, filter: '' })
      return
    }
    const { result } = await jobs.importFrom(fileNameOf(linked), (progress, signal) => download(linked, progress, signal).finally(seal))
    if (result?.sessions !== undefined) await links.opened(linked, result.sessions, env.now())
  })
}

/** The sessions that came from there, when all of them are still stored. */
async function storedOf(links: OpenedLinks, url: URL, store: LinkDeps['store']): Promise<readonly string[]> {
  const known = await links.sessionsOf(url)
  const stored = new Set((await store.listSessions()).map(({ id }) => id))
  return known.every((id) => stored.has(id)) ? known : []
}
