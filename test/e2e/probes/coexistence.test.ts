import { describe, expect, it } from 'vitest'
import { allFacts, factOf, factsOf, probedBrowser } from './probed-browser'

const probed = probedBrowser()

declare global {
  interface Window {
    /** What another tool saw. */
    seen: string[]
  }
}

/** Another tool that wraps by assignment, as most do. */
function otherTool(): void {
  window.seen ??= []
  const tag = window.seen.length === 0 && !('probing' in window) ? 'first' : 'last'
  const { fetch } = window
  window.fetch = function (this: unknown, ...args) {
    window.seen.push(`${tag} fetch`)
    return fetch.apply(this as Window, args)
  }
  const { log } = console
  console.log = (...args) => {
    window.seen.push(`${tag} log`)
    log(...args)
  }
  const { send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.send = function (body) {
    window.seen.push(`${tag} send`)
    send.call(this, body)
  }
  const { setItem } = Storage.prototype
  Storage.prototype.setItem = function (key, value) {
    window.seen.push(`${tag} setItem`)
    setItem.call(this, key, value)
  }
}

describe('beside other tools', () => {
  it('those that came before and after see every call, and so does the recording', async () => {
    const page = await probed.open({ before: otherTool, after: otherTool })
    const seen = await page.evaluate(async () => {
      console.log('hello')
      localStorage.setItem('a', '1')
      await (await fetch('/api/ok')).text()
      const xhr = new XMLHttpRequest()
      xhr.open('GET', '/api/ok')
      xhr.send()
      await new Promise((resolve) => xhr.addEventListener('loadend', resolve))
      return window.seen
    })
    expect(seen).toEqual(['last log', 'first log', 'last setItem', 'first setItem', 'last fetch', 'first fetch', 'last send', 'first send'])
    await factOf(page, 'response', ({ data }) => data.api === 'xhr')
    expect(await factsOf(page, 'console')).toHaveLength(1)
    expect(await factsOf(page, 'request')).toHaveLength(2)
  })

  it('the page finds its functions as they were', async () => {
    const page = await probed.open()
    const told = await page.evaluate(() => {
      const look = (owner: object, name: string) => {
        const descriptor = Object.getOwnPropertyDescriptor(owner, name)
        const { value, ...flags } = descriptor ?? {}
        return [value?.name, value?.length, /\[native code\]/.test(Function.prototype.toString.call(value)), flags]
      }
      const method = { writable: true, enumerable: true, configurable: true }
      const ctor = { ...method, enumerable: false }
      return {
        told: [
          look(window, 'fetch'),
          look(console, 'log'),
          look(Storage.prototype, 'setItem'),
          look(History.prototype, 'pushState'),
          look(window, 'WebSocket'),
        ],
        expected: [
          ['fetch', 1, true, method],
          ['log', 0, true, method],
          ['setItem', 2, true, method],
          ['pushState', 2, true, method],
          ['WebSocket', 1, true, ctor],
        ],
      }
    })
    expect(told.told).toEqual(told.expected)
  })

  it('errors are the page’s own', async () => {
    const page = await probed.open()
    const thrown = await page.evaluate(() => {
      const names: string[] = []
      for (const attempt of [
        () => new WebSocket('http://['),
        () => Reflect.apply(WebSocket, undefined, []),
        () => Storage.prototype.setItem.call({}, 'a', 'b'),
        () => Reflect.apply(localStorage.setItem, localStorage, ['a']),
        () => Reflect.apply(XMLHttpRequest.prototype.open, {}, ['GET', '/']),
        () => new XMLHttpRequest().send(),
      ]) {
        try {
          attempt()
          names.push('nothing')
        } catch (error) {
          names.push(error instanceof Error ? error.name : 'other')
        }
      }
      return names
    })
    expect(thrown).toEqual(['SyntaxError', 'TypeError', 'TypeError', 'TypeError', 'TypeError', 'InvalidStateError'])
    expect(await factsOf(page, 'gap')).toEqual([])
  })
})

describe('when nothing is recorded', () => {
  it('nothing is kept, and all works', async () => {
    const page = await probed.open()
    const before = (await allFacts(page)).length
    const body = await page.evaluate(async () => {
      window.probing.activate(false)
      console.log('unseen')
      localStorage.setItem('a', '1')
      document.body.click()
      const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/echo`)
      await new Promise((resolve) => socket.addEventListener('open', resolve))
      return (await fetch('/api/ok')).text()
    })
    expect(body).toBe('{"ok":true}')
    await page.evaluate(() => window.probing.activate(true))
    expect((await allFacts(page)).slice(before)).toEqual([])
  })

  it('a request that was opened before is seen when it is sent after', async () => {
    const page = await probed.open()
    await page.evaluate(async () => {
      window.probing.activate(false)
      const xhr = new XMLHttpRequest()
      xhr.open('GET', '/api/ok')
      window.probing.activate(true)
      xhr.send()
      await new Promise((resolve) => xhr.addEventListener('loadend', resolve))
    })
    expect((await factOf(page, 'response')).data).toMatchObject({ method: 'GET', status: 200 })
  })
})

describe('when the recorder leaves', () => {
  it('everything is put back', async () => {
    const page = await probed.open({
      before: () => {
        const found = [
          [window, 'fetch'],
          [window, 'WebSocket'],
          [window, 'Worker'],
          [WebSocket.prototype, 'constructor'],
          [console, 'log'],
          [Storage.prototype, 'setItem'],
          [XMLHttpRequest.prototype, 'open'],
        ] as const
        const originals = found.map(([owner, name]) => Reflect.get(owner, name))
        Object.assign(window, { same: () => found.map(([owner, name], at) => Reflect.get(owner, name) === originals[at]) })
      },
    })
    const same = () => page.evaluate(() => Reflect.get(window, 'same')() as boolean[])
    expect(new Set(await same())).toEqual(new Set([false]))
    await page.evaluate(() => window.probing.end())
    expect(new Set(await same())).toEqual(new Set([true]))
  })

  it('what others put on top stays, over nothing of ours', async () => {
    const page = await probed.open({ after: otherTool })
    const before = (await allFacts(page)).length
    const seen = await page.evaluate(() => {
      window.probing.end()
      console.log('after')
      document.body.click()
      return window.seen
    })
    expect(seen).toEqual(['last log'])
    expect((await allFacts(page)).slice(before)).toEqual([])
  })
})
