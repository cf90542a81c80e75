import { isCallable, isObject } from './callable'
import type { Engine } from './meeting-place'
import type { Natives } from './natives'
import type { SourceRecorder } from './recorder'
import type { Sources } from './sources/contract'

/** `window.playhead`: what a page may tell by itself. Nothing here ever throws. */
export interface PageApi {
  /**
   * Records something that has state over time. `getState` gives its state;
   * `subscribe` is called once with a function to be called after each change,
   * and gives the function that ends it. Gives a function that ends the source.
   */
  readonly source: (name: string, getState: () => unknown, subscribe: (changed: () => void) => unknown) => () => void
  /** Records that something happened, with any data. */
  readonly event: (name: string, data?: unknown) => void
  /** Sets a mark on the timeline. */
  readonly mark: (name: string) => void
}

const nameLength = 200

export function createPageApi(
  recorder: SourceRecorder,
  sources: Sources,
  engine: () => Pick<Engine, 'custom' | 'mark'> | undefined,
  natives: Pick<Natives, 'warn'>,
): PageApi {
  let warned = false

  function warn(text: string): void {
    if (!warned) natives.warn(`playhead: ${text}`)
    warned = true
  }

  function nameOf(name: unknown): string {
    if (typeof name === 'string' && name) return name.slice(0, nameLength)
    warn('a name must be a text that is not empty')
    return 'unnamed'
  }

  function source(name: unknown, getState: unknown, subscribe: unknown): () => void {
    if (!isCallable(getState) || !isCallable(subscribe)) {
      warn('source(name, getState, subscribe) takes two functions')
      return () => undefined
    }
    const made = sources.open({ name: nameOf(name), library: 'page', read: () => getState() })
    let open = true
    const read = (take: (state: unknown) => void): void =>
      sources.guarded(() => {
        if (open && recorder.active) take(getState())
      }, made)
    read((state) => made.set(state))
    let ended: unknown
    sources.guarded(() => {
      ended = subscribe(() => read((state) => made.changed(state)))
    }, made)
    return () => {
      if (!open) return
      open = false
      made.close()
      sources.guarded(() => {
        if (isCallable(ended)) ended()
        else if (isObject(ended) && isCallable(ended.unsubscribe)) ended.unsubscribe()
      }, made)
    }
  }

  function event(name: unknown, data?: unknown): void {
    if (recorder.active) engine()?.custom(nameOf(name), data)
  }

  function mark(name: unknown): void {
    if (recorder.active) engine()?.mark(nameOf(name))
  }

  return Object.freeze({ source, event, mark })
}
