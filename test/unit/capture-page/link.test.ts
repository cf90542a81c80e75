import { describe, expect, it } from 'vitest'
import { callEvent, portEvent, type ToPage } from '../../../src/bridge/capture-wire'
import { createLink, type Link } from '../../../src/capture/page/link'
import { createFakeWindow, type FakePort, type FakeWindow, fakeChannel, messageEvent } from './lib/fake-window'
import { createHandClock } from './lib/hand-clock'

const handshake = (flush: string, document: string): string => JSON.stringify({ flush, document })

function startLink(page: FakeWindow = createFakeWindow()) {
  const received: ToPage[] = []
  const end = new AbortController()
  const link: Link = createLink({
    page,
    natives: createHandClock().natives,
    onOffer: (take) => page.addEventListener(portEvent, take, { signal: end.signal }),
    receive: (message) => received.push(message),
    signal: end.signal,
  })
  const offer = (data: string): FakePort => {
    const { ours, theirs } = fakeChannel()
    page.dispatchEvent(messageEvent(portEvent, { ports: [theirs], data }))
    return ours
  }
  return { page, link, received, end, offer }
}

describe('the wire to the content script', () => {
  it('calls once when it starts, for a content script that was first', () => {
    const page = createFakeWindow()
    let calls = 0
    page.addEventListener(callEvent, () => calls++)
    startLink(page)
    expect(calls).toBe(1)
  })

  it('says which document this is, and passes texts', () => {
    const { link, received, offer } = startLink()
    const port = offer(handshake('f', 'first'))
    link.post('1\n{}')
    expect(port.heard).toEqual(['hello first', '1\n{}'])
    port.postMessage('{"type":"ack","lastN":1}')
    expect(received).toEqual([{ type: 'ack', lastN: 1 }])
  })

  it('keeps the identity it was given first when another content script comes', () => {
    const { link, received, offer } = startLink()
    const old = offer(handshake('f', 'first'))
    const port = offer(handshake('g', 'second'))
    link.post('x')
    expect(port.heard).toEqual(['hello first', 'x'])
    expect(old.heard).toEqual(['hello first'])
    old.postMessage('{"type":"leave"}')
    expect(received).toEqual([])
  })

  it('refuses the port of somebody else while its content script is alive, and says so once', () => {
    const { page, link, received, offer } = startLink()
    const port = offer(handshake('f', 'first'))
    page.addEventListener('f', (event) => event.preventDefault())
    const forged = [offer(handshake('mine', 'second')), offer(handshake('', 'third'))]
    link.post('x')
    for (const other of forged) other.postMessage('{"type":"leave"}')
    expect(port.heard).toEqual(['hello first', 'x'])
    expect(forged.map(({ heard }) => heard)).toEqual([[], []])
    expect(received).toEqual([{ type: 'gap', reason: 'invalid', detail: 'a port that is not the recorder’s' }])
  })

  it('takes another port of the same content script', () => {
    const { page, link, offer } = startLink()
    const old = offer(handshake('f', 'first'))
    page.addEventListener('f', (event) => event.preventDefault())
    const port = offer(handshake('f', 'first'))
    link.post('x')
    expect(port.heard).toEqual(['hello first', 'x'])
    expect(old.heard).toEqual(['hello first'])
  })

  it('hides the port from the listeners of the page', () => {
    const { page, offer } = startLink()
    let seen = 0
    page.addEventListener(portEvent, () => seen++)
    offer(handshake('f', 'd'))
    expect(seen).toBe(0)
  })

  it('flushes synchronously under the name it was told', () => {
    const { page, link, offer } = startLink()
    const heard: unknown[] = []
    page.addEventListener('secret-name', (event) => heard.push('data' in event && event.data))
    link.flush('lost')
    offer(handshake('secret-name', 'd'))
    link.flush('1\n{}')
    expect(heard).toEqual(['1\n{}'])
  })

  it('ignores forged and broken messages', () => {
    const { received, offer, page } = startLink()
    page.dispatchEvent(messageEvent(portEvent, { data: 'no port' }))
    page.dispatchEvent(messageEvent(portEvent, { data: '{"flush":1}', ports: [fakeChannel().theirs] }))
    page.dispatchEvent(new Event(portEvent))
    const port = offer(handshake('f', 'd'))
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"type":"verdict"}',
      '{"type":"ack","lastN":-1}',
      '{"type":"ack","lastN":1e300}',
      '{"type":"x"}',
    ]) {
      port.postMessage(text)
    }
    expect(received).toEqual([])
  })

  it('closes the port when it ends', () => {
    const { page, link, end, offer } = startLink()
    const port = offer(handshake('f', 'd'))
    end.abort()
    link.post('x')
    expect(port.heard).toEqual(['hello d'])
    let seen = 0
    page.addEventListener(portEvent, () => seen++)
    offer(handshake('f', 'd'))
    expect(seen).toBe(1)
  })
})
