import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, sep } from 'node:path'

/** A server on a port of its own, for as long as a test needs it. */
export interface Served {
  /** `http://localhost:PORT/`; a second origin of the same server is `other`. */
  readonly url: string
  /** The same server by its address: another site to the browser, and one the extension is granted too. */
  readonly other: string
  readonly port: number
  /** Ends open connections too. */
  close(): Promise<void>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.map': 'application/json',
}

/** Serves whatever `handler` answers. `port` 0 takes any free one. */
export function serve(handler: RequestListener, port = 0): Promise<Served> {
  const server = createServer(handler)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // Nobody else on the network needs to see it.
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo
      resolve({
        url: `http://localhost:${taken}/`,
        other: `http://127.0.0.1:${taken}/`,
        port: taken,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}

/** Serves the files below `folders`, the first that has one wins, `index.html` for a folder; what `first` answers (by giving true) comes before them. */
export function serveFolders(
  folders: readonly string[],
  first: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
  port = 0,
): Promise<Served> {
  return serve((request, response) => {
    if (!first(request, response)) sendFile(folders, request, response)
  }, port)
}

/** One page of HTML at every address. */
export function servePage(html: string, headers: Readonly<Record<string, string>> = {}): Promise<Served> {
  return serve((request, response) => {
    if (request.url === '/favicon.ico') {
      response.writeHead(204).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html)
  })
}

function sendFile(folders: readonly string[], request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const file = folders.map((folder) => fileBelow(folder, decodeURIComponent(pathname))).find((found) => found !== undefined)
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found')
    return
  }
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-store' })
  createReadStream(file).pipe(response)
}

function fileBelow(folder: string, path: string): string | undefined {
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  const inside = file.startsWith(folder.endsWith(sep) ? folder : folder + sep)
  return inside && existsSync(file) && statSync(file).isFile() ? file : undefined
}
