import { describe, expect, it, vi } from 'vitest'
import { startJobs } from '../../../src/background/jobs'
import type { JobHost } from '../../../src/bridge/jobs-wire'
import { createMemoryJobTable, newJob } from '../../../src/core/jobs'
import { fixedEnv, session } from '../jobs/support'

const env = fixedEnv()

describe('jobs in the background', () => {
  function recordingHost() {
    const calls: string[] = []
    const host: JobHost = {
      wake: async () => void calls.push('wake'),
      cancel: async (job) => void calls.push(`cancel ${job}`),
      dismiss: async (job) => void calls.push(`dismiss ${job}`),
    }
    return { host, calls }
  }
  const request = { kind: 'export', sessions: [session.id] } as const
  const report = (error: unknown) => expect.fail(String(error))
  /** Somebody runs jobs, and goes on with it. */
  const busyLocks = { request: () => new Promise(() => undefined) } as unknown as LockManager

  /** Locks whose holder ends when told. */
  function endingLocks() {
    const waiting: (() => void)[] = []
    const request = (_name: string, work: () => unknown) => new Promise((resolve) => waiting.push(() => resolve(work())))
    const end = () => vi.waitFor(() => (waiting.shift() ?? expect.fail('nobody waits for the lock'))())
    return { locks: { request } as unknown as LockManager, waiting, end }
  }

  it('takes a job down before it has it run, and once however often it is asked', async () => {
    const table = createMemoryJobTable()
    const { host, calls } = recordingHost()
    const handlers = startJobs({ env, table, host, locks: busyLocks, report })
    await handlers['jobs/start']({ job: 'a', request })
    await handlers['jobs/start']({ job: 'a', request })
    expect((await handlers['jobs/list']({})).jobs).toMatchObject([{ id: 'a', phase: 'waiting', request }])
    expect(calls).toEqual(['wake', 'wake'])
  })

  it('has unfinished jobs go on when it starts, and wakes nobody for finished ones', async () => {
    const table = createMemoryJobTable()
    await table.put({ ...newJob('a', request, 1), phase: 'done' })
    const resting = recordingHost()
    await startJobs({ env, table, host: resting.host, locks: busyLocks, report })['jobs/list']({})
    expect(resting.calls).toEqual([])
    await table.put({ ...newJob('b', request, 2), phase: 'write' })
    const woken = recordingHost()
    startJobs({ env, table, host: woken.host, locks: busyLocks, report })
    await vi.waitFor(() => expect(woken.calls).toEqual(['wake']))
  })

  it('has a job go on in another host when the one that ran it is gone without a word', async () => {
    const table = createMemoryJobTable()
    const { host, calls } = recordingHost()
    const { locks, waiting, end } = endingLocks()
    const handlers = startJobs({ env, table, host, locks, report })
    await handlers['jobs/start']({ job: 'a', request })
    await end()
    await vi.waitFor(() => expect(calls).toEqual(['wake', 'wake']))
    const job = await table.get('a')
    if (job !== undefined) await table.put({ ...job, phase: 'ready' })
    await end()
    await handlers['jobs/list']({})
    expect(calls).toEqual(['wake', 'wake'])
    expect(waiting).toEqual([])
  })

  it('does not wake for ever a host that leaves the job as it was', async () => {
    const { host, calls } = recordingHost()
    const locks = { request: async (_name: string, work: () => unknown) => work() } as unknown as LockManager
    const handlers = startJobs({ env, table: createMemoryJobTable(), host, locks, report })
    await handlers['jobs/start']({ job: 'a', request })
    await vi.waitFor(() => expect(calls).toHaveLength(6))
    await handlers['jobs/list']({})
    expect(calls).toHaveLength(6)
  })

  it('knows nothing of a job that is not in the table', async () => {
    const { host, calls } = recordingHost()
    const handlers = startJobs({ env, table: createMemoryJobTable(), host, locks: busyLocks, report })
    for (const name of ['jobs/cancel', 'jobs/dismiss', 'jobs/saved'] as const) {
      await expect(handlers[name]({ job: 'nothing' })).rejects.toMatchObject({ code: 'job/unknown' })
    }
    expect(calls).toEqual([])
  })

  it('notes when a file was handed over', async () => {
    const table = createMemoryJobTable()
    await table.put({ ...newJob('a', request, 1), phase: 'ready' })
    const handlers = startJobs({ env, table, host: recordingHost().host, locks: busyLocks, report })
    await handlers['jobs/saved']({ job: 'a' })
    expect((await table.get('a'))?.savedAt).toBeGreaterThan(1)
  })
})
