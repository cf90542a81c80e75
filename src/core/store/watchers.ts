import type { SessionStore, StoreChange } from './session-store'

export interface Watchers extends Pick<SessionStore, 'watch'> {
  tell(change: StoreChange): void
}

/** The watchers of one context. Each is called in a turn of its own, so that one that throws disturbs neither the store nor the others. */
export function createWatchers(): Watchers {
  const callbacks = new Set<(change: StoreChange) => void>()
  return {
    watch(callback, signal) {
      if (signal.aborted) return
      const call = (change: StoreChange) => {
        if (!signal.aborted) callback(change)
      }
      callbacks.add(call)
      signal.addEventListener('abort', () => callbacks.delete(call), { once: true })
    },
    tell(change) {
      for (const call of callbacks) void Promise.resolve(change).then(call)
    },
  }
}
