import { type Callable, isCallable, isObject } from '../callable'
import { createConnection } from './redux-connection'
import { createEnhancer, type Enhancer } from './redux-enhancer'
import type { ToolParts } from './redux-instances'
import { takePlace } from './take-place'

const extensionName = '__REDUX_DEVTOOLS_EXTENSION__'
const composeName = '__REDUX_DEVTOOLS_EXTENSION_COMPOSE__'

/** Leaves a store as it is. */
const plain: Enhancer = (createStore) => createStore

/**
 * Answers to the names under which libraries look for Redux DevTools. Every
 * call is recorded and, where a real Redux DevTools is there too (it may come
 * before or after), passed on to it unchanged.
 */
export function installReduxHook(page: Window & typeof globalThis, parts: ToolParts, signal: AbortSignal): void {
  const { instances, listeners, sources } = parts
  let nextId = 0
  /** True while a real tool is being called. Another wrapper may have kept ours as the one before it, and call back. */
  let within = false

  function real(): unknown {
    return within ? undefined : extension.previous()
  }

  function realMethod(name: string): Callable | undefined {
    const tool = real()
    const method = isCallable(tool) || isObject(tool) ? Reflect.get(tool, name) : undefined
    return isCallable(method) ? method.bind(tool) : undefined
  }

  function delegate<Result>(call: () => Result): Result {
    within = true
    try {
      return call()
    } finally {
      within = false
    }
  }

  function enhancerOf(config: unknown, rest: readonly unknown[]): Enhancer {
    if (within) return plain
    const tool = real()
    const theirs = isCallable(tool) ? delegate(() => tool(config, ...rest)) : undefined
    const ours = createEnhancer(config, parts)
    return (createStore) => {
      const inner: unknown = isCallable(theirs) ? theirs(createStore) : createStore
      return isCallable(inner) ? ours(inner) : createStore
    }
  }

  const methods = {
    connect(config: unknown, ...rest: unknown[]) {
      const method = realMethod('connect')
      const theirs = method && delegate(() => method(config, ...rest))
      const id = isObject(config) && config.instanceId ? config.instanceId : ++nextId
      if (theirs === undefined && isObject(config)) {
        // Libraries read both back.
        Reflect.set(config, 'instanceId', id)
        if (!config.name) Reflect.set(config, 'name', page.document.title && id === 1 ? page.document.title : `Instance ${id}`)
      }
      return createConnection(config, String(id), parts, isObject(theirs) ? theirs : undefined)
    },
    send(action: unknown, state: unknown, config: unknown, id: unknown, name: unknown) {
      const options = isObject(config) ? config : {}
      const key = String(options.instanceId || id || 1)
      sources.guarded(() => {
        if (parts.recorder.active) instances.of(key, String(options.name || name || `Instance ${key}`)).send(action, state)
      })
      return realMethod('send')?.(action, state, config, id, name)
    },
    listen(listener: unknown, id: unknown) {
      listeners.removeAll(String(id))
      const relay = isCallable(listener) ? listeners.add(String(id), listener).relay : listener
      return realMethod('listen')?.(relay, id)
    },
    // Called by libraries that mean their own connection, in pages where others go on.
    disconnect(...args: unknown[]) {
      instances.only()?.source.close()
      return realMethod('disconnect')?.(...args)
    },
    open: (...args: unknown[]) => realMethod('open')?.(...args),
    notifyErrors: (...args: unknown[]) => realMethod('notifyErrors')?.(...args),
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
      const tool = real()
      return Reflect.set(isCallable(tool) || isObject(tool) ? tool : target, key, value)
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
