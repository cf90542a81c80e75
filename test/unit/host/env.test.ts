import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createBrowserEnv } from '../../../src/host/env'

describe('the environment of a browser', () => {
  const env = createBrowserEnv()

  it('gives identifiers of 22 characters that are safe in file names, each once', () => {
    const ids = Array.from({ length: 1000 }, () => env.id())
    expect(new Set(ids).size).toBe(1000)
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/)
  })

  it('hashes with SHA-256, also a part of a larger buffer and shared memory', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(3)).fill(7)
    for (const bytes of [new Uint8Array(0), new Uint8Array([1, 2, 3, 4]).subarray(1, 3), shared]) {
      expect(await env.sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
    }
  })

  it('measures time forwards', () => {
    const before = env.monotonic()
    expect(env.monotonic()).toBeGreaterThanOrEqual(before)
    expect(env.random(8)).toHaveLength(8)
  })
})
