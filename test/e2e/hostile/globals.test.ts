import { describe, expect, it } from 'vitest'
import { cdp, evaluate, type HostileApp, wentOn } from '../../harness/hostile-visit'
import { numberingFaults } from '../../harness/stored'
import { expectUnharmed, gaps, hostilePlace, ofType } from './hostile-place'

declare const store: HostileApp['store']
declare const rest: HostileApp['rest']

const place = hostilePlace()

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
