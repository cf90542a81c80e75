/** Serves the built demo and the few things that it asks its server for. Needs nothing but Node. */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, sep } from 'node:path'

const concerts = [
  { id: 'c1', artist: 'The Night Ferry', place: 'Hamburg', date: '2027-03-14', price: 4200, left: 120 },
  { id: 'c2', artist: 'Amina Saadi Quartet', place: 'Lyon', date: '2027-03-21', price: 3600, left: 44 },
  { id: 'c3', artist: 'Glass Orchard', place: 'Dublin', date: '2027-04-02', price: 5100, left: 8 },
  { id: 'c4', artist: 'Low Tide Ensemble', place: 'Porto', date: '2027-04-18', price: 2900, left: 210 },
]

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' }

/**
 * @param options.folder the built demo
 * @param options.port 0 for any free one
 * @returns `{ url, close }`
 */
export function serveDemo({ folder, port = 0 }) {
  const answer = createApi()
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost')
    if (pathname.startsWith('/api/')) answer(`${request.method} ${pathname}`, searchParams, request, response)
    else sendFile(folder, pathname, response)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () =>
      resolve({
        url: `http://localhost:${server.address().port}/`,
        close: () =>
          new Promise((done) => {
            server.close(done)
            server.closeAllConnections()
          }),
      }),
    )
  })
}

/** The shop's server: the first order fails, every third forecast too, refunds always. */
function createApi() {
  let orders = 0
  let forecasts = 0
  const send = (response, status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const routes = {
    'GET /api/concerts': (_query, _request, response) => send(response, 200, concerts),
    'GET /api/weather': (query, _request, response) => {
      forecasts += 1
      if (forecasts % 3 === 0) send(response, 504, { error: 'The weather service did not answer' })
      else send(response, 200, { forecast: `${query.get('place')}: 16 °C, dry` })
    },
    'POST /api/orders': async (_query, request, response) => {
      const { tickets } = JSON.parse(await textOf(request))
      orders += 1
      if (orders === 1) return send(response, 503, { error: 'The payment service is busy' })
      const total = concerts.reduce((sum, { id, price }) => sum + price * (tickets[id] ?? 0), 0)
      return send(response, 201, { id: `E-${1000 + orders}`, total })
    },
  }
  return async (route, query, request, response) => {
    try {
      if (routes[route]) await routes[route](query, request, response)
      else send(response, 404, { error: 'There is no such thing' })
    } catch (error) {
      send(response, 400, { error: error.message })
    }
  }
}

async function textOf(request) {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

/** A file of the demo; its page for every path that is none, because the shop finds its own way. */
function sendFile(folder, pathname, response) {
  const asked = join(folder, decodeURIComponent(pathname))
  const isFile = asked.startsWith(folder + sep) && existsSync(asked) && statSync(asked).isFile()
  const file = isFile ? asked : join(folder, 'index.html')
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-store' })
  createReadStream(file).pipe(response)
}
