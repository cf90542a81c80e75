import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultOf } from '../../../src/core/model'
import { addonId, type Firefox, launchFirefox } from '../../harness/firefox'
import { removeFolder, tempFolder } from '../../harness/temp'
import { until } from '../../harness/until'
import { bundlePageEntry } from './bundle'
import { type Site, serveSite } from './site'

const folder = tempFolder('probes')
let firefox: Firefox
let site: Site

beforeAll(async () => {
  const extension = join(folder, 'extension')
  mkdirSync(extension)
  writeFileSync(join(extension, 'probes.js'), await bundlePageEntry())
  const matches = ['http://localhost/*']
  const manifest = {
    manifest_version: 3,
    name: 'Probes',
    version: '1',
    host_permissions: matches,
    content_scripts: [{ matches, js: ['probes.js'], run_at: 'document_start', world: 'MAIN' }],
    browser_specific_settings: { gecko: { id: addonId, data_collection_permissions: { required: ['none'] } } },
  }
  writeFileSync(join(extension, 'manifest.json'), JSON.stringify(manifest))
  site = await serveSite()
  firefox = await launchFirefox({ extension })
})

afterAll(async () => {
  await firefox.close()
  await site.close()
  removeFolder(folder)
})

/** Runs in the page, as its own script; what Firefox's remote control evaluates has other globals. */
async function run(script: () => Promise<unknown>): Promise<unknown> {
  await firefox.evaluate((text) => {
    const element = document.createElement('script')
    element.textContent = `(${text})().then((value) => { document.title = JSON.stringify({ value }) })`
    document.body.append(element)
  }, String(script))
  const title = await until('the script of the page', () =>
    firefox.evaluate(() => (document.title.startsWith('{') ? document.title : undefined)),
  )
  return JSON.parse(title).value
}

it('Firefox tells the same, and its page finds its functions as they were', async () => {
  await firefox.open(`${site.url}/throws`)
  const seen = await run(async () => {
    const end = (target: EventTarget, type: string) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }))
    console.warn('careful', 1n)
    localStorage.setItem('password', 'hunter2hunter2')
    const response = await fetch('/api/ok', { method: 'POST', body: 'four' })
    const body = await response.text()
    const xhr = new XMLHttpRequest()
    xhr.open('GET', '/api/error')
    xhr.send()
    await end(xhr, 'loadend')
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/echo`)
    await end(socket, 'open')
    socket.send('hello')
    await end(socket, 'message')
    socket.close()
    document.body.insertAdjacentHTML(
      'beforeend',
      '<form id="f" onsubmit="return false"><input name="id" type="password"><button>Go</button></form>',
    )
    document.querySelector('button')?.click()
    document.querySelector('input')?.dispatchEvent(new Event('input', { bubbles: true }))
    history.pushState(null, '', '/pushed')
    void Promise.reject(new RangeError('too far'))
    await end(window, 'unhandledrejection')
    const source = new EventSource('/api/events')
    await end(source, 'price')
    source.close()
    document.body.insertAdjacentHTML('beforeend', '<div style="height:5000px"></div>')
    scrollTo(0, 300)
    await end(document, 'scrollend')
    return [body, socket instanceof WebSocket, socket.constructor === WebSocket, fetch.name, /\[native code\]/.test(String(fetch))]
  })
  expect(seen).toEqual(['{"ok":true}', true, true, 'fetch', true])
  const facts = await until('the responses', async () => {
    const lines = await firefox.evaluate(() => window.probing.read())
    const found = lines.map((line) => JSON.parse(line))
    const scrolled = found.some(({ data }) => data.action === 'scroll')
    return scrolled && found.filter(({ type }) => type === 'response').length === 2 && found
  })
  for (const fact of facts) expect(faultOf(fact)).toBeUndefined()
  const told = facts.map(({ type, data }) =>
    [type, data.how ?? data.method ?? data.from ?? data.api, data.event ?? data.action]
      .filter((text) => typeof text === 'string')
      .join(' '),
  )
  for (const wanted of [
    'navigation load',
    'error error',
    'console warn',
    'keyframe',
    'change',
    'request POST',
    'response POST',
    'response GET',
    'message websocket open',
    'message websocket message',
    'message eventsource message',
    'input click',
    'input submit',
    'input input',
    'input scroll',
    'navigation push',
    'error rejection',
  ]) {
    expect(told).toContain(wanted)
  }
  const text = JSON.stringify(facts)
  expect(text).not.toContain('hunter2')
  expect(text).not.toContain('moz-extension')
  expect(facts.find(({ type }) => type === 'console').data.stack).toMatch(/^@http:\/\/localhost/)
})
