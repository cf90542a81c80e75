import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { type Served, serveFolders } from './serve'
import { removeFolder, tempFolder } from './temp'

/** The apps of `test/fixtures/apps`. */
export type AppName = 'toolkit' | 'zustand' | 'swagger' | DevelopmentApp

/** Those whose integration is for development: they are built as somebody who develops them has them. */
const development = ['ngrx', 'jotai', 'valtio'] as const
type DevelopmentApp = (typeof development)[number]

const fixtures = fileURLToPath(new URL('../fixtures/apps/', import.meta.url))

/** What the apps ask their server for, by path. Paths that are not here are errors, which is of use too. */
const answers: Readonly<Record<string, unknown>> = {
  '/api/todos': [
    { id: 'a', text: 'Write it down', done: true },
    { id: 'b', text: 'Read it again', done: false },
  ],
  '/api/quotes/1': { text: 'One cannot step twice into the same river.' },
  '/api/quotes/2': { text: 'Everything flows.' },
  '/api/honey': { honey: 12 },
  '/api/pets': [{ id: 1, name: 'Rex' }],
  '/api/pets/1': { id: 1, name: 'Rex' },
}

/** Bundles and serves an app of the fixtures, together with the few answers that it asks its server for. */
export async function serveApp(name: AppName): Promise<Served> {
  if (name === 'swagger') return serveSwagger()
  const folder = tempFolder(`app-${name}`)
  const environment = process.env.NODE_ENV
  const mode = (development as readonly string[]).includes(name) ? 'development' : 'production'
  // Vite keeps what the test runner has set.
  process.env.NODE_ENV = mode
  await build({
    root: join(fixtures, name),
    base: './',
    mode,
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, minify: mode === 'production' },
  })
  process.env.NODE_ENV = environment
  const served = await serveFolders([folder], answer)
  return {
    ...served,
    async close() {
      await served.close()
      removeFolder(folder)
    },
  }
}

/** Swagger UI comes built: its files are served from its package as they are, our page and document before them. */
async function serveSwagger(): Promise<Served> {
  const published = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  return serveFolders([join(fixtures, 'swagger'), published], answer)
}

function answer(request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (!pathname.startsWith('/api/')) return false
  const body = answers[pathname]
  response
    .writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    .end(JSON.stringify(body ?? { error: 'There is no such thing' }))
  return true
}
