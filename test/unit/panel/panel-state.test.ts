import { signal } from '@preact/signals'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError, type ErrorReport } from '../../../src/core/errors'
import { createMemoryTable, type JobState, newJob } from '../../../src/core/jobs'
import { createMemoryStore } from '../../../src/core/store'
import type { PanelDeps, RecorderStatus } from '../../../src/panel/deps'
import { createLayout } from '../../../src/panel/state/layout'
import { createNotices } from '../../../src/panel/state/notices'
import { createPacer } from '../../../src/panel/state/pacer'
import { createPanel } from '../../../src/panel/state/panel'
import { createShares } from '../../../src/panel/state/shares'
import { createToasts } from '../../../src/panel/state/toasts'
import { generateVisit, storeVisit } from '../../harness/panel-page/generated-session'
import { createTestEnv } from '../../harness/test-env'
import { until } from '../../harness/until'

let ending = new AbortController()
afterEach(() => {
  ending.abort()
  ending = new AbortController()
  vi.useRealTimers()
})

function stage() {
  const env = createTestEnv()
  const store = createMemoryStore(env)
  const status = signal<RecorderStatus>({ state: 'idle' })
  const jobs = signal<readonly JobState[]>([])
  const asked: string[] = []
  const ask = async (what: string): Promise<void> => void asked.push(what)
  const deps: PanelDeps = {
    env,
    store,
    theme: signal('light'),
    recorder: {
      status,
      start: ({ reload }) => ask(`start ${reload}`),
      stop: () => ask('stop'),
      grant: () => ask('grant').then(() => true),
      openOptions: () => void ask('options'),
    },
    jobs: {
      list: jobs,
      redact: ({ sessions }) => ask(`redact ${sessions}`).then(() => 'job-2'),
      exportFile: ({ sessions }) => ask(`export ${sessions}`).then(() => 'job-1'),
      importFiles: (files) => ask(`import ${files.map(({ name }) => name).join(' ')}`),
      answer: (job, answer) => ask(`answer ${job} ${answer}`),
      cancel: (job) => ask(`cancel ${job}`),
      dismiss: (job) => ask(`dismiss ${job}`),
      save: (job) => ask(`save ${job}`),
      exported: async () => [],
    },
    rules: createMemoryTable(),
    saveFile: () => undefined,
  }
  return { deps, store, status, jobs, asked }
}

const exported = (over: Partial<JobState> = {}): JobState => ({ ...newJob('job-1', { kind: 'export', sessions: ['s'] }, 0), ...over })

describe('an export', () => {
  it('is saved once, as soon as it is ready, when this panel began it', async () => {
    const { deps, jobs, asked } = stage()
    const shares = createShares(deps.jobs, createNotices(), ending.signal)
    await shares.exportFile({ kind: 'export', sessions: ['s'] })
    jobs.value = [exported({ phase: 'write' })]
    expect(asked).toEqual(['export s'])
    jobs.value = [exported({ phase: 'ready' })]
    jobs.value = [exported({ phase: 'ready', updatedAt: 1 })]
    expect(asked).toEqual(['export s', 'save job-1'])
    expect(shares.saved.value.has('job-1')).toBe(true)
  })

  it('is saved also when it was ready before the panel knew its number', async () => {
    const { deps, jobs, asked } = stage()
    const shares = createShares(deps.jobs, createNotices(), ending.signal)
    jobs.value = [exported({ phase: 'ready' })]
    expect(asked).toEqual([])
    await shares.exportFile({ kind: 'export', sessions: ['s'] })
    expect(asked).toEqual(['export s', 'save job-1'])
  })

  it('that another panel began, or that failed, is left alone', async () => {
    const { deps, jobs, asked } = stage()
    const shares = createShares(deps.jobs, createNotices(), ending.signal)
    jobs.value = [exported({ id: 'theirs', phase: 'ready' })]
    await shares.exportFile({ kind: 'export', sessions: ['s'] })
    jobs.value = [exported({ phase: 'failed', error: { code: 'store/quota', detail: {} } })]
    expect(asked).toEqual(['export s'])
  })
})

describe('notices', () => {
  it('keep one of each failure, the newest', async () => {
    const notices = createNotices()
    const fail = (report: ErrorReport) => notices.attempt('Doing', () => Promise.reject(new AppError(report.code, report.detail)))
    await fail({ code: 'store/quota', detail: {} })
    await fail({ code: 'store/quota', detail: {} })
    await fail({ code: 'job/unknown', detail: { job: 'j' } })
    expect(notices.list.value.map(({ error }) => error.code)).toEqual(['store/quota', 'job/unknown'])
    notices.dismiss(notices.list.value[0]?.id ?? 0)
    expect(notices.list.value).toHaveLength(1)
    expect(await notices.attempt('Doing', async () => 5)).toBe(5)
  })
})

describe('a toast', () => {
  it('goes by itself, but not while somebody reads it', () => {
    vi.useFakeTimers()
    const toasts = createToasts(ending.signal)
    toasts.show('done')
    vi.advanceTimersByTime(7000)
    toasts.hold()
    vi.advanceTimersByTime(60_000)
    expect(toasts.current.value?.text).toBe('done')
    toasts.release()
    vi.advanceTimersByTime(8000)
    expect(toasts.current.value).toBeUndefined()
  })
})

describe('a pacer', () => {
  it('makes one run of many requests, and never runs twice at a time', async () => {
    vi.useFakeTimers()
    let runs = 0
    let open = 0
    const pacer = createPacer(
      async () => {
        runs++
        expect(++open).toBe(1)
        await Promise.resolve()
        open--
      },
      100,
      ending.signal,
    )
    pacer.request()
    pacer.request()
    pacer.request()
    await vi.advanceTimersByTimeAsync(99)
    expect(runs).toBe(1)
    pacer.request()
    await vi.advanceTimersByTimeAsync(500)
    expect(runs).toBe(2)
    pacer.request()
    await vi.advanceTimersByTimeAsync(0)
    expect(runs).toBe(3)
    ending.abort()
    pacer.request()
    await vi.advanceTimersByTimeAsync(500)
    expect(runs).toBe(3)
  })
})

describe('the layout', () => {
  const memory = (stored: Record<string, string>): Storage => ({
    length: 0,
    clear: () => undefined,
    key: () => null,
    getItem: (key) => stored[key] ?? null,
    setItem: (key, value) => {
      stored[key] = value
    },
    removeItem: () => undefined,
  })

  it('remembers sizes, and does not believe what it cannot be', () => {
    const stored: Record<string, string> = {}
    const layout = createLayout(memory(stored))
    const { timeline } = layout.sizes.value
    layout.resize('timeline', 30)
    expect(createLayout(memory(stored)).sizes.value.timeline).toBe(30)
    layout.reset('timeline')
    expect(layout.sizes.value.timeline).toBe(timeline)
    const [key] = Object.keys(stored)
    expect(createLayout(memory({ [key ?? '']: '{"timeline":4000}' })).sizes.value.timeline).toBe(timeline)
    expect(createLayout(memory({ [key ?? '']: 'nonsense' })).sizes.value.timeline).toBe(timeline)
  })

  it('remembers columns in the order of the screen, and only those there are', () => {
    const stored: Record<string, string> = {}
    const layout = createLayout(memory(stored))
    expect(layout.columns.value).toEqual([])
    layout.toggleColumn('size')
    layout.toggleColumn('clock')
    expect(createLayout(memory(stored)).columns.value).toEqual(['clock', 'size'])
    layout.toggleColumn('clock')
    expect(createLayout(memory(stored)).columns.value).toEqual(['size'])
    const [key] = Object.keys(stored)
    for (const odd of ['["size","weight",7]', '{"a":"size"}', 'null', 'size']) {
      expect(createLayout(memory({ [key ?? '']: odd })).columns.value.filter((column) => column !== 'size')).toEqual([])
    }
  })

  it('works without a storage, and with one that is full', () => {
    const full = { ...memory({}), setItem: () => expect.unreachable() }
    full.setItem = () => {
      throw new Error('QuotaExceededError')
    }
    for (const layout of [createLayout(full), createLayout(undefined)]) {
      layout.resize('entry', 61)
      expect(layout.sizes.value.entry).toBe(61)
    }
  })

  it('arranges panes by the width there is', () => {
    const layout = createLayout(undefined)
    const at = (width: number) => {
      layout.measured(width)
      return layout.arrangement.value
    }
    expect([320, 480, 900, 1400].map(at)).toEqual(['stacked', 'stacked', 'medium', 'wide'])
  })
})

describe('the panel', () => {
  it('opens a recording that begins, at its end', async () => {
    const { deps, store, status } = stage()
    await storeVisit(store, generateVisit({ id: 'live', name: 'live', startedAt: 1, entries: 50, seed: 2 }), 'recording')
    const panel = createPanel(deps, ending.signal)
    expect(panel.open.value).toBeUndefined()
    status.value = { state: 'recording', session: 'live' }
    expect(panel.open.value?.id).toBe('live')
    expect(panel.open.value?.selection.follow.value).toBe(true)
  })

  it('leaves open what is open when it comes to a tab that is recorded already', () => {
    const { deps, status } = stage()
    status.value = { state: 'recording', session: 'live' }
    expect(createPanel(deps, ending.signal).open.value).toBeUndefined()
  })

  it('renames, deletes and brings back', async () => {
    const { deps, store } = stage()
    await storeVisit(store, generateVisit({ id: 'a', name: 'a', startedAt: 1, entries: 20, seed: 2 }))
    const { sessions } = createPanel(deps, ending.signal)
    await until('the sessions', () => sessions.list.value?.length === 1)
    await sessions.edit('a', { name: 'Better name' })
    expect(sessions.list.value?.[0]?.name).toBe('Better name')
    await sessions.remove('a')
    expect(sessions.list.value).toEqual([])
    await sessions.restore('a')
    expect(sessions.list.value?.[0]?.name).toBe('Better name')
  })

  it('turns the record button as the tab allows', async () => {
    const { deps, status, asked } = stage()
    const { recording } = createPanel(deps, ending.signal)
    await recording.toggle()
    status.value = { state: 'recording', session: 's' }
    await recording.toggle()
    status.value = { state: 'unavailable' }
    await recording.toggle()
    status.value = { state: 'not-granted' }
    await recording.toggle()
    await recording.grant()
    expect(asked).toEqual(['start false', 'stop', 'grant'])
  })
})
