import { setTimeout as wait } from 'node:timers/promises'

export interface UntilOptions {
  /** Milliseconds; 30,000 unless told. */
  readonly timeout?: number
  /** Milliseconds between two looks; 40 unless told. */
  readonly every?: number
}

/**
 * Looks again and again until `look` gives something, and gives that. What
 * counts as nothing: undefined, null and false. An error of `look` is taken as
 * "not yet" and becomes the cause when time runs out.
 *
 * @param what ends the sentence "Waited 30000 ms for …"
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { timeout = 30_000, every = 40 }: UntilOptions = {},
): Promise<Exclude<T, undefined | null | false>> {
  const end = performance.now() + timeout
  let cause: unknown
  for (;;) {
    try {
      const found = await look()
      if (isSomething(found)) return found
      cause = undefined
    } catch (error) {
      cause = error
    }
    if (performance.now() > end) throw new Error(`Waited ${timeout} ms for ${what}`, { cause })
    await wait(every)
  }
}

function isSomething<T>(found: T): found is Exclude<T, undefined | null | false> {
  return found !== undefined && found !== null && found !== false
}
