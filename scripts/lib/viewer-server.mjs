/** Serves the built viewer, and at most one session file, to this machine alone. Needs nothing but Node. */
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { basename, extname, join, resolve, sep } from 'node:path'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
}

const headers = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/**
 * @param options.folder the built viewer
 * @param options.file a session file that the link opens
 * @param options.port 0 for any free one
 * @returns `{ url, link, close }`: the viewer, and the address that opens the file there
 * @throws an Error in plain words when the port is taken
 */
export function serveViewer({ folder, file, port = 0 }) {
  const filePath = file === undefined ? undefined : `/file/${encodeURIComponent(basename(file))}`
  const server = createServer((request, response) => {
    const refuse = (status) => response.writeHead(status, { ...headers, 'content-type': 'text/plain' }).end(`${status}`)
    // A page elsewhere that has its own name lead here is not to read what is served.
    if (!/^(?:localhost|127\.0\.0\.1):\d+$/.test(request.headers.host ?? '')) return refuse(403)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const path = request.url.split('?')[0]
    const found = path === filePath ? file : fileBelow(folder, path)
    const size = found === undefined ? undefined : sizeOf(found)
    if (size === undefined) return refuse(404)
    response.writeHead(200, {
      ...headers,
      'content-type': types[extname(found)] ?? 'application/octet-stream',
      'content-length': size,
    })
    if (request.method === 'HEAD') response.end()
    else
      createReadStream(found)
        .on('error', () => response.destroy())
        .pipe(response)
  })
  return new Promise((done, reject) => {
    server.once('error', (error) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken: another viewer may be running. Choose another: npm run viewer -- --port ${port + 1}`)
          : error,
      ),
    )
    server.listen(port, '127.0.0.1', () => {
      const url = `http://localhost:${server.address().port}/`
      done({
        url,
        link: filePath === undefined ? url : `${url}?session=${encodeURIComponent(filePath.slice(1))}`,
        close: () =>
          new Promise((closed) => {
            server.close(closed)
            server.closeAllConnections()
          }),
      })
    })
  })
}

/** The file of the viewer at `path`; undefined for what leads out of its folder. */
function fileBelow(folder, path) {
  let decoded
  try {
    decoded = decodeURIComponent(path.endsWith('/') ? `${path}index.html` : path)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
  if (decoded.includes('\0')) return undefined
  const asked = resolve(join(folder, decoded))
  return asked.startsWith(resolve(folder) + sep) ? asked : undefined
}

function sizeOf(path) {
  const facts = statSync(path, { throwIfNoEntry: false })
  return facts?.isFile() ? facts.size : undefined
}
