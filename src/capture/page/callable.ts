/** Any function of the page. */
export type Callable = (...args: unknown[]) => unknown

export function isCallable(value: unknown): value is Callable {
  return typeof value === 'function'
}

/** Any object of the page that is no function; its properties may throw when they are read. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
