import { describe, expect, it } from 'vitest'
import type { HostileApp } from '../../harness/hostile-visit'
import { expectUnharmed, hostilePlace, ofType, reasons } from './hostile-place'

declare const store: HostileApp['store']
declare const watched: HostileApp['watched']
declare const rest: HostileApp['rest']

const place = hostilePlace()

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
