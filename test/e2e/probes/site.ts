import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

export interface Site {
  readonly url: string
  /** The same server under another origin, without leave to read. */
  readonly other: string
  close(): Promise<void>
}

const html = (body: string): string => `<!doctype html><title>Shop</title><body>${body}</body>`

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const page =
  (body: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html(body))

const answers: Readonly<Record<string, Answer>> = {
  '/': page('<main id="app"></main>'),
  '/next': page('<a href="/">back</a>'),
  '/csp': page('<main id="app"></main>', { 'content-security-policy': "img-src 'none'" }),
  '/warns': page(
    '<script>\nfunction outer() { inner() }\nfunction inner() { console.warn("careful") }\nouter()\nconsole.log("plain")</script>',
  ),
  '/throws': page('<script>\nfunction fails() { throw new TypeError("not a function") }\nfails()</script>'),
  '/favicon.ico': (_request, response) => void response.writeHead(204).end(),
  '/framed': page('<p>framed</p>'),
  '/sandboxed': page('<iframe sandbox="allow-scripts" src="/framed"></iframe>'),
  '/api/ok': (_request, response) =>
    void response
      .writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': '11',
        'x-own': 'mine',
        'server-timing': 'db;dur=5',
      })
      .end('{"ok":true}'),
  '/api/error': (_request, response) => void response.writeHead(503, { 'content-type': 'text/plain' }).end('no'),
  '/api/slow': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.write('first ')
    setTimeout(() => response.end('last'), 300)
  },
  '/api/never': () => undefined,
  '/api/redirect': (_request, response) => void response.writeHead(302, { location: '/api/ok' }).end(),
  '/api/broken': (_request, response) => void response.destroy(),
  '/api/events': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: héllo\n\n')
    response.write('event: price\ndata: 19.99\n\n')
  },
  '/worker.js': (_request, response) => void response.writeHead(200, { 'content-type': 'text/javascript' }).end('postMessage("worked")'),
}

/** A site with something behind every address that the tests need, and an echo for sockets. */
export async function serveSite(): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const answer = answers[pathname]
    if (answer) answer(request, response)
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('not here')
  })
  const sockets = new Set<Duplex>()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    sockets.add(socket)
    echo(request, socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    other: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const WEBSOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** The least of RFC 6455 that echoes short messages and answers a close. */
function echo(request: IncomingMessage, socket: Duplex): void {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${WEBSOCKET_GUID}`).digest('base64')
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
  let waiting = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk])
    for (let length = (waiting[1] ?? 0) & 127; waiting.length >= 6 + length && waiting.length > 1; length = (waiting[1] ?? 0) & 127) {
      const [first = 0] = waiting
      const mask = waiting.subarray(2, 6)
      const content = waiting.subarray(6, 6 + length).map((byte, at) => byte ^ (mask[at % 4] ?? 0))
      waiting = waiting.subarray(6 + length)
      socket.write(Buffer.concat([Buffer.from([first, content.length]), content]))
    }
  })
}
