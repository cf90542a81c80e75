import { createHash } from 'node:crypto'
import type { Env } from '../../src/core/env'

/** An `Env` that does the same at every run: time moves by one millisecond at each look, ids are counted. */
export function createTestEnv(start = 1_700_000_000_000): Env {
  let now = start
  let ids = 0
  let state = 1
  return {
    now() {
      now += 1
      return now
    },
    monotonic() {
      now += 1
      return now - start
    },
    id() {
      ids += 1
      return `id${String(ids).padStart(20, '0')}`
    },
    random(length) {
      // A linear congruential generator (Numerical Recipes): reproducible is all it has to be.
      return Uint8Array.from({ length }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        return state >>> 24
      })
    },
    sha256: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
  }
}
