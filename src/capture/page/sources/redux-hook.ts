import { type Callable, isCallable, isObject } from '../callable'
import { type Connection, createConnection } from './redux-connection'
import { createEnhancer, type Enhancer } from './redux-enhancer'
import type { ToolParts } from './redux-instances'
import { takePlace } from './take-place'

const extensionName = '__REDUX_DEVTOOLS_EXTENSION__'
const composeName = '__REDUX_DEVTOOLS_EXTENSION_COMPOSE__'

/** Leaves a store as it is. */
const plain: Enhancer = (createStore) => createStore

function ignore(): undefined {
  return undefined
}

/** A connection of which nothing is recorded. */
const inert: Connection = { init: ignore, send: ignore, subscribe: () => ignore, unsubscribe: ignore, error: ignore }

/**
 * Answers to the names under which libraries look for Redux DevTools. Every
 * call is recorded and, where a real Redux DevTools is there too (it may come
 * before or after), passed on to it unchanged.
 */
export function installReduxHook(page: Window & typeof globalThis, parts: ToolParts, signal: AbortSignal): void {
  const { instances, listeners, sources } = parts
  let nextId = 0
  /** True while a real tool is being called. What is called as such may be a wrapper of the app's that calls ours in turn: that is one call, recorded once. */
  let within = false

  function real(): object | undefined {
    const tool = within ? undefined : extension.previous()
    return isCallable(tool) || isObject(tool) ? tool : undefined
  }

  function delegate<Result>(call: () => Result): Result {
    const before = within
    within = true
    try {
      return call()
    } finally {
      within = before
    }
  }

  /** What the real tool answers to a call of its method; undefined where there is none. */
  function pass(name: string, args: readonly unknown[]): unknown {
    const tool = real()
    const method: unknown = tool && Reflect.get(tool, name)
    return isCallable(method) ? delegate(() => Reflect.apply(method, tool, args)) : undefined
  }

  function enhancerOf(config: unknown, rest: readonly unknown[]): Enhancer {
    if (within) return plain
    const tool = real()
    const theirs = isCallable(tool) ? delegate(() => tool(config, ...rest)) : undefined
    const ours = createEnhancer(config, parts)
    if (!isCallable(theirs)) return ours
    return (createStore) => {
      const inner = delegate(() => theirs(createStore))
      return isCallable(inner) ? ours((...args) => delegate(() => inner(...args))) : createStore
    }
  }

  const methods = {
    connect(...args: unknown[]) {
      if (within) return inert
      const theirs = pass('connect', args)
      const [config] = args
      const id = (isObject(config) && config.instanceId) || ++nextId
      if (!isObject(theirs) && isObject(config)) {
        // Libraries read both back.
        Reflect.set(config, 'instanceId', id)
        if (!config.name) Reflect.set(config, 'name', page.document.title && id === 1 ? page.document.title : `Instance ${id}`)
      }
      return createConnection(config, String(id), parts, isObject(theirs) ? theirs : undefined)
    },
    send(...args: unknown[]) {
      const [action, state, config, id, givenName] = args
      if (!within) {
        sources.guarded(() => {
          const options = isObject(config) ? config : {}
          const name = options.name || givenName
          const key = String(options.instanceId || id || instances.idOf(name) || 1)
          instances.of(key, String(name || `Instance ${key}`)).send(action, state)
        })
      }
      return pass('send', args)
    },
    listen(...args: unknown[]) {
      const [listener, id, ...rest] = args
      if (within || !isCallable(listener)) return pass('listen', args)
      listeners.removeAll(String(id))
      return pass('listen', [listeners.add(String(id), listener).relay, id, ...rest])
    },
    // Called by libraries that mean their own connection, in pages where others go on.
    disconnect(...args: unknown[]) {
      if (!within) sources.guarded(() => instances.only()?.source.close())
      return pass('disconnect', args)
    },
    open: (...args: unknown[]) => pass('open', args),
    notifyErrors: (...args: unknown[]) => pass('notifyErrors', args),
  }

  function extensionFacade(config?: unknown, ...rest: unknown[]): Enhancer {
    return enhancerOf(config, rest)
  }

  /** A real tool that is being set up assigns its methods to the name, which is ours now: they are its own. */
  const facade = new Proxy(Object.assign(extensionFacade, methods), {
    get(target, key, receiver) {
      const tool = real()
      return Object.hasOwn(methods, key) || !(isCallable(tool) || isObject(tool))
        ? Reflect.get(target, key, receiver)
        : Reflect.get(tool, key)
    },
    set(target, key, value) {
      return Reflect.set(real() ?? target, key, value)
    },
  })

  function composeWith(config: unknown, enhancers: readonly unknown[]): unknown {
    const tool = within ? undefined : compose.previous()
    if (!isCallable(tool)) {
      return (createStore: Callable) => {
        const innermost: unknown = enhancerOf(config, [])(createStore)
        return enhancers.reduceRight((inner, enhancer) => (isCallable(enhancer) ? enhancer(inner) : inner), innermost)
      }
    }
    const theirs = delegate(() => tool(config))
    return isCallable(theirs) ? theirs(...enhancers, createEnhancer(config, parts)) : theirs
  }

  function composeFacade(...args: unknown[]): unknown {
    const [first] = args
    if (args.length === 0) return enhancerOf(undefined, [])
    if (args.length === 1 && typeof first === 'object') return (...enhancers: unknown[]) => composeWith(first ?? {}, enhancers)
    return composeWith({}, args)
  }

  const extension = takePlace(page, extensionName, facade, signal)
  const compose = takePlace(page, composeName, composeFacade, signal)
}
