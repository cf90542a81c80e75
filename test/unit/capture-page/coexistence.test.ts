import { instrument } from '@redux-devtools/instrument'
import { applyMiddleware, legacy_createStore as createStore, type Reducer, type UnknownAction } from 'redux'
import { describe, expect, it } from 'vitest'
import { createFakeWindow, type FakeWindow } from './lib/fake-window'
import { recordPage } from './lib/page-recording'
import { replay } from './lib/replay'

// biome-ignore lint/suspicious/noExplicitAny: stands for another extension's untyped globals
type Untyped = any

const extensionName = '__REDUX_DEVTOOLS_EXTENSION__'
const composeName = '__REDUX_DEVTOOLS_EXTENSION_COMPOSE__'

interface StandIn {
  readonly stores: Untyped[]
  readonly sent: unknown[][]
  /** Says something to every listener, as from the tool's own window. */
  tell(message: unknown): void
  disconnects: number
}

/** What the real Redux DevTools puts into a page, on the same instrument, set up by the same assignments. */
function installStandIn(page: FakeWindow): StandIn {
  const listeners = new Set<(message: unknown) => void>()
  const standIn: StandIn = {
    stores: [],
    sent: [],
    disconnects: 0,
    tell(message) {
      for (const listener of listeners) listener(message)
    },
  }
  let id = 0
  function extension(config: Untyped = {}) {
    return (next: Untyped) =>
      (...args: Untyped[]) => {
        const store = instrument(() => null, { maxAge: config.maxAge ?? 50, trace: config.trace })(next)(args[0], args[1])
        standIn.stores.push(store)
        return store
      }
  }
  page[extensionName] = extension
  const own: Untyped = page[extensionName]
  own.open = () => 'opened'
  own.notifyErrors = () => undefined
  own.send = (...args: unknown[]) => void standIn.sent.push(args)
  own.listen = (listener: (message: unknown) => void) => void listeners.add(listener)
  own.disconnect = () => void standIn.disconnects++
  own.connect = (config: Untyped = {}) => {
    config.instanceId ??= ++id
    config.name ??= `Theirs ${config.instanceId}`
    return {
      init: (...args: unknown[]) => void standIn.sent.push(['init', ...args]),
      send: (...args: unknown[]) => void standIn.sent.push(args),
      subscribe(listener: (message: unknown) => void) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      unsubscribe: () => listeners.clear(),
      error: () => 'theirs',
    }
  }
  page[composeName] = (...funcs: Untyped[]) => {
    const composed =
      (config: unknown) =>
      (...enhancers: Untyped[]) =>
      (...args: Untyped[]) =>
        enhancers.reduceRight((inner, enhancer) => enhancer(inner), (extension as Untyped)(config)(...args))
    if (funcs.length === 0) return extension()
    return funcs.length === 1 && typeof funcs[0] === 'object' ? composed(funcs[0]) : composed({})(...funcs)
  }
  return standIn
}

const counter: Reducer<number> = (state = 0, action) => {
  if (action.type === 'throw') throw new Error('reducer threw')
  return action.type === 'add' ? state + Number((action as UnknownAction).by ?? 1) : state
}

const logged = applyMiddleware(() => (next) => (action) => next(action))

/** The page with ours and the stand-in, one before the other. */
function bothIn(order: 'before' | 'after') {
  const page = createFakeWindow()
  if (order === 'before') {
    const standIn = installStandIn(page)
    return { ...recordPage({ page }), extension: page[extensionName] as Untyped, compose: page[composeName] as Untyped, standIn }
  }
  const recording = recordPage({ page })
  const standIn = installStandIn(page)
  return { ...recording, extension: page[extensionName] as Untyped, compose: page[composeName] as Untyped, standIn }
}

function seenBy(store: Untyped): string[] {
  const { actionsById, stagedActionIds } = store.liftedStore.getState()
  return stagedActionIds.slice(1).map((id: number) => actionsById[id].action.type)
}

describe.each(['before', 'after'] as const)('beside a real Redux DevTools that came %s', (order) => {
  it.each([
    ['the extension', (both: Untyped) => createStore(counter, both.extension({ name: 'x' }))],
    ['compose with options', (both: Untyped) => createStore(counter, both.compose({ name: 'x' })(logged))],
    ['compose with enhancers', (both: Untyped) => createStore(counter, both.compose(logged))],
    ['compose with nothing', (both: Untyped) => createStore(counter, both.compose())],
  ])('both see each action once through %s', (_, make) => {
    const both = bothIn(order)
    const store = make(both)
    for (const by of [1, 2, 3]) store.dispatch({ type: 'add', by })
    expect(store.getState()).toBe(6)
    expect(seenBy(both.standIn.stores[0])).toEqual(['add', 'add', 'add'])
    const steps = replay(both.settle(), 'redux:1')
    expect(steps.map(({ type }) => type)).toEqual(['open', 'keyframe', 'change', 'change', 'change'])
    expect(steps.slice(1).map(({ state }) => state)).toEqual([0, 1, 3, 6])
  })

  it('the store keeps what the real tool gave it', () => {
    const both = bothIn(order)
    const store: Untyped = createStore(counter, both.extension())
    expect(store.liftedStore).toBe(both.standIn.stores[0].liftedStore)
  })

  it('time travel of the real tool is a change that no action did, and is never taken for actions', () => {
    const both = bothIn(order)
    const store: Untyped = createStore(counter, both.extension())
    for (const by of [1, 2, 3]) store.dispatch({ type: 'add', by })
    store.liftedStore.dispatch({ type: 'JUMP_TO_STATE', index: 1 })
    store.liftedStore.dispatch({ type: 'JUMP_TO_STATE', index: 3 })
    store.liftedStore.dispatch({ type: 'TOGGLE_ACTION', id: 2 })
    const steps = replay(both.settle(), 'redux:1').slice(5)
    expect(steps).toEqual([
      { type: 'change', action: undefined, state: 1 },
      { type: 'change', action: undefined, state: 6 },
      { type: 'change', action: undefined, state: 4 },
    ])
    expect(steps.at(-1)?.state).toBe(store.getState())
  })

  it('errors of reducers pass through', () => {
    const both = bothIn(order)
    const store: Untyped = createStore(counter, both.extension())
    expect(() => store.dispatch({ type: 'throw' })).toThrow('reducer threw')
    store.dispatch({ type: 'add' })
    expect(replay(both.settle(), 'redux:1').at(-1)?.state).toBe(1)
  })

  it('connections are recorded and reach the real tool unchanged', () => {
    const both = bothIn(order)
    const config: Untyped = { serialize: true }
    const connection = both.extension.connect(config)
    expect(config.name).toBe('Theirs 1')
    const [action, state] = [{ type: 'a' }, { big: 'state' }]
    connection.init(state)
    connection.send(action, state)
    expect(both.standIn.sent[0]?.[1]).toBe(state)
    expect(both.standIn.sent[1]).toEqual([action, state])
    expect(both.standIn.sent[1]?.[0]).toBe(action)
    expect(connection.error('x')).toBe('theirs')
    expect(replay(both.settle(), 'connect:1').at(-1)).toMatchObject({ action: { type: 'a' }, state: { big: 'state' } })
  })

  it('listeners hear the real tool, and go on being told to send while ours records', () => {
    const both = bothIn(order)
    const heard: unknown[] = []
    const stop = both.extension.connect({}).subscribe((message: Untyped) => heard.push(message.type))
    both.clock.pass(10)
    both.standIn.tell({ type: 'START' })
    both.standIn.tell({ type: 'DISPATCH', payload: { type: 'JUMP_TO_STATE' } })
    both.standIn.tell({ type: 'STOP' })
    both.clock.pass(10)
    expect(heard).toEqual(['START', 'START', 'DISPATCH', 'STOP', 'START'])
    stop()
    both.standIn.tell({ type: 'DISPATCH' })
    expect(heard).toHaveLength(5)
  })

  it('other calls reach the real tool', () => {
    const both = bothIn(order)
    expect(both.extension.open('left')).toBe('opened')
    both.extension.disconnect()
    expect(both.standIn.disconnects).toBe(1)
    const lifted = { computedStates: [], actionsById: {}, stagedActionIds: [] }
    both.extension.send(null, lifted, { name: 'n' }, 3, 'm')
    expect(both.standIn.sent.at(-1)).toEqual([null, lifted, { name: 'n' }, 3, 'm'])
    expect(both.standIn.sent.at(-1)?.[1]).toBe(lifted)
  })

  it('leaving puts the real tool back in its place', () => {
    const both = bothIn(order)
    both.end.abort()
    const theirs: Untyped = both.page[extensionName]
    expect(theirs).not.toBe(both.extension)
    expect(theirs.open()).toBe('opened')
    expect(Object.getOwnPropertyDescriptor(both.page, extensionName)?.get).toBeUndefined()
  })
})

describe('pages that handle the names themselves', () => {
  it('can look for them in every usual way', () => {
    const { page } = recordPage()
    expect(extensionName in page).toBe(true)
    expect(typeof page[extensionName]).toBe('function')
    expect(typeof page[composeName]).toBe('function')
    expect(page[extensionName]).toBe(page[extensionName])
    expect(Object.keys(page)).toContain(extensionName)
  })

  it('can switch them off', () => {
    for (const off of [undefined, null, false]) {
      const { page } = recordPage()
      page[extensionName] = off
      expect(page[extensionName]).toBe(off)
    }
    const { page } = recordPage()
    expect(Reflect.deleteProperty(page, extensionName)).toBe(true)
    expect(extensionName in page).toBe(false)
  })

  it('can wrap what was there: each action is still recorded once', () => {
    const recording = recordPage()
    const { page } = recording
    const wrapped: Untyped = page[extensionName]
    let calls = 0
    page[extensionName] = (config: unknown) => {
      calls++
      return wrapped(config)
    }
    const store = createStore(counter, (page[extensionName] as Untyped)({}))
    store.dispatch({ type: 'add' })
    expect(calls).toBe(1)
    expect(recording.settle().filter(({ type }) => type === 'change')).toHaveLength(1)
  })

  it('can wrap it so that it is called when the store is made', () => {
    const recording = recordPage()
    const { page } = recording
    const wrapped: Untyped = page[extensionName]
    page[extensionName] = (config: unknown) => (next: Untyped) => wrapped(config)(next)
    const store = createStore(counter, (page[extensionName] as Untyped)({}))
    store.dispatch({ type: 'add' })
    expect(recording.settle().filter(({ type }) => type === 'change')).toHaveLength(1)
  })

  it('can wrap connect: each send is still recorded once', () => {
    const recording = recordPage()
    const { page } = recording
    const wrapped: Untyped = page[extensionName]
    page[extensionName] = Object.assign((config: unknown) => wrapped(config), { connect: (config: unknown) => wrapped.connect(config) })
    const connection = (page[extensionName] as Untyped).connect({ name: 'mine' })
    connection.init(0)
    connection.send('a', 1)
    const entries = recording.settle()
    expect(entries.filter(({ type }) => type === 'change')).toHaveLength(1)
    expect(entries.filter(({ type }) => type === 'open')).toHaveLength(1)
  })
})
