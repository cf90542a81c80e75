import type { Callable } from '../callable'
import type { Natives } from '../natives'
import type { SourceRecorder } from '../recorder'
import type { Sources } from './contract'

/**
 * The listeners that libraries subscribe with, to hear what a person does in
 * Redux DevTools. Some libraries stay silent until they hear START; nobody here ever travels
 * in time or dispatches, so they hear only that and STOP.
 */
export interface ToolListeners {
  /** `relayed`: the same listener also hears a real tool, through what is given back. */
  add(instance: string, listener: Callable): Subscription
  removeAll(instance: string): void
}

export interface Subscription {
  remove(): void
  /** Stands in for the listener where it is handed to a real tool. */
  readonly relay: Callable
}

interface Entry {
  readonly instance: string
  readonly listener: Callable
  /** What this listener heard last from a real tool. */
  real: boolean
}

export function createToolListeners(
  recorder: Pick<SourceRecorder, 'onArmed'>,
  sources: Pick<Sources, 'failed'>,
  natives: Pick<Natives, 'soon'>,
): ToolListeners {
  const entries = new Set<Entry>()
  let armed = false

  function tell(entry: Entry, type: 'START' | 'STOP'): void {
    // A library listens while it is still being set up; as from the real tool, messages come in a task of their own.
    natives.soon(() => {
      if (!entries.has(entry) || entry.real || armed !== (type === 'START')) return
      try {
        entry.listener({ type, payload: undefined, state: undefined, id: entry.instance, source: '@devtools-extension' })
      } catch (error) {
        sources.failed(error)
      }
    })
  }

  recorder.onArmed((now) => {
    if (armed === now) return
    armed = now
    for (const entry of entries) tell(entry, now ? 'START' : 'STOP')
  })

  return {
    add(instance, listener) {
      const entry: Entry = { instance, listener, real: false }
      entries.add(entry)
      if (armed) tell(entry, 'START')
      return {
        remove: () => void entries.delete(entry),
        relay(message, ...rest) {
          const type = typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined
          if (type === 'START' || type === 'STOP') entry.real = type === 'START'
          const result = listener(message, ...rest)
          // The real tool's window was closed; this recording still goes on.
          if (type === 'STOP' && armed) tell(entry, 'START')
          return result
        },
      }
    },
    removeAll(instance) {
      for (const entry of entries) if (entry.instance === instance) entries.delete(entry)
    },
  }
}
