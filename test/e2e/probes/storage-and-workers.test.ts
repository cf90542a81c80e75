import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import type { PatchOp } from '../../../src/core/timeline/patch-types'
import type { Json } from '../../../src/core/value'
import { allFacts, factOf, factsOf, probedBrowser } from './probed-browser'

const probed = probedBrowser()

/** The recorded state of a source at the end, by a replay as simple as can be. */
async function stateOf(page: Page, source: string): Promise<Readonly<Record<string, Json>>> {
  let state = new Map<string, Json>()
  const apply = (steps: readonly PatchOp[]): void => {
    for (const step of steps) {
      const key = step.path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
      if (step.path === '') state = new Map()
      else if (step.op === 'remove') expect(state.delete(key)).toBe(true)
      else state.set(key, step.value)
    }
  }
  for (const fact of await allFacts(page)) {
    if (fact.source !== source) continue
    if (fact.type === 'keyframe') state = new Map(Object.entries(Object(fact.data.value)))
    if (fact.type === 'part' || fact.type === 'change') apply(fact.data.patch)
  }
  return Object.fromEntries(state)
}

const actions = async (page: Page) => (await factsOf(page, 'change')).map(({ data }) => data.action)

describe('web storage', () => {
  it('is two sources whose state follows the page', async () => {
    const page = await probed.open({ before: () => localStorage.setItem('early', '1') })
    await page.evaluate(() => {
      localStorage.setItem('theme', 'dark')
      localStorage.setItem('a/b~c', 'x')
      localStorage.removeItem('early')
      localStorage.removeItem('never there')
      sessionStorage.setItem('step', '1')
      sessionStorage.clear()
      sessionStorage.setItem('step', '2')
    })
    const facts = await allFacts(page)
    const opens = facts.filter((fact) => fact.type === 'open').map(({ source, data }) => [source, data])
    expect(opens).toEqual([
      ['storage:local', { name: 'localStorage', library: 'web-storage' }],
      ['storage:session', { name: 'sessionStorage', library: 'web-storage' }],
    ])
    const [first] = await factsOf(page, 'keyframe')
    expect(first?.data).toEqual({ value: { early: '1' }, why: 'init' })
    expect(await stateOf(page, 'storage:local')).toEqual(await page.evaluate(() => ({ ...localStorage })))
    expect(await stateOf(page, 'storage:session')).toEqual({ step: '2' })
    expect((await actions(page))[0]).toEqual({ type: 'setItem', key: 'theme' })
  })

  it('holds what was there before the first change, not after', async () => {
    const page = await probed.open({
      before: () => localStorage.setItem('n', '0'),
      after: () => localStorage.setItem('n', '1'),
    })
    const [first] = await factsOf(page, 'keyframe')
    expect(first?.data.value).toEqual({ n: '0' })
    expect(await stateOf(page, 'storage:local')).toEqual({ n: '1' })
  })

  it('finds what was assigned without any call', async () => {
    const page = await probed.open()
    await page.evaluate(() => {
      window.probing.read()
      localStorage.theme = 'dark'
      window.dispatchEvent(new Event('visibilitychange'))
    })
    expect(await stateOf(page, 'storage:local')).toEqual({ theme: 'dark' })
    expect(await actions(page)).toEqual([undefined])
  })

  it('hears of other documents', async () => {
    const page = await probed.open()
    await page.evaluate(async () => {
      window.probing.read()
      const frame = document.createElement('iframe')
      frame.src = '/framed'
      document.body.append(frame)
      await new Promise((resolve) => frame.addEventListener('load', resolve))
      const heard = new Promise((resolve) => window.addEventListener('storage', resolve))
      frame.contentWindow?.localStorage.setItem('shared', 'yes')
      await heard
    })
    expect(await stateOf(page, 'storage:local')).toEqual({ shared: 'yes' })
    expect(await actions(page)).toEqual([{ type: 'storage', key: 'shared' }])
  })

  it('keeps secrets out by their keys and inside their values', async () => {
    const page = await probed.open()
    await page.evaluate(() => {
      localStorage.setItem('password', 'hunter2hunter2')
      localStorage.setItem('draft', JSON.stringify({ pin: '86041', note: 'x' }))
    })
    const state = await stateOf(page, 'storage:local')
    expect(state.password).toEqual({ $: 'redacted', by: 'password' })
    expect(JSON.stringify(await allFacts(page))).not.toMatch(/hunter2|86041/)
  })

  it('comes in pieces when there is much of it', async () => {
    const page = await probed.open({
      before: () => {
        for (let item = 0; item < 30; item++) localStorage.setItem(`item${item}`, String(item).repeat(5000))
      },
    })
    expect(Object.keys(await stateOf(page, 'storage:local'))).toHaveLength(30)
    const [first] = await factsOf(page, 'keyframe')
    expect(first?.data.partial).toBe(true)
    expect((await factsOf(page, 'part')).map(({ data }) => data.last)).toEqual(
      [false, false, true].slice(-(await factsOf(page, 'part')).length),
    )
  })

  it('throws to the page what it always threw', async () => {
    const page = await probed.open()
    const thrown = await page.evaluate(() => {
      try {
        localStorage.setItem('big', 'x'.repeat(6_000_000))
        return undefined
      } catch (error) {
        return error instanceof DOMException && error.name
      }
    })
    expect(thrown).toBe('QuotaExceededError')
    expect(await actions(page)).toEqual([])
  })

  it('is a gap where the page may not have it', async () => {
    const page = await probed.open({ path: '/sandboxed' })
    const frame = page.frames()[1]
    const lines = await frame?.evaluate(() => window.probing.read())
    const gaps = lines?.map((line) => JSON.parse(line)).filter(({ type }) => type === 'gap')
    expect(gaps?.map(({ source, data }) => [source, data])).toEqual([
      ['storage:local', { reason: 'unsupported', detail: 'localStorage' }],
      ['storage:session', { reason: 'unsupported', detail: 'sessionStorage' }],
    ])
  })
})

describe('workers', () => {
  it('run as ever, with one entry that says they are not seen', async () => {
    const page = await probed.open()
    const seen = await page.evaluate(async () => {
      const worker = new Worker('/worker.js')
      new Worker(new URL('/worker.js', location.href))
      const reply = await new Promise((resolve) => worker.addEventListener('message', ({ data }) => resolve(data)))
      return [reply, worker instanceof Worker, worker.constructor === Worker]
    })
    expect(seen).toEqual(['worked', true, true])
    await factOf(page, 'gap')
    expect((await factsOf(page, 'gap')).map(({ data }) => data)).toEqual([
      { reason: 'unsupported', detail: `Worker ${probed.site.url}/worker.js` },
    ])
  })
})
