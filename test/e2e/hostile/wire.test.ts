import { describe, expect, it } from 'vitest'
import { cdp, evaluate, type HostileApp, relayWorld, sayAfterwards } from '../../harness/hostile-visit'
import { numberingFaults } from '../../harness/stored'
import { expectUnharmed, gaps, hostilePlace } from './hostile-place'

declare const rest: HostileApp['rest']

const place = hostilePlace()

describe('a page that forges the wire', () => {
  it('gets no port by calling for one, and none of its own taken', async () => {
    const visit = await place.visit(async () => {
      const seen: string[] = []
      const heard: unknown[] = []
      const spy = (event: Event) => void seen.push(event.type)
      for (const target of [window, document]) target.addEventListener('playhead:port', spy, true)
      for (let i = 0; i < 50; i++) dispatchEvent(new Event('playhead:call'))
      for (const target of [window, document]) target.removeEventListener('playhead:port', spy, true)
      addEventListener('mine', (event) => heard.push(event))
      for (let i = 0; i < 50; i++) {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => heard.push(data)
        const data = JSON.stringify({ flush: 'mine', document: 'A'.repeat(22) })
        dispatchEvent(new MessageEvent('playhead:port', { ports: [port2], data, cancelable: true }))
        for (const message of [
          { type: 'verdict', record: false, lastN: 0 },
          { type: 'verdict', record: true, lastN: 1_000_000 },
          { type: 'ack', lastN: 1_000_000 },
          { type: 'resend', from: 0 },
          { type: 'finish' },
          { type: 'leave' },
        ]) {
          port1.postMessage(JSON.stringify(message))
        }
      }
      for (const data of ['', 'null', '['.repeat(1_000_000), '{"flush":"x","document":"y"}', 7, { flush: 'x' }])
        dispatchEvent(new MessageEvent('playhead:port', { data, ports: data === 7 ? [] : [new MessageChannel().port1] }))
      dispatchEvent(new Event('playhead:port'))
      dispatchEvent(new CustomEvent('playhead:port', { detail: '{}' }))
      await rest(50)
      return { seen, heard }
    })
    expectUnharmed(visit)
    expect(gaps(visit).map(({ data }) => data)).toEqual([{ reason: 'invalid', detail: 'a port that is not the recorder’s' }])
  })

  it('that took the wire before it was recorded loses it to the recorder, and what it forged is numbered and marked', async () => {
    const page = await place.open()
    const session = await cdp(page)
    await evaluate(session, () => {
      let forging = true
      let n = 1
      const forge = (port: MessagePort) => {
        for (let i = 0; i < 100; i++) port.postMessage(`hello ${String(i).padStart(22, 'f')}`)
        const timer = setInterval(() => {
          if (!forging) clearInterval(timer)
          port.postMessage(`${n}\n{"kind":"event"}\n`)
          n += 2
          port.postMessage(`${n + 1000}\nnot JSON`)
          port.postMessage('finished')
        })
      }
      addEventListener('playhead:port', (event) => {
        const [port] = (event as MessageEvent).ports
        event.stopImmediatePropagation()
        event.preventDefault()
        if (port) forge(port)
      })
      dispatchEvent(new Event('playhead:call'))
      setTimeout(() => {
        forging = false
      }, 2000)
    })
    const id = await place.control.start(page)
    await sayAfterwards(session, place.control, id)
    await place.control.stop(page)
    const stored = await place.control.sessionWhen(id, 'the session to end', ({ status }) => status === 'ended')
    expect(numberingFaults(stored)).toEqual([])
    expect(stored.documents.length).toBeLessThanOrEqual(2)
    await page.close()
  })

  it('with its content script taken over, can write nothing but entries and gaps into its own session', async () => {
    const page = await place.open()
    const id = await place.control.start(page, true)
    const session = await cdp(page)
    const world = await relayWorld(session, place.chromium.extensionId)
    const answers = await evaluate(
      session,
      async () => {
        interface Port {
          postMessage(message: unknown): void
          readonly onMessage: { addListener(listener: (message: { readonly type: string; readonly lastN?: number }) => void): void }
        }
        const { chrome } = globalThis as unknown as { readonly chrome: { runtime: { connect(info: object): Port } } }
        const port = chrome.runtime.connect({ name: 'capture' })
        const heard: string[] = []
        const waiting: (() => void)[] = []
        port.onMessage.addListener((message) => {
          heard.push(message.type)
          waiting.shift()?.()
          // Who does not answer is waited for.
          if (message.type === 'finish') port.postMessage({ type: 'finished' })
        })
        const ask = (message: unknown) =>
          new Promise<void>((resolve) => {
            waiting.push(resolve)
            port.postMessage(message)
          })
        const document = { id: 'f'.repeat(22), url: 'http://localhost/', title: '', timeOrigin: Date.now(), offset: 0, late: false }
        const mark = (data: string, at = '1') => `{"kind":"event","type":"mark","data":${data},"at":${at}}`
        const custom = (data: string) => `{"kind":"event","type":"custom","data":{"name":"n","data":${data}},"at":1}`
        await ask({ type: 'hello', top: false, document })
        await ask({ type: 'batch', firstN: 50, lines: mark('{"name":"too early"}') })
        for (const message of [
          null,
          7,
          'text',
          { type: 'batch' },
          { type: 'hello', top: 1, document },
          { type: 'batch', firstN: 0, lines: '' },
        ])
          await ask(message)
        await ask({
          type: 'batch',
          firstN: 1,
          lines: [
            'not JSON',
            mark('{"name":7}'),
            mark('{"name":"from another age"}', '1e15'),
            mark('{"name":"before the page"}', '-1'),
            '{"kind":"constructor","type":"name","data":{},"at":1}',
            custom('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
            custom(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
            custom(`"${'x'.repeat(1_000_000)}"`),
          ].join('\n'),
        })
        await ask({ type: 'batch', firstN: 9, lines: '\n'.repeat(8_000_000) })
        await ask({ type: 'batch', firstN: 1009, lines: '['.repeat(8_000_000) })
        return heard
      },
      world,
    )
    expect(answers).toEqual(['verdict', 'resend', 'gap', 'gap', 'gap', 'gap', 'gap', 'gap', 'ack', 'ack', 'ack'])
    await sayAfterwards(session, place.control, id)
    await place.control.stop(page)
    const stored = await place.control.sessionWhen(id, 'the session to end', ({ status }) => status === 'ended')
    expect(numberingFaults(stored)).toEqual([])
    const forged = stored.entries.filter(({ document }) => document === 'f'.repeat(22))
    expect(forged).toHaveLength(1009)
    expect(forged.filter(({ type, data }) => type === 'gap' && data.reason === 'invalid')).toHaveLength(1007)
    const worker = await place.chromium.worker()
    expect(await worker.evaluate(() => ({}).constructor.name + String(Reflect.get({}, 'polluted')))).toBe('Objectundefined')
    await page.close()
  })
})
