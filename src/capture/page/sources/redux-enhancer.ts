import { type Callable, isCallable, isObject } from '../callable'
import { readConfig } from './redux-config'
import type { ToolParts } from './redux-instances'

export type Enhancer = (createStore: Callable) => Callable

interface Store {
  readonly dispatch: Callable
  readonly getState: Callable
  readonly subscribe: Callable
}

/** What a dispatch on its way has to tell, until its state is known. */
interface Dispatched {
  readonly action: unknown
  readonly stack: Error | string | undefined
}

/** What enhancers made here gave their stores: a store that has one is recorded already. */
const recordedDispatches = new WeakSet<Callable>()

/**
 * A store enhancer that records. It belongs innermost (next to a real tool's,
 * where there is one): there every action is plain and passes once. The reducer
 * is left alone. The store's first subscriber sees each state before the app's
 * own subscribers dispatch on, so that actions and states are recorded as pairs
 * also when they nest. A state that no dispatch led to (a replaced reducer, a
 * real tool's time travel) is recorded without an action.
 */
export function createEnhancer(config: unknown, { sources, recorder, natives }: ToolParts): Enhancer {
  const preferences = readConfig(config, natives)

  function record(store: Store): Store {
    const { getState, subscribe, dispatch: inner } = store
    let current: Dispatched | undefined
    const source = sources.open({
      name: preferences.name ?? 'Redux',
      library: 'redux',
      read: () => getState(),
      view: preferences.view,
      leave: () => isCallable(unsubscribe) && unsubscribe(),
    })
    source.set(getState())
    const unsubscribe = subscribe(() => {
      if (recorder.active) settle()
    })

    function settle(): void {
      const dispatched = current
      current = undefined
      try {
        const state = getState()
        if (dispatched === undefined) {
          if (!source.knows(state)) source.changed(state)
        } else if (preferences.accepts(dispatched.action, state)) {
          source.changed(state, { action: preferences.action(dispatched.action), stack: dispatched.stack })
        } else {
          source.pass(state)
        }
      } catch (error) {
        source.failed(error)
      }
    }

    function dispatch(action: unknown, ...rest: unknown[]): unknown {
      if (!recorder.active) return inner(action, ...rest)
      const before = current
      const mine = { action, stack: preferences.stack(dispatch) }
      current = mine
      let returned = false
      try {
        const result = inner(action, ...rest)
        returned = true
        return result
      } finally {
        // Still unsettled: subscribers are not called, or not yet. What threw before it could reach a reducer was no action.
        if (current === mine && (returned || (isObject(action) && 'type' in action))) settle()
        current = before
      }
    }

    recordedDispatches.add(dispatch)
    return { ...store, dispatch }
  }

  return (createStore) =>
    (...args: unknown[]) => {
      const store = createStore(...args)
      if (!isStore(store) || recordedDispatches.has(store.dispatch)) return store
      try {
        return record(store)
      } catch (error) {
        sources.failed(error)
        return store
      }
    }
}

function isStore(value: unknown): value is Store {
  return isObject(value) && isCallable(value.dispatch) && isCallable(value.getState) && isCallable(value.subscribe)
}
