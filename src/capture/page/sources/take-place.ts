export interface Place {
  /** What stands behind ours: what was there before, or was put there since. */
  previous(): unknown
}

/**
 * Puts `value` at `name` of the page. Whoever assigns to the name later stands
 * behind ours instead of replacing it; whoever switches it off with something
 * that is no function or object has switched it off. When the signal ends, what stands behind
 * is back in its place.
 */
export function takePlace(page: object, name: string, value: unknown, signal: AbortSignal): Place {
  const before = Object.getOwnPropertyDescriptor(page, name)
  let previous: unknown = Reflect.get(page, name)
  let off = false

  if (before !== undefined && !before.configurable) {
    // It cannot be defined anew; where it cannot be assigned either, it stays what it is.
    Reflect.set(page, name, value)
    return { previous: () => previous }
  }
  Object.defineProperty(page, name, {
    configurable: true,
    enumerable: true,
    get: () => (off ? previous : value),
    set(assigned: unknown) {
      if (assigned === value) return
      previous = assigned
      off = typeof assigned !== 'function' && (typeof assigned !== 'object' || assigned === null)
    },
  })
  signal.addEventListener(
    'abort',
    () => {
      const now = Object.getOwnPropertyDescriptor(page, name)
      if (now?.get === undefined || Reflect.get(page, name) !== value) return
      Reflect.deleteProperty(page, name)
      if (previous !== undefined) Reflect.set(page, name, previous)
    },
    { once: true },
  )
  return { previous: () => (off ? undefined : previous) }
}
