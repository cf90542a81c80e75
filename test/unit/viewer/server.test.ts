import { mkdirSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedViewer, serveViewer } from '../../../scripts/lib/viewer-server.mjs'
import { removeFolder, tempFolder } from '../../harness/temp'

const root = tempFolder('viewer-server')
let served: ServedViewer

beforeAll(async () => {
  mkdirSync(join(root, 'viewer', 'assets'), { recursive: true })
  mkdirSync(join(root, 'viewer-of-others'))
  for (const path of ['viewer/index.html', 'viewer/assets/a.js', 'secret.txt', 'viewer-of-others/x.txt', 'my file&1.gz']) {
    writeFileSync(join(root, path), path)
  }
  served = await serveViewer({ folder: join(root, 'viewer'), file: join(root, 'my file&1.gz') })
})
afterAll(async () => {
  await served.close()
  removeFolder(root)
})

/** As it is written: what makes addresses tidy would hide what is tried here. */
function get(path: string, host = new URL(served.url).host, method = 'GET'): Promise<readonly [status: number, text: string]> {
  const headers: IncomingHttpHeaders = { host }
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: new URL(served.url).port, path, method, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve([response.statusCode ?? 0, text]))
    })
      .on('error', reject)
      .end()
  })
}

it('gives the viewer and the one file that was named', async () => {
  expect(await get('/')).toEqual([200, 'viewer/index.html'])
  expect(await get('/assets/a.js?v')).toEqual([200, 'viewer/assets/a.js'])
  const file = new URL(new URL(served.link).searchParams.get('session') ?? '', served.url)
  expect(await get(file.pathname)).toEqual([200, 'my file&1.gz'])
})

it.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/../../secret.txt',
  '/../viewer-of-others/x.txt',
  '/file/secret.txt',
])('gives nothing beside them: %s', async (path) => {
  expect(await get(path)).toEqual([404, '404'])
})

it.each(['/%', '/%00', '/assets', '/assets/'])('has nothing at %s', async (path) => {
  expect((await get(path))[0]).toBe(404)
})

it('answers to its own name alone, and to nobody who wants to write', async () => {
  expect((await get('/', 'evil.example'))[0]).toBe(403)
  expect((await get('/', undefined, 'POST'))[0]).toBe(405)
})
