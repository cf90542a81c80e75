import fc from 'fast-check'
import type { Caps } from '../../../src/core/value'

/** Caps so small that they cut, each in turn or together. */
export const smallCaps: fc.Arbitrary<Caps> = fc.record({
  depth: fc.integer({ min: 1, max: 6 }),
  breadth: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(100)),
  string: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constant(1000)),
  binary: fc.integer({ min: 1, max: 10 }),
  bytes: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constant(100_000)),
})
