import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { type ErrorReport, reportOf } from '../../core/errors'

/** Something read because of something else that is shown. The last value stays until the next is there. */
export interface Loaded<T> {
  readonly value: T | undefined
  readonly loading: boolean
  readonly error: ErrorReport | undefined
}

/**
 * Follows `key`: reads its value whenever it changes (by identity or `Object.is`)
 * and drops answers that come too late. An undefined key has no value.
 */
export function createResource<Key, T>(
  key: ReadonlySignal<Key | undefined>,
  read: (key: Key) => Promise<T | undefined>,
  ended: AbortSignal,
): ReadonlySignal<Loaded<T>> {
  const state = signal<Loaded<T>>({ value: undefined, loading: false, error: undefined })
  let current = 0

  async function load(wanted: Key): Promise<void> {
    const ticket = ++current
    state.value = { ...state.peek(), loading: true }
    try {
      const value = await read(wanted)
      if (ticket === current && !ended.aborted) state.value = { value, loading: false, error: undefined }
    } catch (error) {
      if (ticket === current && !ended.aborted) state.value = { value: undefined, loading: false, error: reportOf(error) }
    }
  }

  const stop = effect(() => {
    const wanted = key.value
    if (wanted !== undefined) void untracked(() => load(wanted))
    else {
      current++
      state.value = { value: undefined, loading: false, error: undefined }
    }
  })
  ended.addEventListener('abort', stop, { once: true })
  return state
}
