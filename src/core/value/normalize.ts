import type { Json } from './json'
import { type ReadingOptions, readingOf } from './reading'
import { createWalk } from './walk'

/**
 * Any JS value as tagged JSON; never throws. README.md describes every tag.
 *
 * - Own enumerable string keys are read, getters included; `toJSON` is not
 *   called; symbol keys, other properties of arrays and built-ins, and
 *   prototypes are left out.
 * - Shared references are written each time, cycles by how many levels up they point.
 * - What `options.caps` cut says so; what the guard hides is replaced by its mark.
 */
export function normalize(value: unknown, options?: ReadingOptions): Json {
  const walk = createWalk(readingOf(options))
  walk.start(value)
  walk.run(Infinity)
  return walk.root
}
