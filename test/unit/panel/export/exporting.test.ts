import { signal } from '@preact/signals'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../../src/core/store'
import type { ExportRequest } from '../../../../src/panel/deps'
import { createExporting } from '../../../../src/panel/state/exporting'
import { createProfileMemory } from '../../../../src/panel/state/profile-memory'
import { generateVisit, storeVisit } from '../../../harness/panel-page/generated-session'
import { createTestEnv } from '../../../harness/test-env'
import { until } from '../../../harness/until'

let ending = new AbortController()
afterEach(() => {
  ending.abort()
  ending = new AbortController()
})

async function stage() {
  const store = createMemoryStore(createTestEnv())
  for (const [id, entries] of [
    ['a', 600],
    ['b', 200],
  ] as const)
    await storeVisit(store, generateVisit({ id, name: id, startedAt: 1_700_000_000_000, entries, seed: 2 }))
  const requests: ExportRequest[] = []
  const stored = new Map<string, string>()
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  }
  const make = () =>
    createExporting(
      {
        store,
        sessions: { list },
        open: signal(undefined),
        shares: { exportFile: async (request) => void requests.push(request) },
        shown: signal(true),
        memory: createProfileMemory(storage as Storage),
      },
      ending.signal,
    )
  const list = signal(await store.listSessions())
  return { exporting: make(), make, requests, store }
}

describe('an export that is asked for', () => {
  it('is all of the session, sanitized, unless something is chosen', async () => {
    const { exporting, requests } = await stage()
    exporting.ask(['a'])
    expect(exporting.preset.value).toBe('team')
    await exporting.run()
    expect(requests).toEqual([{ kind: 'export', sessions: ['a'] }])
  })

  it('begins as the last one was shaped, but whole and sanitized again', async () => {
    const { exporting, make, requests } = await stage()
    exporting.ask(['a'])
    exporting.change({ format: 'msgpack', without: ['event', 'view'], range: { from: 5 }, sources: ['cart'], sanitize: false })
    await exporting.run()
    expect(requests[0]).toMatchObject({ sanitize: false, selection: { from: 5 } })
    const next = make()
    next.ask(['a'])
    expect(next.choice.value).toMatchObject({ format: 'msgpack', without: ['event', 'view'], sanitize: true })
    expect(next.choice.value).toMatchObject({ range: undefined, sources: undefined })
  })

  it('forgets times and sources of other sessions', async () => {
    const { exporting } = await stage()
    exporting.ask(['a'])
    exporting.change({ range: { from: 5 }, sources: ['cart'] })
    exporting.change({ sessions: ['a', 'b'] })
    expect(exporting.choice.value).toMatchObject({ sessions: ['a', 'b'], range: undefined, sources: undefined })
    exporting.change({ sessions: [] })
    expect(exporting.problem.value).toBe('noSession')
  })

  it('is told about how large it would be, better once some of it was packed', async () => {
    const { exporting, store } = await stage()
    exporting.ask(['a'])
    const first = exporting.sizeOf('json', 'default')
    await until('the sample', () => exporting.sizeOf('json', 'default') !== first)
    const { counts } = await store.getSession('a')
    expect(exporting.sizeOf('json', 'none') / counts.bytes).toBeCloseTo(1, 1)
    const one = exporting.sizeOf('json', 'none')
    exporting.change({ sessions: ['a', 'b'] })
    expect(exporting.sizeOf('json', 'none')).toBeGreaterThan(one)
  })
})
