import { legacy_createStore as createStore } from 'redux'
import { describe, expect, it } from 'vitest'
import { callEvent, helloPrefix, portEvent, type ToPage } from '../../../src/bridge/capture-wire'
import { startBootstrap } from '../../../src/capture/page/bootstrap'
import { startEngine } from '../../../src/capture/page/engine'
import type { Probe } from '../../../src/capture/page/recorder'
import { createFakeBackground } from './lib/fake-background'
import { createFakeWindow, fakeChannel, messageEvent } from './lib/fake-window'
import { createHandClock } from './lib/hand-clock'

/** A page with a content script that is first or second, and a background behind it. */
function startBoth(order: 'page first' | 'content first', probes: readonly Probe[] = []) {
  const clock = createHandClock()
  const page = createFakeWindow(clock)
  const background = createFakeBackground()
  const hellos: string[] = []
  const flushed: string[] = []
  let tell: (message: ToPage) => void = () => undefined

  function startContent(name = 'flush-1'): void {
    const offer = (): void => {
      const { ours, theirs } = fakeChannel()
      tell = (message) => ours.postMessage(JSON.stringify(message))
      const say = tell
      ours.addEventListener('message', (event) => {
        const text = 'data' in event ? String(event.data) : ''
        if (text.startsWith(helloPrefix)) hellos.push(text.slice(helloPrefix.length))
        else {
          const answer = background.take(text)
          if (answer) clock.natives.soon(() => say(answer))
        }
      })
      page.dispatchEvent(
        messageEvent(portEvent, { ports: [theirs], data: JSON.stringify({ flush: name, document: `document of ${name}` }) }),
      )
    }
    page.addEventListener(name, (event) => {
      const text = 'data' in event ? event.data : undefined
      if (typeof text !== 'string') return
      flushed.push(text)
      background.take(text)
    })
    page.addEventListener(callEvent, offer)
    offer()
  }

  if (order === 'content first') startContent()
  startBootstrap(page)
  startEngine(page, probes)
  if (order === 'page first') startContent()
  return { clock, page, background, hellos, flushed, startContent, tell: (message: ToPage) => tell(message) }
}

describe.each(['page first', 'content first'] as const)('a page with its content script, %s', (order) => {
  it('introduces itself and records once it is told to', () => {
    const { clock, page, background, hellos, tell } = startBoth(order)
    expect(hellos).toEqual(['document of flush-1'])
    const api = page.playhead as { mark(name: string): void }
    api.mark('provisional')
    tell({ type: 'verdict', record: true, lastN: 0 })
    api.mark('certain')
    clock.pass(1000)
    expect(background.entries.map(({ data }) => ('name' in data ? data.name : ''))).toEqual(['provisional', 'certain'])
  })
})

describe('a started page', () => {
  it('records the stores of the app through the window alone', () => {
    const { clock, page, background, tell } = startBoth('page first')
    tell({ type: 'verdict', record: true, lastN: 0 })
    const tool = page.__REDUX_DEVTOOLS_EXTENSION__ as () => never
    const store = createStore((state: number = 0) => state + 1, tool())
    store.dispatch({ type: 'a' })
    clock.pass(1000)
    expect(background.entries.map(({ type }) => type)).toEqual(['open', 'keyframe', 'change'])
  })

  it('is started once, however often it is injected', () => {
    let installed = 0
    const probe: Probe = () => void installed++
    const { page } = startBoth('page first', [probe])
    startBootstrap(page)
    startEngine(page, [probe])
    expect(installed).toBe(1)
  })

  it('goes on with another content script after an update of the extension', () => {
    const { clock, page, background, hellos, startContent, tell } = startBoth('page first')
    const api = page.playhead as { mark(name: string): void }
    tell({ type: 'verdict', record: true, lastN: 0 })
    api.mark('a')
    clock.pass(1000)
    startContent('flush-2')
    expect(hellos.at(-1)).toBe('document of flush-1')
    api.mark('b')
    tell({ type: 'verdict', record: true, lastN: background.lastN })
    clock.pass(1000)
    expect(background.entries.map(({ data }) => ('name' in data ? data.name : ''))).toEqual(['a', 'b'])
  })

  it('hands over what it holds when it goes away', () => {
    const { page, flushed, tell } = startBoth('page first')
    tell({ type: 'verdict', record: true, lastN: 0 })
    ;(page.playhead as { mark(name: string): void }).mark('last')
    page.dispatchEvent(new Event('pagehide'))
    expect(flushed.join()).toContain('last')
  })

  it('sends what it holds when it is hidden', () => {
    const { page, background, tell } = startBoth('page first')
    tell({ type: 'verdict', record: true, lastN: 0 })
    ;(page.playhead as { mark(name: string): void }).mark('last')
    page.document.visibilityState = 'hidden'
    page.document.dispatchEvent(new Event('visibilitychange'))
    expect(background.lastN).toBe(1)
  })

  it('goes on when a probe cannot be installed', () => {
    const { page, clock, background, tell } = startBoth('page first', [
      () => {
        throw new Error('sealed')
      },
    ])
    tell({ type: 'verdict', record: true, lastN: 0 })
    ;(page.playhead as { mark(name: string): void }).mark('a')
    clock.pass(1000)
    expect(background.entries.map(({ type }) => type)).toEqual(['gap', 'mark'])
  })

  it('leaves nothing behind when it is told to leave, and can be started again', () => {
    let ended = false
    const probe: Probe = (_, __, signal) => signal.addEventListener('abort', () => (ended = true))
    const { page, tell } = startBoth('page first', [probe])
    const before = Object.keys(createFakeWindow())
    tell({ type: 'verdict', record: true, lastN: 0 })
    tell({ type: 'leave' })
    expect(ended).toBe(true)
    expect(Object.getOwnPropertyNames(page).filter((name) => !before.includes(name))).toEqual([])
    startBootstrap(page)
    startEngine(page, [])
    expect('playhead' in page).toBe(true)
  })

  it('does not take the name of something the page has', () => {
    const clock = createHandClock()
    const page = createFakeWindow(clock)
    page.playhead = 'mine'
    startBootstrap(page)
    startEngine(page, [])
    expect(page.playhead).toBe('mine')
  })
})
