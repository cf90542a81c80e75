import { type Callable, isCallable } from '../callable'
import { readConfig } from './redux-config'
import type { ToolParts } from './redux-instances'

/** What `connect` answers. */
export interface Connection {
  readonly init: Callable
  readonly send: Callable
  readonly subscribe: Callable
  readonly unsubscribe: Callable
  readonly error: Callable
}

/**
 * Speaks with a library that sends its actions and states by itself. `theirs`
 * is what a real tool answered to the same call: it hears everything, and what
 * it says reaches the library unchanged.
 */
export function createConnection(config: unknown, id: string, parts: ToolParts, theirs?: Record<string, unknown>): Connection {
  const { instances, listeners, recorder, natives } = parts
  const preferences = readConfig(config, natives)
  const instance = instances.add(id, { name: preferences.name ?? `Instance ${id}`, library: 'connect', view: preferences.view })
  const { source } = instance

  function guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      source.failed(error)
    }
  }

  function delegate(name: keyof Connection, args: readonly unknown[]): unknown {
    const method = theirs?.[name]
    return isCallable(method) ? Reflect.apply(method, theirs, args) : undefined
  }

  function send(action: unknown, state: unknown, ...rest: unknown[]): unknown {
    guarded(() => {
      // Nobody asks the app's own functions while nothing is recorded; what was sent is remembered for when it is.
      if (!action || !recorder.active) instance.send(action, state)
      else if (preferences.accepts(action, state)) instance.send(preferences.action(action), state, preferences.stack(send))
      else source.pass(state)
    })
    return delegate('send', [action, state, ...rest])
  }

  return {
    ...theirs,
    init(state: unknown, ...rest: unknown[]) {
      guarded(() => source.set(state))
      return delegate('init', [state, ...rest])
    },
    send,
    subscribe(listener: unknown, ...rest: unknown[]) {
      if (!isCallable(listener)) return delegate('subscribe', [listener, ...rest])
      const subscription = listeners.add(id, listener)
      const unsubscribe = delegate('subscribe', [subscription.relay, ...rest])
      return () => {
        subscription.remove()
        return isCallable(unsubscribe) ? unsubscribe() : undefined
      }
    },
    unsubscribe(...args: unknown[]) {
      listeners.removeAll(id)
      return delegate('unsubscribe', args)
    },
    error(message: unknown, ...rest: unknown[]) {
      guarded(() => {
        if (recorder.active)
          recorder.record({ kind: 'event', type: 'error', data: { from: 'error', message: String(message).slice(0, 2000) } })
      })
      return delegate('error', [message, ...rest])
    },
  }
}
