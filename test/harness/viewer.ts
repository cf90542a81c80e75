import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { ensureViewerBuilt } from '../../scripts/lib/build-viewer.mjs'
import {
  createJobRunner,
  createMemoryJobTable,
  createMemoryStaging,
  createMemoryTable,
  type ExportedFile,
  newJob,
  noSanitizing,
} from '../../src/core/jobs'
import { createMemoryStore } from '../../src/core/store'
import { chromiumOptions } from './chromium-options'
import { generateVisit, storeVisit, type VisitOptions } from './panel-page/generated-session'
import { type Served, serveFolders } from './serve'
import { createTestEnv } from './test-env'

/** A session file, as `setInputFiles` and servers take it. */
export interface SessionFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A file that holds a visit to the shop, written by the product's own export. */
export async function visitFile(options: VisitOptions): Promise<SessionFile> {
  const env = createTestEnv(options.startedAt)
  const store = createMemoryStore(env)
  await storeVisit(store, generateVisit(options))
  const staging = createMemoryStaging()
  const table = createMemoryJobTable()
  const runner = createJobRunner(
    {
      env,
      store,
      staging,
      table,
      files: createMemoryTable<ExportedFile>(),
      sanitizer: () => noSanitizing,
      writer: 'Playhead 0.1.0',
      report: () => undefined,
    },
    new AbortController().signal,
  )
  await table.put(newJob('file', { kind: 'export', sessions: [options.id] }, env.now()))
  await runner.wake()
  const job = await table.get('file')
  if (job?.result?.file === undefined) throw new Error(`The visit was not written: ${JSON.stringify(job)}`)
  const chunks: Uint8Array[] = []
  for await (const chunk of (await staging.open(job.result.file)).read()) chunks.push(chunk)
  return { name: `${options.id}.session.json.gz`, mimeType: 'application/gzip', buffer: Buffer.concat(chunks) }
}

/** The built viewer on a server of its own, and a real Chromium to open it in. */
export interface ViewerPages {
  /** Where the viewer is: in a folder of its server, as on a site that holds other things too. */
  readonly url: string
  readonly served: Served
  /** Another browser profile: nothing is stored yet. Closed with the rest. */
  context(options?: BrowserContextOptions): Promise<BrowserContext>
  open(context: BrowserContext, address?: string): Promise<Page>
  /** What went wrong in any page: errors and warnings of the console, refusals of the policy, uncaught errors. */
  readonly complaints: string[]
  close(): Promise<void>
}

/** `files` are served at `/files/NAME`, to other sites only where `cors` names them. */
export async function launchViewerPages(files: readonly SessionFile[], cors: readonly string[] = []): Promise<ViewerPages> {
  const served = await serveViewerAt('/some/folder/', files, cors)
  const browser: Browser = await chromium.launch(chromiumOptions)
  const complaints: string[] = []
  const url = `${served.url}some/folder/`
  return {
    url,
    served,
    complaints,
    async context(options) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options })
      context.on('page', (page) => {
        page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
        page.on('console', (message) => {
          if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
        })
      })
      return context
    },
    async open(context, address = url) {
      const page = await context.newPage()
      await page.goto(address)
      await page.locator('.panel').waitFor()
      return page
    },
    async close() {
      await browser.close()
      await served.close()
    },
  }
}

/** The built viewer at `path` of a server, and files beside it. */
export async function serveViewerAt(path: string, files: readonly SessionFile[], cors: readonly string[] = []): Promise<Served> {
  const folder = await ensureViewerBuilt()
  return serveFolders([folder], (request, response) => {
    const asked = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = files.find(({ name }) => asked === `/files/${name}`)
    if (file !== undefined) {
      const allowed = cors.includes(file.name) ? { 'access-control-allow-origin': '*' } : {}
      response.writeHead(200, { 'content-type': file.mimeType, 'content-length': file.buffer.length, ...allowed }).end(file.buffer)
      return true
    }
    // What is beside the folder of the viewer is not the viewer's.
    if (asked.startsWith(path)) request.url = `/${asked.slice(path.length)}`
    else request.url = '/nothing/is/here'
    return false
  })
}
