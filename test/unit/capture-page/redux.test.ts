import { configureStore, createSlice, type PayloadAction } from '@reduxjs/toolkit'
import { applyMiddleware, compose, legacy_createStore as createStore, type Reducer, type UnknownAction } from 'redux'
import { describe, expect, it } from 'vitest'
import { recordPage } from './lib/page-recording'
import { lastState, replay, sourceNames } from './lib/replay'

interface Counter {
  readonly value: number
  readonly log: readonly string[]
}

const counter: Reducer<Counter> = (state = { value: 0, log: [] }, action) => {
  if (action.type === 'add') return { value: state.value + Number((action as UnknownAction).by ?? 1), log: [...state.log, 'add'] }
  if (action.type === 'throw') throw new Error('reducer threw')
  return state
}

function actionsOf(entries: ReturnType<typeof replay>): unknown[] {
  return entries.filter(({ type }) => type === 'change').map(({ action }) => action)
}

describe('a Redux store made with the recording enhancer', () => {
  it('begins with its whole state and records every action with the state it led to', () => {
    const { extension, settle } = recordPage()
    const store = createStore(counter, extension())
    const states: Counter[] = []
    for (const by of [1, 2, 3]) {
      store.dispatch({ type: 'add', by })
      states.push(store.getState())
    }
    const steps = replay(settle(), 'redux:1')
    expect(steps.map(({ type }) => type)).toEqual(['open', 'keyframe', 'change', 'change', 'change'])
    expect(steps[1]?.state).toEqual({ value: 0, log: [] })
    expect(steps.slice(2).map(({ state }) => state)).toEqual(states)
    expect(actionsOf(steps)).toEqual([1, 2, 3].map((by) => ({ type: 'add', by })))
  })

  it('records an action that changes nothing', () => {
    const { extension, settle } = recordPage()
    createStore(counter, extension()).dispatch({ type: 'other' })
    expect(actionsOf(replay(settle(), 'redux:1'))).toEqual([{ type: 'other' }])
  })

  it('takes the preloaded state', () => {
    const { extension, settle } = recordPage()
    createStore(counter, { value: 7, log: [] }, extension())
    expect(replay(settle(), 'redux:1').at(-1)?.state).toEqual({ value: 7, log: [] })
  })

  it('keeps what dispatch returns and throws', () => {
    const { extension, settle } = recordPage()
    const store = createStore(counter, extension())
    const action = { type: 'add' }
    expect(store.dispatch(action)).toBe(action)
    expect(() => store.dispatch({ type: 'throw' })).toThrow('reducer threw')
    // @ts-expect-error an invalid action
    expect(() => store.dispatch({ kind: 'none' })).toThrow(/undefined "type"/)
    // @ts-expect-error an invalid action
    expect(() => store.dispatch(() => 0)).toThrow(/plain objects/)
    expect(store.getState().value).toBe(1)
    const steps = replay(settle(), 'redux:1')
    expect(actionsOf(steps)).toEqual([{ type: 'add' }, { type: 'throw' }])
    expect(steps.at(-1)?.state).toEqual(store.getState())
  })

  it('records dispatches from subscribers in the order in which states came to be', () => {
    const { extension, settle } = recordPage()
    const store = createStore(counter, extension())
    store.subscribe(() => {
      if (store.getState().value < 3) store.dispatch({ type: 'add', nested: store.getState().value })
    })
    store.dispatch({ type: 'add' })
    const steps = replay(settle(), 'redux:1')
    expect(actionsOf(steps)).toEqual([{ type: 'add' }, { type: 'add', nested: 1 }, { type: 'add', nested: 2 }])
    expect(steps.filter(({ type }) => type === 'change').map(({ state }) => (state as unknown as Counter).value)).toEqual([1, 2, 3])
  })

  it('survives a reducer that dispatches, as Redux does', () => {
    const { extension, settle } = recordPage()
    const store = createStore((state: number = 0, action: UnknownAction): number => {
      if (action.type === 'bad') store.dispatch({ type: 'inner' })
      return action.type === 'add' ? state + 1 : state
    }, extension())
    expect(() => store.dispatch({ type: 'bad' })).toThrow('Reducers may not dispatch actions.')
    store.dispatch({ type: 'add' })
    expect(replay(settle(), 'redux:1').at(-1)).toMatchObject({ action: { type: 'add' }, state: 1 })
  })

  it('records a replaced reducer as a change that no action did', () => {
    const { extension, settle } = recordPage()
    const store = createStore(counter, extension())
    store.replaceReducer((state = { value: 0, log: [] }) => ({ ...state, value: 100 }))
    const last = replay(settle(), 'redux:1').at(-1)
    expect(last).toEqual({ type: 'change', action: undefined, state: { value: 100, log: [] } })
  })

  it('tells several stores apart, also of the same name', () => {
    const { extension, settle } = recordPage()
    const one = createStore(counter, extension({ name: 'cart' }))
    const two = createStore(counter, extension({ name: 'cart' }))
    one.dispatch({ type: 'add', by: 1 })
    two.dispatch({ type: 'add', by: 20 })
    const entries = settle()
    expect(sourceNames(entries)).toEqual({ 'redux:1': 'cart', 'redux:2': 'cart #2' })
    expect(replay(entries, 'redux:1').at(-1)?.state).toEqual(one.getState())
    expect(replay(entries, 'redux:2').at(-1)?.state).toEqual(two.getState())
  })

  it('does not record a store twice that two of its enhancers would', () => {
    const { extension, compose: withTools, settle } = recordPage()
    const store = createStore(counter, withTools(extension()))
    store.dispatch({ type: 'add' })
    const entries = settle()
    expect(Object.keys(sourceNames(entries))).toHaveLength(1)
    expect(entries.filter(({ type }) => type === 'change')).toHaveLength(1)
  })
})

describe('compose', () => {
  const double = applyMiddleware(() => (next) => (action) => {
    const result = next(action)
    if ((action as UnknownAction).type === 'twice') next({ type: 'add', by: 10 })
    return result
  })

  it.each([
    ['with options', (tool: (...args: unknown[]) => (...args: unknown[]) => never) => tool({ name: 'shop' })(double)],
    ['with enhancers', (tool: (...args: unknown[]) => never) => tool(double)],
    ['with nothing', (tool: (...args: unknown[]) => never) => compose(double, tool())],
  ])('works %s', (_, make) => {
    const { compose: withTools, settle } = recordPage()
    const store = createStore(counter, make(withTools))
    store.dispatch({ type: 'twice' })
    const steps = replay(settle(), 'redux:1')
    expect(actionsOf(steps)).toEqual([{ type: 'twice' }, { type: 'add', by: 10 }])
    expect(steps.at(-1)?.state).toEqual(store.getState())
  })

  it('serves Redux Toolkit as it is', () => {
    const { compose: withTools, settle } = recordPage()
    const todos = createSlice({
      name: 'todos',
      initialState: [] as { readonly text: string; readonly done: boolean }[],
      reducers: {
        added: (state, { payload }: PayloadAction<string>) => void state.push({ text: payload, done: false }),
        toggled: (state, { payload }: PayloadAction<number>) => {
          const todo = state[payload]
          if (todo) todo.done = !todo.done
        },
      },
    })
    const store = configureStore({
      reducer: { todos: todos.reducer },
      devTools: false,
      // What configureStore itself does with the tool's compose.
      enhancers: (defaults) => defaults().concat(withTools({ trace: true })()),
    })
    const states: unknown[] = []
    const { added, toggled } = todos.actions
    for (const action of [added('milk'), added('bread'), toggled(1)]) {
      store.dispatch(action)
      states.push(JSON.parse(JSON.stringify(store.getState())))
    }
    // A thunk is no action; what it dispatches is.
    store.dispatch(((dispatch: typeof store.dispatch) => dispatch(toggled(0))) as never)
    states.push(JSON.parse(JSON.stringify(store.getState())))
    const steps = replay(settle(), 'redux:1').filter(({ type }) => type === 'change')
    expect(steps.map(({ state }) => state)).toEqual(states)
    expect(actionsOf(steps)).toEqual([added('milk'), added('bread'), toggled(1), toggled(0)])
  })
})

describe('what the app asked of the tool', () => {
  it('keeps actions and states as the sanitizers show them', () => {
    const { extension, settle } = recordPage()
    const store = createStore(
      counter,
      extension({
        actionSanitizer: (action: UnknownAction) => (action.type === 'add' ? { ...action, by: 'hidden' } : action),
        stateSanitizer: (state: Counter) => ({ ...state, log: state.log.length }),
      }),
    )
    store.dispatch({ type: 'add', by: 41 })
    const entries = settle()
    const steps = replay(entries, 'redux:1')
    expect(steps.at(-1)).toEqual({ type: 'change', action: { type: 'add', by: 'hidden' }, state: { value: 41, log: 1 } })
    expect(store.getState()).toEqual({ value: 41, log: ['add'] })
  })

  it('leaves out actions it did not want to see, and not what they did', () => {
    const { extension, settle } = recordPage()
    const store = createStore(
      counter,
      extension({ actionsDenylist: ['mouse.*'], predicate: (_: unknown, action: UnknownAction) => action.by !== 5 }),
    )
    store.dispatch({ type: 'mouse/move' })
    store.dispatch({ type: 'add', by: 5 })
    store.dispatch({ type: 'add', by: 6 })
    const steps = replay(settle(), 'redux:1')
    expect(actionsOf(steps)).toEqual([{ type: 'add', by: 6 }])
    expect(steps.at(-1)?.state).toEqual({ value: 11, log: ['add', 'add'] })
  })

  it('records nothing of an action whose sanitizer throws, and says so', () => {
    const { extension, settle } = recordPage()
    const store = createStore(
      counter,
      extension({
        actionSanitizer: () => {
          throw new Error('oops')
        },
      }),
    )
    expect(store.dispatch({ type: 'add', by: 3 })).toEqual({ type: 'add', by: 3 })
    const entries = settle()
    expect(entries.filter(({ type }) => type === 'change')).toEqual([])
    expect(entries.find(({ type }) => type === 'gap')).toMatchObject({ data: { reason: 'threw', detail: 'Redux: oops' } })
  })

  it('records nothing of a state whose sanitizer throws, and the whole one after', () => {
    const { extension, clock, background } = recordPage()
    const stateSanitizer = (state: Counter): Counter => {
      if (state.value === 1) throw new Error('cannot show 1')
      return state
    }
    const store = createStore(counter, extension({ stateSanitizer }))
    clock.pass(1000)
    store.dispatch({ type: 'add' })
    clock.pass(1000)
    store.dispatch({ type: 'add' })
    clock.pass(1000)
    expect(background.entries.map(({ type }) => type)).toEqual(['open', 'keyframe', 'gap', 'keyframe', 'change'])
    expect(lastState(background.entries, 'redux:1')).toEqual(store.getState())
  })

  it('shows paused actions by the name the app gave them', () => {
    const { extension, settle } = recordPage()
    const store = createStore(counter, extension({ shouldRecordChanges: false, pauseActionType: '@@OFF' }))
    store.dispatch({ type: 'add', by: 2 })
    expect(replay(settle(), 'redux:1').at(-1)).toMatchObject({ action: { type: '@@OFF' }, state: { value: 2 } })
  })

  it('records where an action came from', () => {
    const { extension, settle } = recordPage()
    const own = createStore(counter, extension({ trace: () => 'at theApp (app.js:1:1)' }))
    own.dispatch({ type: 'add' })
    const native = createStore(counter, extension({ trace: true }))
    native.dispatch({ type: 'add' })
    const stacks = settle().flatMap(({ data }) => ('stack' in data ? [String(data.stack)] : []))
    expect(stacks[0]).toContain('theApp')
    expect(stacks[1]).toContain('redux.test.ts')
  })

  it('takes every option without complaint', () => {
    const { extension, settle } = recordPage()
    const store = createStore(
      counter,
      extension({
        name: 'all',
        instanceId: 9,
        type: 'redux',
        actionCreators: {},
        latency: 100,
        maxAge: 30,
        traceLimit: 3,
        serialize: { options: true },
        autoPause: true,
        shouldStartLocked: true,
        shouldHotReload: false,
        shouldCatchErrors: true,
        features: { jump: false },
        getActionType: ({ type }: UnknownAction) => `T:${type}`,
      }),
    )
    store.dispatch({ type: 'add' })
    expect(actionsOf(replay(settle(), 'redux:1'))).toEqual([{ type: 'T:add' }])
  })
})

describe('when nothing is recorded', () => {
  it('leaves stores alone, and begins with their state when it is armed later', () => {
    const { extension, recorder, clock, background } = recordPage({ armed: false })
    recorder.receive({ type: 'verdict', record: false, lastN: 0 })
    let asked = 0
    const store = createStore(counter, extension({ predicate: () => ++asked > 0, name: 'late' }))
    store.dispatch({ type: 'add', by: 4 })
    clock.pass(1000)
    expect(background.entries).toEqual([])
    expect(asked).toBe(0)
    recorder.receive({ type: 'verdict', record: true, lastN: 0 })
    store.dispatch({ type: 'add', by: 5 })
    clock.pass(1000)
    const steps = replay(background.entries, 'redux:1')
    expect(steps.map(({ type }) => type)).toEqual(['open', 'keyframe', 'change'])
    expect(steps.map(({ state }) => (state as Counter | undefined)?.value)).toEqual([undefined, 4, 9])
  })

  it('goes on recording a store through every session of its document', () => {
    const { extension, recorder, clock, background } = recordPage()
    const store = createStore(counter, extension())
    store.dispatch({ type: 'add', by: 1 })
    clock.pass(1000)
    recorder.receive({ type: 'verdict', record: false, lastN: 0 })
    store.dispatch({ type: 'add', by: 10 })
    background.reset()
    recorder.receive({ type: 'verdict', record: true, lastN: 0 })
    store.dispatch({ type: 'add', by: 100 })
    clock.pass(1000)
    const steps = replay(background.entries, 'redux:1')
    expect(steps.map(({ state }) => (state as Counter | undefined)?.value)).toEqual([undefined, 11, 111])
  })

  it('puts the names back when the recorder leaves', () => {
    const { extension, page, end } = recordPage()
    const store = createStore(counter, extension())
    end.abort()
    expect('__REDUX_DEVTOOLS_EXTENSION__' in page).toBe(false)
    expect('__REDUX_DEVTOOLS_EXTENSION_COMPOSE__' in page).toBe(false)
    store.dispatch({ type: 'add' })
    expect(store.getState().value).toBe(1)
  })
})
