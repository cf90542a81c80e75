import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { factOf, factsOf, probedBrowser } from './probed-browser'

const probed = probedBrowser()

/** The only request with its response, once both are there. */
async function exchange(page: Page, path: string) {
  const { data: request } = await factOf(page, 'request', ({ data }) => data.url === probed.site.url + path)
  const { data: response } = await factOf(page, 'response', ({ data }) => data.id === request.id)
  return { request, response }
}

describe('fetch', () => {
  it('is recorded from request to the end of the body, which stays the page’s', async () => {
    const page = await probed.open()
    const seen = await page.evaluate(async () => {
      const response = await fetch('/api/ok', {
        method: 'post',
        body: 'héllo',
        headers: { 'X-Asked': 'yes', Authorization: 'Bearer hunter2hunter2' },
      })
      return { used: response.bodyUsed, body: await response.json() }
    })
    expect(seen).toEqual({ used: false, body: { ok: true } })
    const { request, response } = await exchange(page, '/api/ok')
    expect(request).toMatchObject({
      api: 'fetch',
      method: 'POST',
      size: 6,
      headers: { 'x-asked': 'yes', authorization: '[redacted:authorization]' },
    })
    expect(response).toMatchObject({ status: 200, outcome: 'ok', size: 11, mime: 'application/json', headers: { 'content-length': '11' } })
    expect(response.headers).not.toHaveProperty('x-own')
    expect(response.timing?.responseEnd).toBeGreaterThan(0)
  })

  it('takes as long as its body', async () => {
    const page = await probed.open()
    await page.evaluate(async () => (await fetch('/api/slow')).text())
    const { response } = await exchange(page, '/api/slow')
    expect(response.duration).toBeGreaterThan(250)
    expect(response).toMatchObject({ size: 10, outcome: 'ok' })
  })

  it('is read from a Request as well as from its parts', async () => {
    const page = await probed.open()
    await page.evaluate(async () => {
      await fetch(new Request('/api/ok', { method: 'PUT', headers: { 'X-Asked': 'yes' }, body: 'x' }))
      await fetch(new URL('/api/error', location.href), { method: 'DELETE' })
    })
    expect((await exchange(page, '/api/ok')).request).toMatchObject({ method: 'PUT', headers: { 'x-asked': 'yes' } })
    const { request, response } = await exchange(page, '/api/error')
    expect(request.method).toBe('DELETE')
    expect(response).toMatchObject({ status: 503, outcome: 'ok' })
  })

  it('says where a redirect ended', async () => {
    const page = await probed.open()
    await page.evaluate(() => fetch('/api/redirect'))
    const { response } = await exchange(page, '/api/redirect')
    expect(response).toMatchObject({ status: 200, url: `${probed.site.url}/api/ok` })
  })

  it('says that it was aborted, failed, or may not be read', async () => {
    const page = await probed.open()
    const thrown = await page.evaluate(async (other) => {
      const names: string[] = []
      const note = (error: unknown) => void names.push(error instanceof Error ? error.name : String(error))
      const stop = new AbortController()
      const never = fetch('/api/never', { signal: stop.signal }).catch(note)
      stop.abort()
      await never
      await fetch('/api/never?slow', { signal: AbortSignal.timeout(20) }).catch(note)
      const reason = new AbortController()
      const own = fetch('/api/never?own', { signal: reason.signal }).catch(note)
      reason.abort('enough')
      await own
      await fetch('/api/broken').catch(note)
      await fetch(`${other}/api/ok`, { mode: 'no-cors' })
      return names
    }, probed.site.other)
    expect(thrown).toEqual(['AbortError', 'TimeoutError', 'enough', 'TypeError'])
    expect((await exchange(page, '/api/never')).response).toMatchObject({ status: 0, outcome: 'aborted' })
    expect((await exchange(page, '/api/never?slow')).response.outcome).toBe('timeout')
    expect((await exchange(page, '/api/never?own')).response.outcome).toBe('aborted')
    expect((await exchange(page, '/api/broken')).response).toMatchObject({ outcome: 'failed', error: 'Failed to fetch' })
    const opaque = await factOf(page, 'response', ({ data }) => data.outcome === 'opaque')
    expect(opaque.data).toMatchObject({ status: 0, url: `${probed.site.other}/api/ok` })
  })

  it('leaves rejections to the page: one nobody handles is reported once, one that is handled never', async () => {
    const page = await probed.open()
    const unhandled = await page.evaluate(async () => {
      const seen: string[] = []
      window.addEventListener('unhandledrejection', (event) => seen.push(event.reason.name))
      await fetch('/api/broken').catch(() => undefined)
      void fetch('/api/broken')
      await new Promise((resolve) => window.addEventListener('unhandledrejection', resolve, { once: true }))
      // Long enough for a second one, were there any.
      await fetch('/api/ok')
      return seen
    })
    expect(unhandled).toEqual(['TypeError'])
    expect((await factsOf(page, 'error')).map(({ data }) => data.from)).toEqual(['rejection'])
  })

  it('survives options that throw', async () => {
    const page = await probed.open()
    const outcome = await page.evaluate(async () => {
      const init = {
        get method(): string {
          throw new Error('mine')
        },
      }
      return fetch('/api/ok', init).then(
        () => 'answered',
        (error) => error.message,
      )
    })
    expect(outcome).toBe('mine')
  })

  it('tells who asked', async () => {
    const page = await probed.open()
    await page.evaluate(() => {
      function loadCart() {
        return fetch('/api/ok')
      }
      return loadCart()
    })
    expect((await exchange(page, '/api/ok')).request.initiator).toMatch(/^at loadCart /)
  })
})

describe('XMLHttpRequest', () => {
  it('is recorded with sizes, and its events come as before', async () => {
    const page = await probed.open()
    const events = await page.evaluate(async () => {
      const xhr = new XMLHttpRequest()
      const seen: string[] = []
      for (const type of ['load', 'loadend']) xhr.addEventListener(type, () => seen.push(`${type} ${xhr.status}`))
      xhr.open('post', '/api/ok')
      xhr.setRequestHeader('X-Asked', 'yes')
      xhr.setRequestHeader('Cookie2', 'hunter2hunter2')
      xhr.send(new Blob(['1234']))
      await new Promise((resolve) => xhr.addEventListener('loadend', resolve))
      return seen
    })
    expect(events).toEqual(['load 200', 'loadend 200'])
    const { request, response } = await exchange(page, '/api/ok')
    expect(request).toMatchObject({ api: 'xhr', method: 'POST', size: 4, headers: { 'x-asked': 'yes' } })
    expect(response).toMatchObject({ status: 200, outcome: 'ok', size: 11, mime: 'application/json' })
    expect(JSON.stringify(request)).not.toContain('hunter2')
  })

  it('is recorded when it is synchronous', async () => {
    const page = await probed.open()
    const result = await page.evaluate(() => {
      const xhr = new XMLHttpRequest()
      xhr.open('GET', '/api/ok', false)
      xhr.send()
      const broken = new XMLHttpRequest()
      broken.open('GET', '/api/broken', false)
      try {
        broken.send()
      } catch (error) {
        return [xhr.responseText, error instanceof Error && error.name]
      }
      return undefined
    })
    expect(result).toEqual(['{"ok":true}', 'NetworkError'])
    expect((await exchange(page, '/api/ok')).response).toMatchObject({ status: 200, outcome: 'ok' })
    expect((await exchange(page, '/api/broken')).response).toMatchObject({ status: 0, outcome: 'failed' })
  })

  it('says how it ended, also when it is used again', async () => {
    const page = await probed.open()
    await page.evaluate(async () => {
      const end = (xhr: XMLHttpRequest) => new Promise((resolve) => xhr.addEventListener('loadend', resolve, { once: true }))
      const xhr = new XMLHttpRequest()
      xhr.open('GET', '/api/never?abort')
      xhr.send()
      const aborted = end(xhr)
      xhr.abort()
      await aborted
      xhr.open('GET', '/api/never?timeout')
      xhr.timeout = 20
      xhr.send()
      await end(xhr)
      xhr.open('GET', '/api/never?reopened')
      xhr.send()
      xhr.timeout = 0
      xhr.open('GET', '/api/ok?last')
      xhr.send()
      await end(xhr)
    })
    expect((await exchange(page, '/api/never?abort')).response.outcome).toBe('aborted')
    expect((await exchange(page, '/api/never?timeout')).response.outcome).toBe('timeout')
    expect((await exchange(page, '/api/never?reopened')).response.outcome).toBe('aborted')
    expect((await exchange(page, '/api/ok?last')).response).toMatchObject({ outcome: 'ok', status: 200 })
    expect(await factsOf(page, 'response')).toHaveLength(4)
  })
})

describe('what else goes out', () => {
  it('is recorded of beacons', async () => {
    const page = await probed.open()
    expect(await page.evaluate(() => navigator.sendBeacon('/api/ok', 'four'))).toBe(true)
    expect((await exchange(page, '/api/ok')).request).toMatchObject({ api: 'beacon', method: 'POST', size: 4 })
  })

  it('is recorded of sockets, message by message, never what they say', async () => {
    const page = await probed.open()
    const seen = await page.evaluate(async () => {
      class Mine extends WebSocket {}
      const socket = new Mine(`${location.origin.replace('http', 'ws')}/echo?password=hunter2hunter2`)
      await new Promise((resolve) => socket.addEventListener('open', resolve))
      socket.send('héllo')
      const reply = await new Promise<unknown>((resolve) => {
        socket.onmessage = (event) => resolve(event.data)
      })
      socket.close(3001)
      await new Promise((resolve) => socket.addEventListener('close', resolve))
      return [
        reply,
        socket instanceof Mine,
        socket instanceof WebSocket,
        Reflect.get(Object.getPrototypeOf(Mine.prototype), 'constructor') === WebSocket,
        WebSocket.OPEN,
      ]
    })
    expect(seen).toEqual(['héllo', true, true, true, 1])
    await factOf(page, 'message', ({ data }) => data.event === 'close')
    const messages = (await factsOf(page, 'message')).map(({ data: { event, direction, size, code } }) => ({
      event,
      direction,
      size,
      code,
    }))
    expect(messages).toEqual([
      { event: 'open', direction: 'in' },
      { event: 'message', direction: 'out', size: 6 },
      { event: 'message', direction: 'in', size: 6 },
      { event: 'close', direction: 'in', code: 3001 },
    ])
    const [request] = await factsOf(page, 'request')
    expect(request?.data).toMatchObject({ api: 'websocket', method: 'GET' })
    expect(JSON.stringify(await factsOf(page, 'request'))).not.toMatch(/hunter2|llo/)
  })

  it('is recorded of event sources', async () => {
    const page = await probed.open()
    await page.evaluate(async () => {
      const source = new EventSource('/api/events')
      await new Promise((resolve) => source.addEventListener('message', resolve))
      source.close()
    })
    const { data } = await factOf(page, 'message', (fact) => fact.data.event === 'message')
    expect(data).toMatchObject({ api: 'eventsource', direction: 'in', size: 6 })
  })

  it('counts the messages of event sources that have a name, each once, through whatever a framework put there', async () => {
    const page = await probed.open()
    const seen = await page.evaluate(async () => {
      // As zones do, after our hooks.
      const { addEventListener } = EventTarget.prototype
      const patched: string[] = []
      EventTarget.prototype.addEventListener = function (...args: Parameters<typeof addEventListener>) {
        patched.push(args[0])
        return addEventListener.apply(this, args)
      }
      const source = new EventSource('/api/events')
      const heard: string[] = []
      await new Promise<void>((resolve) => {
        source.addEventListener('price', ({ data }) => heard.push(data))
        source.addEventListener('price', () => resolve())
        source.addEventListener('unheard', () => undefined)
      })
      source.close()
      return { heard, patched, native: /\[native code\]/.test(String(source.addEventListener)), name: source.addEventListener.name }
    })
    expect(seen).toEqual({ heard: ['19.99'], patched: ['price', 'price', 'unheard'], native: true, name: 'addEventListener' })
    await factOf(page, 'message', ({ data }) => data.size === 5)
    const sizes = (await factsOf(page, 'message')).filter(({ data }) => data.event === 'message').map(({ data }) => data.size)
    expect(sizes).toEqual([6, 5])
    await page.evaluate(() => window.probing.end())
    expect(await page.evaluate(() => Object.hasOwn(EventSource.prototype, 'addEventListener'))).toBe(false)
  })
})
