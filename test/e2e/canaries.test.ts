import { basename } from 'node:path'
import type { Page, Worker } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Canary, canaries, encodingsOf } from '../fixtures/canaries'
import { type ArchiveFile, readArchiveFile } from '../harness/archive-file'
import { type Chromium, launchChromium } from '../harness/chromium'
import { exportAsUsual } from '../harness/export-file'
import { controlRecorder } from '../harness/recording'
import { type Served, serve } from '../harness/serve'

/** Says nothing secret, so that its absence in the file would show that nothing was looked at. */
const harmless = 'harmless-marker-0042'

interface Planted {
  readonly text: string
  readonly name: string
  readonly label: string
  /** In base64 too: the sanitizer reads that; the guard, which works while the page does, reads names in plain sight. */
  readonly encoded: boolean
}

/** Plants a text in every way a page has to bring it before the recorder. Runs in the page. */
async function plant({ text, name, label, encoded }: Planted): Promise<void> {
  const object = { [name]: text, deep: [{ [name]: text }] }
  const json = JSON.stringify(object)
  const query = `${encodeURIComponent(name)}=${encodeURIComponent(text)}`
  const page = globalThis as unknown as {
    tools: { send(action: unknown, state: unknown): void }
    state: Record<string, unknown>
    playhead: { event(name: string, data: unknown): void; mark(name: string): void }
  }
  page.state = { ...page.state, [label]: object, [`${label} as text`]: json }
  if (encoded) page.state[`${label} in base64`] = btoa(json)
  page.tools.send({ type: `planted/${label}`, payload: object, json }, page.state)
  console.log(label, object, json, `${name}: ${text}`)
  console.error(new Error(`${name}=${text}`))
  page.playhead.event(label, object)
  page.playhead.mark(`${name}: ${text}`)
  localStorage.setItem(name, text)
  sessionStorage.setItem(label, json)
  history.pushState({}, '', `/?${query}#${query}`)
  document.title = `${name}: ${text}`
  const headers = new Headers({ 'x-note': encodeURIComponent(json) })
  // A private key has line feeds, which no header can carry.
  if (!/[\n\r]/.test(text) && /^[\w-]+$/.test(name)) headers.set(name, text)
  await fetch(`/api?${query}`, { headers })
  const request = new XMLHttpRequest()
  request.open('GET', `/api?${query}`)
  request.send()
  await new Promise((resolve) => request.addEventListener('loadend', resolve))
  void Promise.reject(new Error(json))
  setTimeout(() => {
    throw new Error(`${name}: ${text}`)
  })
  for (const [type, field] of [
    ['text', name],
    ['password', 'anything'],
    ['text', 'comment'],
  ] as const) {
    const input = Object.assign(document.createElement('input'), { type, name: field })
    document.body.replaceChildren(input)
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

const app = `<!doctype html><title>canaries</title><body><script>
  window.state = {}
  window.tools = window.__REDUX_DEVTOOLS_EXTENSION__.connect({ name: 'vault' })
  window.tools.init(window.state)
</script>`

/** Collects the text of every message that reaches the background. */
function tapMessages(worker: Worker): Promise<void> {
  return worker.evaluate(() => {
    const scope = globalThis as unknown as {
      heard: string[]
      chrome: {
        runtime: {
          onConnect: {
            addListener(listener: (port: { onMessage: { addListener(listener: (message: unknown) => void): void } }) => void): void
          }
          onMessage: { addListener(listener: (message: unknown) => void): void }
        }
      }
    }
    scope.heard = []
    const hear = (message: unknown) => void scope.heard.push(JSON.stringify(message))
    scope.chrome.runtime.onConnect.addListener((port) => port.onMessage.addListener(hear))
    scope.chrome.runtime.onMessage.addListener(hear)
  })
}

/** Everything in every object store of the extension's database, bytes as text. Runs in a page of the extension. */
async function dumpEverything(): Promise<string> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const decoder = new TextDecoder()
  let text = ''
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name ?? ''))
    for (const store of database.objectStoreNames) {
      const rows = await done(database.transaction(store).objectStore(store).getAll())
      text += JSON.stringify(rows, (_, value) => (ArrayBuffer.isView(value) ? decoder.decode(value as Uint8Array) : value))
    }
    database.close()
  }
  return text
}

/** The canaries of which some reading is in `text`. */
function found(text: string, wanted: readonly Canary[]): readonly string[] {
  return wanted
    .filter(({ value }) => encodingsOf(value).some((encoding) => text.includes(encoding)))
    .map(({ family, value }) => `${family}: ${value}`)
}

describe('secrets planted in a page, through the whole thread', () => {
  const all = canaries()
  const guarded = all.filter(({ guard }) => guard)
  let server: Served
  let chromium: Chromium
  let page: Page
  let file: ArchiveFile
  let fileName: string
  let database: string
  let messages: string
  let shown: string

  beforeAll(async () => {
    server = await serve((request, response) => {
      const html = !request.url?.startsWith('/api')
      response.writeHead(200, { 'content-type': html ? 'text/html' : 'application/json' }).end(html ? app : '{}')
    })
    chromium = await launchChromium()
    const control = await controlRecorder(chromium)
    await tapMessages(await chromium.worker())
    page = await chromium.open(server.url)
    const id = await control.start(page, true)
    await page.evaluate(plant, { text: harmless, name: 'note', label: 'harmless', encoded: true })
    for (const [i, { text, name, guard }] of all.entries()) {
      await page.evaluate(plant, { text, name: name ?? 'note', label: `canary ${i}`, encoded: !guard })
    }
    await control.stop(page)
    await control.sessionWhen(id, 'the session to end', ({ status }) => status === 'ended')

    const { panel } = await chromium.openPanel(page, { width: 1200, height: 700 })
    await exportAsUsual(panel)
    const path = await chromium.downloads.waitFor(/\.session\.json\.gz$/, { timeout: 60_000 })
    shown = (await panel.locator('[data-job="export"]').textContent()) ?? ''
    fileName = basename(path)
    file = readArchiveFile(path)
    const own = await chromium.openExtensionPage('options.html')
    database = await own.evaluate(dumpEverything)
    messages = await (await chromium.worker()).evaluate(() => (globalThis as unknown as { heard: string[] }).heard.join('\n'))
  }, 180_000)
  afterAll(async () => {
    await chromium.close()
    await server.close()
  })

  it('were looked for where they could have been: what is no secret is in the file, once for each way', () => {
    const entries = file.sessions[0]?.entries ?? []
    const places = new Set(entries.filter(({ data }) => JSON.stringify(data).includes(harmless)).map(({ kind, type }) => `${kind}/${type}`))
    expect([...places].sort()).toEqual(
      expect.arrayContaining([
        'event/console',
        'event/custom',
        'event/error',
        'event/mark',
        'event/navigation',
        'event/request',
        'event/response',
        'state/change',
      ]),
    )
    expect(messages).toContain(harmless)
    expect(database).toContain(harmless)
  })

  it('do not leave: none is in the exported file, in any encoding, nor in its name', () => {
    expect(found(file.text, all)).toEqual([])
    expect(found(fileName, all)).toEqual([])
  })

  it('of the kinds the guard knows are never stored', () => {
    expect(found(database, guarded)).toEqual([])
  })

  it('of the kinds the guard knows are in no message', () => {
    expect(found(messages, guarded)).toEqual([])
  })

  it('are reported by rule, in the file as in the panel', () => {
    const { rules } = file.summary.redaction
    expect(rules.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['email', 'card-number', 'jwt', 'private-key', 'github-token', 'secret-name']),
    )
    const total = rules.reduce((sum, { count }) => sum + count, 0)
    expect(shown.replace(/[\s,.  ]/g, '')).toContain(String(total))
  })
})
