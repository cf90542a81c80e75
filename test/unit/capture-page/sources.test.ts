import { legacy_createStore as createStore } from 'redux'
import { describe, expect, it } from 'vitest'
import type { WireEntry } from '../../../src/core/model'
import { recordPage } from './lib/page-recording'
import { lastState, replay, sourceNames } from './lib/replay'

function gaps(entries: readonly WireEntry[]): unknown[] {
  return entries.flatMap((entry) => (entry.type === 'gap' ? [{ source: entry.source, ...entry.data }] : []))
}

describe('a source of the page itself', () => {
  it('is read at the start and after each change, until it is disposed of', () => {
    const { api, settle } = recordPage()
    let state = { n: 0 }
    let changed = (): void => undefined
    let subscribed = 0
    const dispose = api.source(
      'mine',
      () => state,
      (callback) => {
        changed = callback
        subscribed++
        return () => subscribed--
      },
    )
    state = { n: 1 }
    changed()
    dispose()
    dispose()
    state = { n: 2 }
    changed()
    expect(subscribed).toBe(0)
    const entries = settle()
    expect(sourceNames(entries)).toEqual({ 'page:1': 'mine' })
    expect(replay(entries, 'page:1')).toEqual([
      { type: 'open', action: undefined, state: undefined },
      { type: 'keyframe', action: undefined, state: { n: 0 } },
      { type: 'change', action: undefined, state: { n: 1 } },
      { type: 'close', action: undefined, state: { n: 1 } },
    ])
  })

  it('takes what subscriptions of observables give back', () => {
    const { api } = recordPage()
    let ended = 0
    api.source(
      'rx',
      () => 1,
      () => ({ unsubscribe: () => ended++ }),
    )()
    expect(ended).toBe(1)
  })

  it('never throws, whatever it is given', () => {
    const { api, clock, settle } = recordPage()
    const wrong: unknown[] = [undefined, null, 0, '', {}, Symbol('s')]
    for (const value of wrong) {
      // @ts-expect-error misuse
      expect(() => api.source(value, value, value)()).not.toThrow()
      // @ts-expect-error misuse
      expect(() => api.event(value, value)).not.toThrow()
      // @ts-expect-error misuse
      expect(() => api.mark(value)).not.toThrow()
    }
    const angry = (): never => {
      throw new Error('angry')
    }
    expect(() => api.source('angry', angry, angry)()).not.toThrow()
    expect(clock.warnings).toHaveLength(1)
    expect(gaps(settle())).toEqual([
      { source: undefined, reason: 'threw', detail: 'angry: angry' },
      { source: undefined, reason: 'threw', detail: 'angry: angry' },
    ])
    expect(Object.isFrozen(api)).toBe(true)
  })

  it('records what happened and marks, with secrets left out', () => {
    const { api, settle } = recordPage()
    api.event('paid', { amount: 5, when: new Date(0), password: 'hunter2' })
    api.event('empty')
    api.mark('here')
    expect(settle().map(({ type, data }) => [type, data])).toEqual([
      [
        'custom',
        {
          name: 'paid',
          data: { amount: 5, when: { $: 'date', v: '1970-01-01T00:00:00.000Z' }, password: { $: 'redacted', by: 'password' } },
        },
      ],
      ['custom', { name: 'empty' }],
      ['mark', { name: 'here' }],
    ])
  })
})

describe('states by reference', () => {
  it('keep what was true then, however late they are compared', () => {
    const { recorder, sources, settle } = recordPage()
    const source = sources.open({ name: 's', library: 'test' })
    let state = Array.from({ length: 50 }, (_, id) => ({ id, n: 0 }))
    source.set(state)
    const states: string[] = []
    for (let i = 0; i < 200; i++) {
      state = state.map((item, at) => (at === (i * 7) % 50 ? { ...item, n: item.n + 1 } : item))
      if (i % 10 === 0) state = state.filter((_, at) => at !== i % state.length)
      source.changed(state, { action: { type: 'step', i }, stack: undefined })
      states.push(JSON.stringify(state))
    }
    expect(recorder.active).toBe(true)
    const steps = replay(settle(), 'test:1').filter(({ type }) => type === 'change')
    expect(steps.map((step) => JSON.stringify(step.state))).toEqual(states)
  })

  it('of a large size arrive in pieces, none of them large, and whole', () => {
    const { sources, clock, background, posted } = recordPage()
    const rows = (seed: string) =>
      Array.from({ length: 20_000 }, (_, id) => ({ id, name: `${seed} ${id}`.padEnd(60, '.'), tags: ['a', 'b'] }))
    const source = sources.open({ name: 's', library: 'test' })
    source.set({ rows: rows('first') })
    clock.pass(10_000)
    const second = { rows: rows('second') }
    source.changed(second, { action: { type: 'loaded' }, stack: undefined })
    clock.pass(10_000)
    expect(background.entries.filter(({ type }) => type === 'keyframe')).toHaveLength(2)
    expect(Math.max(...posted.map(({ length }) => length))).toBeLessThan(600_000)
    const last = replay(background.entries, 'test:1').at(-1)
    expect(last?.action).toEqual({ type: 'loaded' })
    expect(last?.state).toEqual(second)
  })

  it('that are replaced as a whole again and again do not cost a keyframe each time', () => {
    const { sources, clock, background } = recordPage()
    const source = sources.open({ name: 's', library: 'test' })
    const state = (n: number) => ({ n, text: Array.from({ length: 20 }, (_, i) => `${n} ${i} `.repeat(6_000)) })
    source.set(state(0))
    for (let n = 1; n <= 40; n++) {
      source.changed(state(n), { action: { type: 'all', n }, stack: undefined })
      clock.pass(20)
    }
    clock.pass(10_000)
    const entries = background.entries
    expect(entries.filter(({ type }) => type === 'keyframe').length).toBeLessThan(10)
    expect(entries.filter(({ type }) => type === 'change')).toHaveLength(40)
    expect(gaps(entries)).toContainEqual({ source: 'test:1', reason: 'budget' })
    expect(lastState(entries, 'test:1')).toEqual(state(40))
  })

  it('that take long to compare in one go are left unread for a while, and then caught up with', () => {
    const { sources, clock, background } = recordPage()
    const source = sources.open({ name: 's', library: 'test' })
    let listed = 0
    const slow = (n: number) =>
      new Proxy({ n } as object, {
        ownKeys(target) {
          // As for a hundred thousand keys.
          for (let tenth = 0; tenth < 250; tenth++) clock.natives.now()
          listed++
          return Reflect.ownKeys(target)
        },
      })
    clock.cost = 0.1
    source.set({ wide: slow(0) })
    clock.pass(1000)
    listed = 0
    for (let n = 1; n <= 1_000; n++) {
      source.changed({ wide: slow(n) }, { action: { type: 'n', n }, stack: undefined })
      clock.pass(10)
    }
    expect(listed * 25).toBeLessThan(1_000 * 10 * 0.15)
    clock.pass(20_000)
    expect(background.entries.filter(({ type }) => type === 'change')).toHaveLength(1_000)
    expect(gaps(background.entries)).toContainEqual({ source: 'test:1', reason: 'budget' })
    expect(lastState(background.entries, 'test:1')).toEqual({ wide: { n: 1_000 } })
  })

  it('are brought up to date after a loss', () => {
    const { sources, clock, background } = recordPage()
    const source = sources.open({ name: 's', library: 'test' })
    source.set({ n: 0 })
    for (let n = 1; n <= 30_000; n++) source.changed({ n }, { action: { type: 'n' }, stack: undefined })
    clock.pass(60_000)
    expect(gaps(background.entries)).toEqual([expect.objectContaining({ reason: 'overflow', lost: expect.any(Number) })])
    expect(lastState(background.entries, 'test:1')).toEqual({ n: 30_000 })
  })

  it('are whole again after a document that went away came back', () => {
    const { recorder, sources, clock, background } = recordPage()
    const source = sources.open({ name: 's', library: 'test' })
    const big = { rows: Array.from({ length: 30_000 }, (_, id) => ({ id })) }
    source.set(big)
    clock.pass(1000)
    clock.cost = 3
    for (let n = 0; n < 100; n++) source.changed({ ...big, n }, { action: { type: 'n', n }, stack: undefined })
    recorder.suspend()
    clock.cost = 0
    recorder.resume()
    clock.pass(10_000)
    expect(gaps(background.entries)).toEqual([
      { source: undefined, reason: 'budget', lost: expect.any(Number), detail: 'the page went away' },
    ])
    expect(lastState(background.entries, 'test:1')).toEqual({ ...big, n: 99 })
  })

  it('of many sources are told apart', () => {
    const { sources, settle } = recordPage()
    const all = Array.from({ length: 30 }, (_, i) => ({ i, source: sources.open({ name: 'same', library: 'test' }) }))
    for (const { i, source } of all) source.set({ i })
    const entries = settle()
    expect(new Set(Object.values(sourceNames(entries))).size).toBe(30)
    for (const { i, source } of all) expect(lastState(entries, source.id)).toEqual({ i })
  })
})

describe('a state that changes in place', () => {
  it('is noticed when the same object comes back different, and snapshots take over', () => {
    const { extension, clock, background } = recordPage()
    const state = { n: 0, list: ['a'] }
    const store = createStore((_: unknown, action: { type: string }) => {
      if (action.type === 'add') state.n++
      return state
    }, extension())
    clock.pass(1000)
    store.dispatch({ type: 'add' })
    clock.pass(1000)
    store.dispatch({ type: 'add' })
    clock.pass(1000)
    const entries = background.entries
    expect(gaps(entries)).toEqual([{ source: 'redux:1', reason: 'mutated' }])
    const steps = replay(entries, 'redux:1')
    expect(steps.filter(({ type }) => type === 'change').map(({ action }) => action)).toEqual([{ type: 'add' }, { type: 'add' }])
    expect(steps.at(-1)).toEqual({ type: 'change', action: { type: 'add' }, state: { n: 2, list: ['a'] } })
  })

  it('is noticed when something deep inside was changed under an old root', () => {
    const { extension, clock, background } = recordPage()
    const connection = extension.connect({ name: 'deep' })
    const inner = { n: 0 }
    connection.init({ a: { inner } })
    clock.pass(1000)
    inner.n = 5
    connection.send('deep', { a: { inner }, b: 1 })
    clock.pass(1000)
    expect(gaps(background.entries)).toEqual([{ source: 'connect:1', reason: 'mutated' }])
    expect(lastState(background.entries, 'connect:1')).toEqual({ a: { inner: { n: 5 } }, b: 1 })
  })

  describe('many times within one task', () => {
    /** The reasons of the gaps that a store leaves whose count is raised fifty times in place, all before any of it is told. */
    function gapsOf(options: object, first: 'at once' | 'later' | 'of a new state'): unknown[] {
      const { extension, clock, background } = recordPage()
      let state = { counter: { n: 0 } }
      const store = createStore((_: unknown, action: { type: string }) => {
        if (action.type === 'reset') state = { counter: { n: 0 } }
        if (action.type === 'add') state.counter.n++
        return state
      }, extension(options))
      if (first !== 'at once') clock.pass(1000)
      if (first === 'of a new state') store.dispatch({ type: 'reset' })
      for (let i = 0; i < 50; i++) store.dispatch({ type: 'add' })
      clock.pass(1000)
      expect(lastState(background.entries, 'redux:1')).toEqual({ counter: { n: 50 } })
      return gaps(background.entries).map((gap) => (gap as { reason: unknown }).reason)
    }

    const views = [
      ['as it is', {}],
      ['as the app shows it', { stateSanitizer: (shown: object) => ({ ...shown }) }],
    ] as const

    it.each(views)('is noticed, %s', (_, options) => {
      expect(gapsOf(options, 'later')).toEqual(['mutated'])
    })

    it.each(views)('is noticed of a state that was new then, %s', (_, options) => {
      expect(gapsOf(options, 'of a new state')).toEqual(['mutated'])
    })

    it.each(views)('is noticed of a store that was just made, %s', (_, options) => {
      expect(gapsOf(options, 'at once')).toEqual(['mutated'])
    })
  })

  it('does not look at the state for each action that leaves it alone', () => {
    const { extension, clock } = recordPage()
    let reads = 0
    const state = Object.defineProperty({}, 'n', {
      enumerable: true,
      get() {
        for (let look = 0; look < 50; look++) clock.natives.now()
        return reads++ && 0
      },
    })
    const connection = extension.connect({ name: 'calm' })
    connection.init(state)
    clock.pass(1000)
    clock.cost = 0.1
    reads = 0
    for (let i = 0; i < 1_000; i++) connection.send('tick', state)
    expect(reads).toBeLessThan(50)
  })

  it('is read at most for a tenth of the time, and caught up with', () => {
    const { extension, clock, background } = recordPage()
    let n = 0
    const state = {
      get n() {
        for (let look = 0; look < 20; look++) clock.natives.now()
        return n
      },
    }
    const connection = extension.connect({ name: 'busy' })
    connection.init(state)
    clock.pass(1000)
    clock.cost = 0.1
    for (let i = 0; i < 400; i++) {
      n++
      connection.send('tick', state)
      clock.pass(2)
    }
    clock.pass(20_000)
    const entries = background.entries
    const told = entries.flatMap((entry) => (entry.type === 'change' && entry.data.action ? [entry] : []))
    expect(told).toHaveLength(400)
    expect(entries.filter(({ type }) => type === 'keyframe').length).toBeLessThan(25)
    expect(gaps(entries)).toContainEqual({ source: 'connect:1', reason: 'budget' })
    expect(lastState(entries, 'connect:1')).toEqual({ n: 400 })
  })

  it('of any size costs no more than the cap', () => {
    const { extension, clock, posted } = recordPage()
    const state = { n: 0, rows: Array.from({ length: 200_000 }, (_, id) => ({ id, text: 'x'.repeat(20) })) }
    const connection = extension.connect({ name: 'huge' })
    connection.init({ n: 0 })
    clock.pass(1000)
    const shown = { list: [state] }
    connection.send('same', shown)
    clock.pass(10_000)
    shown.list.push(state)
    connection.send('same', shown)
    clock.pass(1000)
    const before = posted.length
    state.n++
    connection.send('same', shown)
    clock.pass(1000)
    expect(posted.slice(before).join('').length).toBeLessThan(300_000)
  })
})

describe('hostile states', () => {
  it.each([
    [
      'a getter that throws',
      () =>
        Object.defineProperty({ a: 1 }, 'b', {
          enumerable: true,
          get() {
            throw new Error('no')
          },
        }),
    ],
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {})
        revoke()
        return { proxy }
      },
    ],
    [
      'a proxy that throws at everything',
      () =>
        new Proxy(
          {},
          {
            ownKeys() {
              throw new Error('no')
            },
            getPrototypeOf() {
              throw new Error('no')
            },
            get() {
              throw new Error('no')
            },
          },
        ),
    ],
    ['keys like __proto__', () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1}}')],
    [
      'ten thousand levels',
      () => {
        let deep: unknown = 1
        for (let i = 0; i < 10_000; i++) deep = { deep }
        return deep
      },
    ],
    [
      'a cycle',
      () => {
        const a: Record<string, unknown> = {}
        a.self = a
        return a
      },
    ],
    ['a text of fifty million characters', () => ({ text: 'x'.repeat(50_000_000) })],
    ['a function', () => () => 0],
    ['a symbol', () => Symbol('s')],
  ])('%s is recorded or marked, and disturbs nothing', (_, make) => {
    const { extension, clock, background, recorder } = recordPage()
    const connection = extension.connect({ name: 'hostile' })
    const state = make()
    expect(() => {
      connection.init(state)
      connection.send({ type: 'a', payload: state }, state)
      connection.send({ type: 'b' }, { before: state })
      connection.send({ type: 'c' }, { after: 1 })
    }).not.toThrow()
    clock.pass(10_000)
    expect(recorder.active).toBe(true)
    expect(lastState(background.entries, 'connect:1')).toEqual({ after: 1 })
    expect(background.entries.filter(({ type }) => type === 'change').length + gaps(background.entries).length).toBeGreaterThanOrEqual(3)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
