import { signal } from '@preact/signals'
import { afterEach, describe, expect, it } from 'vitest'
import type { ExportedFile, ScheduleRequest } from '../../../../src/core/jobs'
import { defaultTemplates, type RulePack } from '../../../../src/core/model'
import { createMemoryStore } from '../../../../src/core/store'
import type { ExportRequest } from '../../../../src/panel/deps'
import { withoutCovered } from '../../../../src/panel/selectors/export/following'
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

async function stage(files: readonly ExportedFile[] = []) {
  const store = createMemoryStore(createTestEnv())
  for (const [id, entries] of [
    ['a', 600],
    ['b', 200],
  ] as const)
    await storeVisit(store, generateVisit({ id, name: id, startedAt: 1_700_000_000_000, entries, seed: 2 }))
  const requests: ExportRequest[] = []
  const schedules: ScheduleRequest[] = []
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
        schedules: { start: async (request) => void schedules.push(request) },
        packs,
        readPacks: async () => packs.value,
        exported: async () => files,
        shown: signal(true),
        memory: createProfileMemory(storage as Storage),
      },
      ending.signal,
    )
  const packs = signal<readonly RulePack[]>([])
  const list = signal(await store.listSessions())
  return { exporting: make(), make, requests, schedules, store, list, packs }
}

describe('an export that is asked for', () => {
  it('is all of the session, sanitized, unless something is chosen', async () => {
    const { exporting, requests } = await stage()
    exporting.ask(['a'])
    expect(exporting.preset.value).toBe('team')
    await exporting.run()
    expect(requests).toEqual([{ kind: 'export', sessions: ['a'] }])
  })

  it('takes the person’s rules along as they are by then, and the templates that were chosen beside them', async () => {
    const { exporting, requests, packs } = await stage()
    exporting.ask(['a'])
    const pack = { schema: 'playhead-rules', schemaVersion: 1, name: 'mine', templates: ['hipaa'], rules: [] } as const
    packs.value = [pack]
    await exporting.run()
    expect(requests).toEqual([{ kind: 'export', sessions: ['a'], templates: defaultTemplates, packs: [pack] }])
    exporting.change({ sanitize: false })
    await exporting.run()
    expect(requests[1]).toEqual({ kind: 'export', sessions: ['a'], sanitize: false })
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

describe('an export of what came after another one', () => {
  const file = (id: string, writtenAt: number, sessions: readonly string[], follows?: string): ExportedFile => ({
    id,
    name: `${id}.session.json.gz`,
    follows,
    request: { kind: 'export', sessions },
    checkpoint: {
      ...{ sha256: '', full: '', number: 0, writtenAt, engine: 1 },
      sessions: sessions.map((session) => ({
        ...{ id: session, lastSeq: 1, entries: 1, chain: '', frame: '', notes: [] },
        kinds: { state: 0, component: 0, event: 1, performance: 0 },
      })),
    },
  })

  it('follows the latest files that the session is in and that nothing follows', async () => {
    const files = [
      ...[file('old', 1, ['a']), file('followed', 2, ['a']), file('last', 3, ['a'], 'followed'), file('other', 4, ['b'])],
      ...[file('both', 5, ['a', 'b']), file('newest', 6, ['a'])],
    ]
    const { exporting } = await stage(files)
    exporting.ask(['a'])
    await until('the files', () => exporting.earlier.value.length > 0)
    expect(exporting.earlier.value.map(({ id }) => id)).toEqual(['newest', 'both', 'last'])
  })

  it('is of the sessions of that file, and asks for nothing else', async () => {
    const { exporting, requests } = await stage([file('full', 1, ['a', 'gone', 'b'])])
    exporting.ask(['a'])
    exporting.change({ format: 'yaml', without: ['event'], sanitize: false })
    await until('the files', () => exporting.earlier.value.length > 0)
    exporting.follow('full')
    await exporting.run()
    expect(requests).toEqual([{ kind: 'export', sessions: ['a', 'b'], format: 'yaml', since: 'full' }])
    exporting.follow(undefined)
    expect(exporting.choice.value).toMatchObject({ sessions: ['a'], since: undefined })
  })
})

describe('what came after a file', () => {
  it('is the share of entries behind its last one', async () => {
    const { list } = await stage()
    let [session] = list.value.filter(({ id }) => id === 'a')
    if (session === undefined) throw new Error('it is there')
    const kept = { state: 100, component: 0, event: 20, performance: 4 }
    const covering = (lastSeq: number) =>
      ({ checkpoint: { sessions: [{ id: 'a', lastSeq }] } }) as unknown as Parameters<typeof withoutCovered>[2]
    session = { ...session, counts: { ...session.counts, entries: 600 } }
    expect(withoutCovered(kept, session, undefined)).toEqual(kept)
    expect(withoutCovered(kept, session, covering(450))).toEqual({ state: 25, component: 0, event: 5, performance: 1 })
    expect(withoutCovered(kept, session, covering(600))).toEqual({ state: 0, component: 0, event: 0, performance: 0 })
  })
})

describe('exports that follow each other', () => {
  it('are there for what is recorded now, and are begun instead of one', async () => {
    const { exporting, requests, schedules, list } = await stage()
    exporting.ask(['a'])
    expect(exporting.canGoOn.value).toBe(false)
    exporting.choosePreset('long-running')
    expect(exporting.choice.value.again).toBeUndefined()
    exporting.choosePreset('team')
    list.value = list.value.map((session) => (session.id === 'a' ? { ...session, status: 'recording' } : session))
    expect(exporting.canGoOn.value).toBe(true)
    exporting.choosePreset('long-running')
    expect(exporting.choice.value).toMatchObject({ format: 'msgpack', again: { every: 60, unit: 'minutes', fullHours: 24 } })
    exporting.choosePreset('team')
    expect(exporting.choice.value.again).toBeUndefined()
    exporting.change({ again: { every: Number.NaN, unit: 'minutes', fullHours: 24 } })
    expect(exporting.problem.value).toBe('again')
    exporting.change({ again: { every: 5, unit: 'entries', fullHours: 24 } })
    await exporting.run()
    exporting.ask(['a', 'b'])
    exporting.change({ again: { every: 60, unit: 'minutes', fullHours: 12 } })
    await exporting.run()
    expect(requests).toEqual([])
    expect(schedules).toEqual([
      { request: { kind: 'export', sessions: ['a'] }, everyEntries: 5, fullHours: 24 },
      { request: { kind: 'export', sessions: ['a', 'b'] }, library: true, everyMinutes: 60, fullHours: 12 },
    ])
  })
})
