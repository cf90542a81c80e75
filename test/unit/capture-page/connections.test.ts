import { proxy } from 'valtio/vanilla'
import { proxyMap, proxySet, devtools as valtioDevtools } from 'valtio/vanilla/utils'
import { describe, expect, it } from 'vitest'
import { devtools, redux } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import { recordPage } from './lib/page-recording'
import { replay, sourceNames } from './lib/replay'

/** Runs with the page's window in place of the global one, where libraries look for their tools. */
function inPage<Result>(page: object, run: () => Result): Result {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'window')
  Object.defineProperty(globalThis, 'window', { value: page, configurable: true })
  try {
    return run()
  } finally {
    if (before) Object.defineProperty(globalThis, 'window', before)
    else Reflect.deleteProperty(globalThis, 'window')
  }
}

interface Bears {
  readonly bears: number
}

describe('a connection', () => {
  it('gives the config the identity that libraries read back', () => {
    const { extension } = recordPage()
    const first = { name: 'mine' }
    const second = {}
    extension.connect(first)
    extension.connect(second)
    expect(first).toEqual({ name: 'mine', instanceId: 1 })
    expect(second).toEqual({ name: 'Instance 2', instanceId: 2 })
    expect(() => extension.connect()).not.toThrow()
    expect(() => extension.connect(Object.freeze({ instanceId: 5, name: 'x' }))).not.toThrow()
  })

  it('has all that libraries call', () => {
    const { extension } = recordPage()
    const connection = extension.connect({})
    expect(Object.keys(connection).toSorted()).toEqual(['error', 'init', 'send', 'subscribe', 'unsubscribe'])
    expect(connection.subscribe()).toBeUndefined()
    expect(connection.subscribe(() => 0)).toBeTypeOf('function')
    expect(connection.unsubscribe()).toBeUndefined()
  })

  it('records states as they are sent, with every form of action', () => {
    const { extension, settle } = recordPage()
    const connection = extension.connect({ name: 'forms' })
    connection.init({ n: 0 })
    connection.send('text', { n: 1 })
    connection.send({ type: 'object', by: 1 }, { n: 2 })
    connection.send({ other: true }, { n: 3 })
    connection.send({ type: 'PERFORM_ACTION', action: { type: 'wrapped' }, timestamp: 1 }, { n: 4 })
    connection.init({ n: 100 })
    const steps = replay(settle(), 'connect:1')
    expect(steps.map(({ type }) => type)).toEqual(['open', 'keyframe', 'change', 'change', 'change', 'change', 'keyframe'])
    expect(steps.flatMap(({ action }) => action ?? [])).toEqual([
      { type: 'text' },
      { type: 'object', by: 1 },
      { other: true, type: 'update' },
      { type: 'wrapped' },
    ])
    expect(steps.slice(1).map(({ state }) => state)).toEqual([0, 1, 2, 3, 4, 100].map((n) => ({ n })))
  })

  it('begins without a state when the library has none yet', () => {
    const { extension, settle } = recordPage()
    const connection = extension.connect({ name: 'empty' })
    connection.init()
    connection.send({ type: 'first' }, { n: 1 })
    const steps = replay(settle(), 'connect:1')
    expect(steps.map(({ state }) => state)).toEqual([undefined, { $: 'undefined' }, { n: 1 }])
  })

  it('honours filters, predicate and sanitizers', () => {
    const { extension, settle } = recordPage()
    const connection = extension.connect({
      actionsAllowlist: 'keep',
      predicate: (state: { n: number }) => state.n < 10,
      stateSanitizer: ({ n }: { n: number }) => ({ n, secret: 'gone' }),
      actionSanitizer: ({ type }: { type: string }) => ({ type: `${type}!` }),
    })
    connection.init({ n: 0, secret: 'a' })
    connection.send({ type: 'drop' }, { n: 1, secret: 'b' })
    connection.send({ type: 'keep' }, { n: 20, secret: 'c' })
    connection.send({ type: 'keep' }, { n: 2, secret: 'd' })
    const entries = settle()
    expect(replay(entries, 'connect:1').slice(1)).toEqual([
      { type: 'keyframe', action: undefined, state: { n: 0, secret: 'gone' } },
      { type: 'change', action: { type: 'keep!' }, state: { n: 2, secret: 'gone' } },
    ])
  })

  it('records what the library calls an error', () => {
    const { extension, settle } = recordPage()
    extension.connect({}).error('it broke')
    expect(settle().find(({ type }) => type === 'error')?.data).toEqual({ from: 'error', message: 'it broke' })
  })
})

describe('START and STOP', () => {
  it('are told to every listener when recording is armed and when it ends, never DISPATCH', () => {
    const { extension, recorder, clock } = recordPage({ armed: false })
    const heard: string[] = []
    const config = { name: 'n', instanceId: 3 }
    extension.connect(config).subscribe(({ type, id, source }: Record<string, string>) => heard.push(`${type} ${id} ${source}`))
    extension.listen(({ type }: { type: string }) => heard.push(`listen ${type}`), 7)
    clock.pass(100)
    expect(heard).toEqual([])
    recorder.receive({ type: 'verdict', record: true, lastN: 0 })
    clock.pass(100)
    recorder.receive({ type: 'verdict', record: false, lastN: 0 })
    clock.pass(100)
    expect(heard).toEqual(['START 3 @devtools-extension', 'listen START', 'STOP 3 @devtools-extension', 'listen STOP'])
  })

  it('reach who subscribes later, after the subscription has returned', () => {
    const { extension, clock } = recordPage()
    const heard: string[] = []
    extension.connect({}).subscribe(({ type }: { type: string }) => heard.push(type))
    expect(heard).toEqual([])
    clock.pass(10)
    expect(heard).toEqual(['START'])
  })

  it('do not reach who has unsubscribed', () => {
    const { extension, recorder, clock } = recordPage({ armed: false })
    const heard: string[] = []
    const connection = extension.connect({})
    connection.subscribe(() => heard.push('all'))
    connection.unsubscribe()
    const stop = connection.subscribe(() => heard.push('one'))
    stop()
    connection.subscribe(() => heard.push('left'))
    recorder.receive({ type: 'verdict', record: true, lastN: 0 })
    clock.pass(10)
    expect(heard).toEqual(['left'])
  })

  it('do not disturb others when a listener throws', () => {
    const { extension, clock } = recordPage()
    const heard: string[] = []
    extension.connect({}).subscribe(() => {
      throw new Error('no')
    })
    extension.connect({}).subscribe(({ type }: { type: string }) => heard.push(type))
    clock.pass(10)
    expect(heard).toEqual(['START'])
  })
})

describe('Zustand', () => {
  it('is recorded through its own devtools middleware, unmodified', () => {
    const { page, settle } = recordPage()
    const store = inPage(page, () => createStore<Bears>()(devtools(() => ({ bears: 0 }), { name: 'bears', enabled: true })))
    const states: Bears[] = []
    inPage(page, () => {
      for (const bears of [1, 2, 3]) {
        store.setState({ bears }, false, { type: 'set', bears } as never)
        states.push(store.getState())
      }
    })
    const entries = settle()
    expect(sourceNames(entries)).toEqual({ 'connect:1': 'bears' })
    const changes = replay(entries, 'connect:1').filter(({ type }) => type === 'change')
    expect(changes.map(({ state }) => state)).toEqual(states)
    expect(changes.map(({ action }) => action)).toEqual([1, 2, 3].map((bears) => ({ type: 'set', bears })))
  })

  it('is recorded through its redux middleware', () => {
    const { page, settle } = recordPage()
    const store = inPage(page, () =>
      createStore(
        devtools(
          redux((state: Bears, action: { type: string }) => ({ bears: state.bears + action.type.length }), { bears: 0 }),
          { enabled: true },
        ),
      ),
    )
    inPage(page, () => store.dispatch({ type: 'four' }))
    expect(replay(settle(), 'connect:1').at(-1)).toMatchObject({ action: { type: 'four' }, state: { bears: 4 } })
  })

  it('shares one connection between stores that say so', () => {
    const { page, settle } = recordPage()
    const make = (store: string): { setState(state: Bears): void } =>
      inPage(page, () => createStore<Bears>()(devtools(() => ({ bears: 0 }), { name: 'shared', store, enabled: true })))
    const [one, two] = [make('one'), make('two')]
    inPage(page, () => {
      one.setState({ bears: 1 })
      two.setState({ bears: 2 })
    })
    const entries = settle()
    expect(sourceNames(entries)).toEqual({ 'connect:1': 'shared' })
    expect(replay(entries, 'connect:1').at(-1)?.state).toEqual({ one: { bears: 1 }, two: { bears: 2 } })
  })

  it('goes on when it cleans up', () => {
    const { page } = recordPage()
    const store = inPage(page, () => createStore<Bears>()(devtools(() => ({ bears: 0 }), { enabled: true })))
    expect(() => store.devtools.cleanup()).not.toThrow()
    expect(() => store.setState({ bears: 1 })).not.toThrow()
  })
})

describe('Valtio', () => {
  it('is recorded through its own devtools, its Map and its Set as what they are', async () => {
    const { page, settle } = recordPage()
    const state = proxy({ guests: proxyMap<string, { tea: number }>([['Ada', { tea: 1 }]]), tables: proxySet([1]) })
    inPage(page, () => valtioDevtools(state, { name: 'cafe', enabled: true }))
    for (const act of [
      () => state.guests.set('Bob', { tea: 0 }),
      () => {
        const ada = state.guests.get('Ada')
        if (ada) ada.tea++
      },
      () => state.guests.delete('Ada'),
      () => state.tables.add(2),
    ]) {
      act()
      // Valtio tells what happened once the task is over.
      await Promise.resolve()
    }
    const entries = settle()
    expect(sourceNames(entries)).toEqual({ 'connect:1': 'cafe' })
    const guests = (...v: [string, { tea: number }][]) => ({ $: 'map', v })
    const tables = (...v: number[]) => ({ $: 'set', v })
    expect(replay(entries, 'connect:1').flatMap(({ state }) => (state === undefined ? [] : [state]))).toEqual([
      { guests: guests(['Ada', { tea: 1 }]), tables: tables(1) },
      { guests: guests(['Ada', { tea: 1 }], ['Bob', { tea: 0 }]), tables: tables(1) },
      { guests: guests(['Ada', { tea: 2 }], ['Bob', { tea: 0 }]), tables: tables(1) },
      { guests: guests(['Bob', { tea: 0 }]), tables: tables(1) },
      { guests: guests(['Bob', { tea: 0 }]), tables: tables(1, 2) },
    ])
  })
})

/** A library in the manner of NgRx: each action as it happens, and its whole history at START and after what it does by itself. */
function likeNgrx(extension: ReturnType<typeof recordPage>['extension']) {
  const lifted = {
    nextActionId: 1,
    actionsById: { 0: { type: 'PERFORM_ACTION', action: { type: '@ngrx/store/init' }, timestamp: 0 } } as Record<number, unknown>,
    stagedActionIds: [0],
    computedStates: [{ state: { n: 0 } }],
    currentStateIndex: 0,
    committedState: { n: 0 },
  }
  // Each call has a config of its own, and only that of the connection is given an identity.
  const connection = extension.connect({ name: 'ngrx' })
  connection.init()
  const full = (): void => extension.send(null, { ...lifted, stagedActionIds: [...lifted.stagedActionIds] }, { name: 'ngrx' })
  full()
  connection.subscribe(({ type }: { type: string }) => {
    if (type === 'START') full()
  })

  function add(type: string, timestamp: number) {
    const id = lifted.nextActionId++
    const entry = { type: 'PERFORM_ACTION', action: { type }, timestamp }
    lifted.actionsById[id] = entry
    lifted.stagedActionIds.push(id)
    const state = { n: (lifted.computedStates.at(-1)?.state.n ?? 0) + 1 }
    lifted.computedStates.push({ state })
    lifted.currentStateIndex = id
    return { entry, state }
  }

  return {
    full,
    dispatch(type: string, timestamp = 1000 + lifted.nextActionId) {
      const { entry, state } = add(type, timestamp)
      connection.send(entry, state)
    },
    /** What is no action of the app's is told in the history alone. */
    update(type: string, timestamp = 1000 + lifted.nextActionId) {
      add(type, timestamp)
      full()
    },
    jump(index: number) {
      lifted.currentStateIndex = index
      full()
    },
  }
}

describe('a library that sends its whole history', () => {
  const actionsOf = (entries: Parameters<typeof replay>[0], source = 'connect:1') =>
    replay(entries, source).flatMap(({ action, state }) => (action === undefined ? [] : [[action, state]]))

  it('is recorded action by action, each once', () => {
    const { extension, clock, settle } = recordPage()
    const app = likeNgrx(extension)
    clock.pass(10)
    app.dispatch('a')
    app.dispatch('b')
    app.full()
    app.dispatch('c')
    app.update('by itself')
    app.full()
    expect(actionsOf(settle())).toEqual(['a', 'b', 'c', 'by itself'].map((type, i) => [{ type }, { n: i + 1 }]))
  })

  it('may do two things in one millisecond', () => {
    const { extension, clock, settle } = recordPage()
    const app = likeNgrx(extension)
    clock.pass(10)
    app.dispatch('a', 5000)
    app.update('by itself', 5000)
    expect(actionsOf(settle())).toEqual(['a', 'by itself'].map((type, i) => [{ type }, { n: i + 1 }]))
  })

  it('tells nothing of what it did before it was recorded, and begins with the state that led to', () => {
    const { extension, recorder, clock, settle } = recordPage({ armed: false })
    recorder.receive({ type: 'verdict', record: false, lastN: 0 })
    const app = likeNgrx(extension)
    app.dispatch('a')
    app.update('by itself')
    app.dispatch('c')
    recorder.receive({ type: 'verdict', record: true, lastN: 0 })
    clock.pass(10)
    app.dispatch('d')
    app.update('once more')
    const steps = replay(settle(), 'connect:1')
    expect(steps[1]).toEqual({ type: 'keyframe', action: undefined, state: { n: 3 } })
    expect(steps.slice(2).map(({ action, state }) => [action, state])).toEqual([
      [{ type: 'd' }, { n: 4 }],
      [{ type: 'once more' }, { n: 5 }],
    ])
  })

  it('is known by its name where others are connected too', () => {
    const { extension, clock, settle } = recordPage()
    const other = extension.connect({ name: 'other' })
    other.init({ mine: true })
    const app = likeNgrx(extension)
    clock.pass(10)
    app.update('by itself')
    const entries = settle()
    expect(replay(entries, 'connect:1').at(-1)?.state).toEqual({ mine: true })
    expect(actionsOf(entries, 'connect:2')).toEqual([[{ type: 'by itself' }, { n: 1 }]])
  })

  it('shows time travel as a change that no action did', () => {
    const { extension, clock, settle } = recordPage()
    const app = likeNgrx(extension)
    clock.pass(10)
    app.dispatch('a')
    app.dispatch('b')
    app.jump(1)
    expect(replay(settle(), 'connect:1').at(-1)).toEqual({ type: 'change', action: undefined, state: { n: 1 } })
  })

  it('takes the calls of libraries without a connection', () => {
    const { extension, settle } = recordPage()
    extension.send({ type: 'x' }, { n: 1 }, { name: 'loose', instanceId: 4 })
    extension.send('y', { n: 2 }, undefined, 4)
    expect(() => extension.send(null, null)).not.toThrow()
    expect(() => extension.send(null, { computedStates: 1 }, {})).not.toThrow()
    const entries = settle()
    expect(Object.values(sourceNames(entries))).toContain('loose')
    expect(replay(entries, 'connect:1').at(-1)).toMatchObject({ action: { type: 'y' }, state: { n: 2 } })
  })
})

describe('disconnect', () => {
  it('ends the only connection there is, which may begin again', () => {
    const { extension, settle } = recordPage()
    const connection = extension.connect({})
    connection.init(1)
    extension.disconnect()
    connection.send('again', 2)
    expect(settle().map(({ type }) => type)).toEqual(['open', 'keyframe', 'close', 'open', 'keyframe', 'change'])
  })

  it('leaves the others alone when there are several', () => {
    const { extension, settle } = recordPage()
    const one = extension.connect({})
    one.init(1)
    extension.connect({}).init(1)
    extension.disconnect()
    one.send('more', 2)
    const entries = settle()
    expect(entries.some(({ type }) => type === 'close')).toBe(false)
    expect(replay(entries, 'connect:1').at(-1)?.state).toBe(2)
  })
})
