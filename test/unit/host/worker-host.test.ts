import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobNews } from '../../../src/bridge/jobs-wire'
import {
  createMemoryJobTable,
  createMemoryStaging,
  createMemoryTable,
  type ExportedFiles,
  type JobState,
  type JobTable,
  newJob,
  noSanitizing,
} from '../../../src/core/jobs'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { startJobWorker, type WorkerScope } from '../../../src/host/job-worker'
import { createWorkerHost, type WorkerHostOptions } from '../../../src/host/worker-host'
import type { FromWorker, ToWorker, WorkerLike } from '../../../src/host/worker-wire'
import { fixedEnv, record, session } from '../jobs/support'

const env = fixedEnv()

interface World {
  readonly store: SessionStore
  readonly table: JobTable
  readonly files: ExportedFiles
  readonly staging: ReturnType<typeof createMemoryStaging>
}

const createWorld = (): World => ({
  store: createMemoryStore(env),
  table: createMemoryJobTable(),
  files: createMemoryTable(),
  staging: createMemoryStaging(),
})

function deliver<T>(listeners: readonly ((event: MessageEvent<T>) => void)[], message: T): void {
  const event = new MessageEvent('message', { data: structuredClone(message) })
  queueMicrotask(() => {
    for (const listener of listeners) listener(event)
  })
}

/** A worker in this very thread, over structured clones, with the real code in it. */
function inProcess(world: World): WorkerLike {
  const toPage: ((event: MessageEvent<FromWorker>) => void)[] = []
  const toWorker: ((event: MessageEvent<ToWorker>) => void)[] = []
  const scope: WorkerScope = {
    postMessage: (message) => deliver(toPage, message),
    addEventListener: (_, listener) => void toWorker.push(listener),
  }
  startJobWorker({
    scope,
    locks: { request: async (_name: string, callback: unknown) => await (callback as () => Promise<unknown>)() } as unknown as LockManager,
    deps: { env, ...world, sanitizer: () => noSanitizing, writer: 'Playhead 0' },
    report: (error) => expect.fail(JSON.stringify(error)),
  })
  return {
    postMessage: (message) => deliver(toWorker, message),
    addEventListener(type: string, listener: unknown) {
      if (type === 'message') toPage.push(listener as (event: MessageEvent<FromWorker>) => void)
    },
    terminate: () => undefined,
  }
}

function createHost(world: World, overrides: Partial<WorkerHostOptions> = {}) {
  const news: JobNews[] = []
  const saved: string[] = []
  const idle = Promise.withResolvers<void>()
  const host = createWorkerHost({
    createWorker: () => inProcess(world),
    keepAlive: () => undefined,
    tell: (told) => news.push(told),
    offer: async () => false,
    save: async (job) => void saved.push(job.id),
    busy: (busy) => {
      if (!busy) idle.resolve()
    },
    report: (error) => expect.fail(String(error)),
    ...overrides,
  })
  return { host, news, saved, idle: idle.promise }
}

async function exportable(): Promise<World> {
  const world = createWorld()
  await record(world.store)
  await world.table.put(newJob('job-1', { kind: 'export', sessions: [session.id] }, env.now()))
  return world
}

describe('the host of jobs', () => {
  it('runs what the table holds, tells every step, and hands the file over', async () => {
    const world = await exportable()
    const { host, news, saved, idle } = createHost(world)
    await host.wake()
    await idle
    const phases = news.flatMap((told) => ('job' in told ? [told.job.phase] : []))
    expect([...new Set(phases)]).toEqual(['waiting', 'plan', 'write', 'check', 'ready'])
    expect(saved).toEqual(['job-1'])
  })

  it('leaves the file to the page that asked for it', async () => {
    const offered: string[] = []
    const { host, saved, idle } = createHost(await exportable(), {
      offer: async (job: JobState) => {
        offered.push(job.id)
        return true
      },
    })
    await host.wake()
    await idle
    expect([offered, saved]).toEqual([['job-1'], []])
  })

  it('keeps the file when it cannot be handed over', async () => {
    const world = await exportable()
    const reported: unknown[] = []
    const { host, idle } = createHost(world, {
      save: () => Promise.reject(new Error('no downloads here')),
      report: (error) => reported.push(error),
    })
    await host.wake()
    await idle
    expect(reported).toHaveLength(1)
    const job = await world.table.get('job-1')
    expect(job?.phase).toBe('ready')
    expect(await world.staging.list()).toEqual([job?.result?.file])
  })

  it('rejects with the worker’s own error, and says when a job is gone', async () => {
    const world = await exportable()
    const { host, news, idle } = createHost(world)
    await host.wake()
    await idle
    await host.dismiss('job-1')
    expect(news.at(-1)).toEqual({ playhead: 'job-news', gone: 'job-1' })
    expect(await world.staging.list()).toEqual([])
    await expect(host.cancel('nothing')).resolves.toBeUndefined()
  })
})

describe('a host whose worker', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  /** A worker that does only what the test says. */
  function scripted() {
    const listeners = new Map<string, (event: never) => void>()
    const received: ToWorker[] = []
    let ended = false
    const worker: WorkerLike = {
      postMessage: (message) => void received.push(message),
      addEventListener: (type: string, listener: unknown) => void listeners.set(type, listener as (event: never) => void),
      terminate: () => {
        ended = true
      },
    }
    return {
      worker,
      received,
      ended: () => ended,
      say: (data: FromWorker) => listeners.get('message')?.(new MessageEvent('message', { data }) as never),
      fail: (message: string) => listeners.get('error')?.({ message } as never),
    }
  }

  it('is busy makes a call to the browser every ten seconds, and none when it is idle', () => {
    const script = scripted()
    let calls = 0
    let idles = 0
    const { host } = createHost(createWorld(), {
      createWorker: () => script.worker,
      keepAlive: () => {
        calls++
      },
      busy: (busy) => {
        if (!busy) idles++
      },
    })
    void host.wake()
    vi.advanceTimersByTime(60_000)
    expect(calls).toBe(0)
    script.say({ type: 'busy', busy: true })
    vi.advanceTimersByTime(95_000)
    expect(calls).toBe(9)
    script.say({ type: 'busy', busy: false })
    vi.advanceTimersByTime(95_000)
    expect([calls, idles]).toEqual([9, 1])
  })

  it('fails is replaced, and the jobs it had go on in the new one', async () => {
    const scripts = [scripted(), scripted()]
    const reported: unknown[] = []
    let started = 0
    const { host } = createHost(createWorld(), {
      createWorker: () => scripts[started++]?.worker ?? scripted().worker,
      report: (error) => reported.push(error),
    })
    void host.wake().catch(() => undefined)
    const cancelling = host.cancel('job-1')
    scripts[0]?.say({ type: 'busy', busy: true })
    scripts[0]?.fail('out of memory')
    await expect(cancelling).rejects.toMatchObject({ code: 'internal', detail: { why: 'out of memory' } })
    expect(scripts[0]?.ended()).toBe(true)
    expect(scripts[1]?.received.map(({ call }) => call.call)).toEqual(['wake'])
    expect(reported).toHaveLength(1)
  })
})
