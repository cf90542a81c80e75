import type { Env } from '../core/env'
import { parseExportedFile, parseJobState } from '../core/jobs'
import { parseKeptPack } from '../core/model'
import { openDexieStore, openOpenedLinks } from '../dexie'
import { releaseBlob } from '../host/release'
import { createWorkerHost, type WorkerHostOptions } from '../host/worker-host'
import { mountPanel } from '../panel'
import { systemTheme } from './colour-scheme'
import { openViewerFiles, stagingKind } from './files'
import { openLinkedFile } from './linked-file'
import { databaseName, linksDatabaseName, nameOfCharge } from './names'
import { takeOver } from './owners'
import { createAddressPlaces, createLater } from './places'
import { showLack } from './statement'
import { lackOf } from './surroundings'
import { createViewerJobs } from './viewer-jobs'

export interface ViewerParts {
  readonly env: Env
  readonly window: Window & typeof globalThis
  /** The worker of `worker.ts`, under this name. */
  createWorker(name: string): ReturnType<WorkerHostOptions['createWorker']>
}

/** Shows the viewer in `root` until the signal ends, or why there can be none. */
export async function startViewer(root: HTMLElement, { env, window, createWorker }: ViewerParts, ended: AbortSignal): Promise<void> {
  // What the page said without a script.
  root.replaceChildren()
  const lack = lackOf(window)
  if (lack !== undefined) return showLack(root, lack)
  const report = (error: unknown): void => console.error('Playhead:', error)
  const { locks, storage } = window.navigator
  const owner = env.id()
  const kind = await stagingKind(storage)
  const files = openViewerFiles(env, kind)
  const store = openDexieStore({ env, name: databaseName })
  const table = store.rows('jobs', parseJobState)
  const places = createAddressPlaces(window, createLater(), ended)
  const host = createWorkerHost({
    createWorker: () => createWorker(nameOfCharge({ owner, staging: kind })),
    // Browsers leave a page alone as long as it is open.
    keepAlive: () => undefined,
    tell: (news) => jobs.news(news),
    // The panel that asked for the file is this page's own, and takes it.
    offer: async () => true,
    save: async () => undefined,
    report,
  })
  const jobs = createViewerJobs({
    env,
    owner,
    table,
    exported: store.rows('exportedFiles', parseExportedFile),
    files,
    host,
    imported(sessions) {
      const [first] = sessions
      const wanted = places.wanted.peek().place?.session
      // What a link waits for it finds by itself.
      if (first !== undefined && (wanted === undefined || !sessions.includes(wanted))) places.go({ session: first, filter: '' })
    },
    report,
  })
  const rules = store.rows('rulePacks', parseKeptPack)
  mountPanel(root, { store, env, jobs: jobs.panel, rules, saveFile: releaseBlob, theme: systemTheme(window, ended), places }, ended)
  takeOver({ owner, table, staging: files.staging, locks, taken: jobs.take, report }, ended).catch(report)
  const links = openOpenedLinks({ name: linksDatabaseName })
  await openLinkedFile({ window, env, links, store, jobs, places }).catch(report)
}
