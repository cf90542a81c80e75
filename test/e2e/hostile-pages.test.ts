import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  cdp,
  evaluate,
  type HostileApp,
  type HostilePlace,
  openHostilePlace,
  relayWorld,
  sayAfterwards,
  type Visit,
  wentOn,
} from '../harness/hostile-visit'
import { numberingFaults, type StoredEntry, type StoredSession } from '../harness/stored'

declare const store: HostileApp['store']
declare const watched: HostileApp['watched']
declare const rest: HostileApp['rest']

let place: HostilePlace
beforeAll(async () => {
  place = await openHostilePlace()
})
afterAll(() => place.close())

/** Ours are the scripts of the extension. */
const ours = /chrome-extension:/

/** The page is as it would be without the recorder, and the session is whole and goes on. */
function expectUnharmed({ recorded, plain, session, growth }: Visit): void {
  expect(recorded.outcome).toEqual(plain.outcome)
  expect(recorded.errors.filter((error) => ours.test(error))).toEqual([])
  expect(recorded.errors).toHaveLength(plain.errors.length)
  expect(numberingFaults(session)).toEqual([])
  expect(wentOn(session)).toBe(true)
  expect(growth).toBeLessThan(64 * 1024 * 1024)
}

function gaps({ session }: Pick<Visit, 'session'>): readonly StoredEntry[] {
  return session.entries.filter(({ type }) => type === 'gap')
}

function reasons(visit: Pick<Visit, 'session'>): readonly string[] {
  return [...new Set(gaps(visit).map(({ data }) => String(data.reason)))].sort()
}

const lostIn = (session: StoredSession) => gaps({ session }).reduce((sum, { data }) => sum + (data.lost ?? 0), 0)

const ofType = ({ session }: Pick<Visit, 'session'>, type: string) => session.entries.filter((entry) => entry.type === type)

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

describe('a page that floods', () => {
  it('with actions has what was too much counted, and the state is known again afterwards', async () => {
    const visit = await place.visit(() => {
      for (let i = 0; i < 100_000; i++) store.dispatch({ type: 'again', state: { i } })
      return store.getState()
    })
    expectUnharmed(visit)
    const actions = ofType(visit, 'change').filter(({ data }) => data.action?.type === 'again')
    // What was said afterwards and still dropped is counted too.
    expect(lostIn(visit.session) + actions.length).toBeGreaterThanOrEqual(100_000)
    expect(ofType(visit, 'keyframe').length).toBeGreaterThan(1)
  })

  it('with calls for the wire is recorded on', async () => {
    const visit = await place.visit(async () => {
      for (let round = 0; round < 20; round++) {
        for (let i = 0; i < 500; i++) dispatchEvent(new Event('playhead:call'))
        store.dispatch({ type: 'meanwhile', state: { round } })
        await rest()
      }
      return store.getState()
    })
    expectUnharmed(visit)
    expect(ofType(visit, 'change').filter(({ data }) => data.action?.type === 'meanwhile')).toHaveLength(20)
  })

  it('with frames that come and go has none of them break the session', async () => {
    const visit = await place.visit(async () => {
      const kinds: ((frame: HTMLIFrameElement) => void)[] = [
        (frame) => {
          frame.srcdoc = '<script>console.log(1)</script>'
        },
        (frame) => {
          frame.src = 'about:blank'
        },
        (frame) => {
          frame.src = 'javascript:"<p>hello</p>"'
        },
        (frame) => {
          frame.sandbox.add('allow-scripts')
          frame.srcdoc = '<script>console.log(2)</script>'
        },
        (frame) => {
          frame.src = location.href
        },
      ]
      for (let i = 0; i < 60; i++) {
        const frame = document.createElement('iframe')
        kinds[i % kinds.length]?.(frame)
        document.body.append(frame)
        if (i % 3 > 0) await rest(i % 7)
        frame.remove()
      }
      return document.querySelectorAll('iframe').length
    })
    expectUnharmed(visit)
  })
})

describe('values made to break their reader', () => {
  it('are marked where they cannot be read, in actions, states and logs alike', async () => {
    const visit = await place.visit(() => {
      const thrower = (): never => {
        throw new Error('do not look')
      }
      const handler = new Proxy({}, { get: () => thrower })
      const revoked = Proxy.revocable({}, {})
      revoked.revoke()
      const liar = new Proxy(
        { a: 1 },
        {
          ownKeys: () => ['a', 'b', 'c'],
          getOwnPropertyDescriptor: () => ({ value: 1, configurable: true, enumerable: true }),
          get: () => liar,
        },
      )
      const deep: { next?: unknown } = {}
      for (let i = 0, at: { next?: unknown } = deep; i < 10_000; i++) {
        const next = {}
        at.next = next
        at = next
      }
      const cycle: Record<string, unknown> = {}
      cycle.self = [cycle, new Map([[cycle, cycle]])]
      const keys = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"hasOwnProperty":1}')
      const bad: Record<string, unknown> = {
        getter: Object.defineProperty({}, 'boom', { get: thrower, enumerable: true }),
        proxy: new Proxy({}, handler),
        array: new Proxy([], handler),
        revoked: revoked.proxy,
        liar,
        keys,
        toJSON: { toJSON: thrower },
        primitive: { [Symbol.toPrimitive]: thrower, toString: thrower, valueOf: thrower },
        tag: Object.defineProperty({}, Symbol.toStringTag, { get: thrower }),
        deep,
        cycle,
        error: Object.defineProperty(new Error('e'), 'stack', { get: thrower }),
        thenable: {
          // biome-ignore lint/suspicious/noThenProperty: that is the point
          get then() {
            return thrower()
          },
        },
      }
      const caught: string[] = []
      for (const [name, value] of Object.entries(bad)) {
        for (const work of [
          () => store.dispatch({ type: name, value }),
          () => store.dispatch({ type: `${name} as state`, state: { [name]: value } }),
          () => console.debug(name, value),
          () => Reflect.get(globalThis, 'playhead')?.event(name, value),
        ]) {
          try {
            work()
          } catch (error) {
            caught.push(`${name}: ${error}`)
          }
        }
      }
      store.dispatch({ type: 'calm', state: {} })
      return { caught, polluted: 'polluted' in {} }
    })
    expectUnharmed(visit)
    expect(visit.recorded.outcome).toMatchObject({ polluted: false })
    for (const [type, mark] of [
      ['getter', '"$":"threw"'],
      ['revoked', '"$":"threw"'],
      ['deep', '"why":"depth"'],
      ['cycle', '"$":"cycle"'],
      ['keys', '"__proto__"'],
    ] as const) {
      const found = ofType(visit, 'change').filter(({ data }) => data.action?.type?.startsWith?.(type))
      expect(found.length, type).toBe(2)
      expect(JSON.stringify(found[0]?.data), type).toContain(mark)
    }
  })

  it('of 200 MB are cut', async () => {
    const visit = await place.visit(() => {
      const text = 'x'.repeat(200_000_000)
      store.dispatch({ type: 'text', text })
      store.dispatch({ type: 'text as state', state: { text } })
      store.dispatch({ type: 'calm', state: {} })
      return text.length
    })
    expectUnharmed(visit)
    const cut = ofType(visit, 'change').filter(({ data }) => JSON.stringify(data).includes('"why":"string","size":200000000'))
    expect(cut.map(({ data }) => data.action.type)).toEqual(['text', 'text as state'])
  })

  it('are recorded where an app takes them for actions', async () => {
    const visit = await place.visit(() => {
      const odd = [
        undefined,
        null,
        7,
        'text',
        Symbol('s'),
        () => 1,
        [],
        {},
        { type: undefined },
        { type: Symbol('t') },
        { type: { a: 1 } },
        new Date(0),
      ]
      return odd.map((action) => Object.is(store.dispatch(action), action))
    })
    expectUnharmed(visit)
    expect(ofType(visit, 'change').filter(({ data }) => data.action?.type !== 'afterwards')).toHaveLength(12)
  })

  it('of stores that throw, lie or change in place leave the app as it was', async () => {
    const visit = await place.visit(async () => {
      const seen: string[] = []
      const attempt = (what: string, work: () => unknown) => {
        try {
          seen.push(`${what} ${JSON.stringify(work())}`)
        } catch (error) {
          seen.push(`${what} threw ${error}`)
        }
      }
      const throwing = watched((state: object, action: { type: string }) => {
        if (action.type === 'boom') throw new Error('reducer')
        return { ...state, last: action.type }
      }, {})
      attempt('before', () => throwing.dispatch({ type: 'a' }))
      attempt('boom', () => throwing.dispatch({ type: 'boom' }))
      attempt('after', () => throwing.dispatch({ type: 'b' }))
      attempt('state', () => throwing.getState())

      const lying = watched((state: object, action: { type: string }) => ({ ...state, last: action.type }), {})
      let asked = 0
      const { getState } = lying
      const lie = () => {
        asked++
        if (asked % 2 === 0) throw new Error('getState')
        return { lie: Math.floor(asked / 2) }
      }
      Object.assign(lying, { getState: lie })
      attempt('lie', () => lying.dispatch({ type: 'c' }))
      Object.assign(lying, { getState })
      attempt('truth', () => lying.getState())

      const changing = watched(
        (state: { n: number; list: number[] }) => {
          state.n++
          state.list.push(state.n)
          return state
        },
        { n: 0, list: [] },
      )
      for (let i = 0; i < 5; i++) {
        changing.dispatch({ type: 'in place' })
        await rest(150)
      }
      attempt('in place', () => changing.getState())
      return seen
    })
    expectUnharmed(visit)
    expect(reasons(visit)).toContain('mutated')
  })

  it('of a store that changes in place many times in one task are told to be unknown', async () => {
    const visit = await place.visit(() => {
      const changing = watched(
        (state: { n: number; list: number[] }) => {
          state.n++
          state.list.push(state.n)
          return state
        },
        { n: 0, list: [] },
      )
      for (let i = 0; i < 50; i++) changing.dispatch({ type: 'in place' })
      return changing.getState()
    })
    expectUnharmed(visit)
    expect(reasons(visit)).toContain('mutated')
  })
})

describe('a page that breaks what it stands on', () => {
  it('by replacing its own globals sees no port, and is recorded on', async () => {
    const visit = await place.visit(async () => {
      const stolen: string[] = []
      const { stringify } = JSON
      const broken = (name: string) =>
        function (this: unknown, ...args: unknown[]): never {
          stolen.push(name)
          for (const value of [this, ...args]) if (value instanceof MessagePort) stolen.push(`a port through ${name}`)
          throw new Error(name)
        }
      const [later, Wait, replace] = [setTimeout, Promise, Object.defineProperty]
      const replaced: readonly (readonly [object, string])[] = [
        [JSON, 'stringify'],
        [JSON, 'parse'],
        [MessagePort.prototype, 'postMessage'],
        [MessagePort.prototype, 'start'],
        [MessagePort.prototype, 'close'],
        [EventTarget.prototype, 'addEventListener'],
        [EventTarget.prototype, 'dispatchEvent'],
        [Event.prototype, 'stopImmediatePropagation'],
        [Event.prototype, 'preventDefault'],
        [Symbol, 'for'],
        [Reflect, 'get'],
        [Reflect, 'apply'],
        [Object, 'defineProperty'],
        [Object, 'keys'],
        [Object, 'entries'],
        [Object, 'getPrototypeOf'],
        [performance, 'now'],
        [window, 'MessageEvent'],
        [window, 'MessageChannel'],
        [window, 'Promise'],
        [window, 'setTimeout'],
        [window, 'queueMicrotask'],
      ]
      const { prototype } = MessageEvent
      for (const [owner, name] of replaced) Object.assign(owner, { [name]: broken(name) })
      for (const name of ['data', 'ports']) replace(prototype, name, { get: broken(name) })
      ;(Array.prototype as unknown as Record<string, unknown>).toJSON = () => 'not an array'
      ;(Object.prototype as unknown as Record<string, unknown>).toJSON = () => 'not an object'
      stolen.length = 0
      for (let i = 0; i < 5; i++) {
        store.dispatch({ type: 'meanwhile', state: { list: [i, { i }] } })
        await new Wait((resolve) => later(resolve, 60))
      }
      const ports = stolen.filter((what) => what.startsWith('a port'))
      Reflect.deleteProperty(Array.prototype, 'toJSON')
      Reflect.deleteProperty(Object.prototype, 'toJSON')
      return stringify({ ports, state: store.getState() })
    })
    expectUnharmed(visit)
    const meanwhile = ofType(visit, 'change').filter(({ data }) => data.action?.type === 'meanwhile')
    // What needs one of the replaced functions to be read is marked in its place.
    const unread = gaps(visit).filter(({ data }) => data.reason === 'threw')
    expect(meanwhile.length + unread.length).toBe(5)
  })

  it.each(['open', 'write'] as const)('by document.%s goes on being recorded to its last moment', async (how) => {
    const page = await place.open()
    const id = await place.control.start(page, true)
    const session = await cdp(page)
    await evaluate(
      session,
      how === 'open'
        ? () => {
            document.open()
            document.write('<!doctype html><title>anew</title><body><button>press</button>')
            document.close()
          }
        : () => document.write('<title>anew</title><button>press</button>'),
    )
    await page.getByRole('button', { name: 'press' }).click()
    await evaluate(session, () => {
      if (document.readyState === 'loading') document.close()
      for (const target of [window, document]) target.addEventListener('playhead:port', () => store.dispatch({ type: 'stolen' }), true)
      dispatchEvent(new Event('playhead:call'))
      store.dispatch({ type: 'meanwhile' })
      addEventListener('pagehide', () => store.dispatch({ type: 'afterwards' }))
    })
    // What it says as it goes reaches the store only through listeners that are there again.
    await page.goto(`${page.url()}/next`)
    await place.control.sessionWhen(id, 'its last words', wentOn)
    await place.control.stop(page)
    const stored = await place.control.sessionWhen(id, 'the session to end', ({ status }) => status === 'ended')
    expect(numberingFaults(stored)).toEqual([])
    expect(stored.documents).toHaveLength(2)
    expect(stored.entries.filter(({ type, data }) => type === 'input' && data.action === 'click')).toHaveLength(1)
    expect(stored.entries.flatMap(({ data }) => data.action?.type ?? [])).not.toContain('stolen')
    await page.close()
  })

  it('by window.stop goes on being recorded', async () => {
    const visit = await place.visit(async () => {
      stop()
      await rest(20)
      return document.readyState
    })
    expectUnharmed(visit)
  })
})

it('leaves the session of another tab whole, whatever was done', async () => {
  expect(await place.faultsBeside()).toEqual([])
})
