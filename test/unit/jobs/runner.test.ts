import { describe, expect, it } from 'vitest'
import {
  createJobRunner,
  createMemoryJobTable,
  createMemoryStaging,
  type JobState,
  newJob,
  parseJobState,
  stagedName,
} from '../../../src/core/jobs'
import { createTestHost, fixedEnv, record, session } from './support'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const request = { kind: 'export', sessions: [session.id] } as const

describe('the runner of jobs', () => {
  it('runs jobs one after another, in the order they were asked for', async () => {
    const host = createTestHost()
    await record(host.store)
    for (const [id, at] of [
      ['c', 3],
      ['a', 1],
      ['b', 2],
    ] as const)
      await host.table.put(newJob(id, request, at))
    await host.runner.wake()
    const order = host.told.map(({ id }) => id).filter((id, index, all) => id !== all[index - 1])
    expect(order).toEqual(['a', 'b', 'c'])
    expect((await host.table.list()).map(({ phase }) => phase)).toEqual(['ready', 'ready', 'ready'])
  })

  it('takes a job that comes while others run, however often it is woken', async () => {
    const host = createTestHost()
    await record(host.store)
    await host.table.put(newJob('a', request, 1))
    const first = host.runner.wake()
    await host.table.put(newJob('b', request, 2))
    await Promise.all([first, host.runner.wake(), host.runner.wake()])
    expect((await host.table.list()).every(({ phase, attempts }) => phase === 'ready' && attempts === 1)).toBe(true)
  })

  it('cancels a job that waits, at once, without a word to the one that runs', async () => {
    const host = createTestHost()
    await record(host.store)
    await host.table.put(newJob('a', request, 1))
    await host.table.put(newJob('b', request, 2))
    const running = host.runner.wake()
    await host.runner.cancel('b')
    expect((await host.table.get('b'))?.phase).toBe('cancelled')
    await running
    expect((await host.table.get('a'))?.phase).toBe('ready')
    expect((await host.table.get('b'))?.attempts).toBe(0)
  })

  it('goes on with the next job when one fails', async () => {
    const host = createTestHost()
    await record(host.store)
    await host.table.put(newJob('a', { kind: 'export', sessions: ['nothing'] }, 1))
    await host.table.put(newJob('b', request, 2))
    await host.runner.wake()
    expect((await host.table.list()).map(({ phase }) => phase)).toEqual(['failed', 'ready'])
  })

  it('forgets a dismissed job and its file', async () => {
    const host = createTestHost()
    await record(host.store)
    const job = await host.run(request)
    expect(await host.staging.list()).toEqual([job.result?.file])
    await host.runner.dismiss(job.id)
    await host.runner.dismiss('nothing')
    expect([await host.staging.list(), await host.table.list()]).toEqual([[], []])
  })

  it('gives up a job that takes its host down each time', async () => {
    const host = createTestHost()
    await record(host.store)
    await host.table.put({ ...newJob('a', request, 1), phase: 'write', attempts: 5 })
    await host.runner.wake()
    expect(await host.table.get('a')).toMatchObject({
      phase: 'failed',
      error: { code: 'internal', detail: { why: expect.stringContaining('5 times') } },
    })
  })

  it('tells progress at most ten times a second, and every step', async () => {
    let clock = 0
    const env = { ...fixedEnv(), monotonic: () => (clock += 1) }
    const host = createTestHost({ env })
    await record(host.store)
    await host.run(request)
    const steps = host.told.filter(({ phase }, index) => phase !== host.told[index - 1]?.phase)
    expect(steps.map(({ phase }) => phase)).toEqual(['waiting', 'plan', 'write', 'check', 'ready'])
    expect(host.told.length).toBeLessThan(10)
  })

  it('keeps and tells jobs that survive the table and the wire', async () => {
    const host = createTestHost()
    await record(host.store)
    const job = await host.run(request)
    for (const told of [...host.told, job])
      expect(parseJobState(JSON.parse(JSON.stringify(told)))).toEqual(JSON.parse(JSON.stringify(told)))
    expect(parseJobState({ ...job, phase: 'dancing' })).toBeUndefined()
    expect(parseJobState({ ...job, error: { code: 'not/known', detail: {} } })).toBeUndefined()
  })
})

describe('the next host', () => {
  /** A world in which time has moved on by `later` since the job and its files were made. */
  async function sweptAfter(later: number, jobs: readonly JobState[], files: readonly string[]) {
    const staging = createMemoryStaging()
    const table = createMemoryJobTable()
    for (const job of jobs) await table.put(job)
    for (const file of files) await (await staging.create(file)).close()
    const env = { ...fixedEnv(), now: () => later }
    const host = createTestHost({ env, staging, table })
    await createJobRunner(host, new AbortController().signal).wake()
    return { files: await staging.list(), jobs: (await table.list()).map(({ id }) => id) }
  }
  const ready = { ...newJob('ready', request, 0), phase: 'ready', result: { file: 'export-0-ready', name: 'x', bytes: 1 } } as const

  it('keeps a finished file until somebody fetched it, and a while longer for the download', async () => {
    expect(await sweptAfter(6 * DAY, [ready], ['export-0-ready'])).toEqual({ files: ['export-0-ready'], jobs: ['ready'] })
    expect(await sweptAfter(8 * DAY, [ready], ['export-0-ready'])).toEqual({ files: [], jobs: [] })
    const saved = { ...ready, savedAt: 5 * DAY }
    expect((await sweptAfter(5 * DAY + 9 * MINUTE, [saved], ['export-0-ready'])).files).toEqual(['export-0-ready'])
    expect(await sweptAfter(5 * DAY + 11 * MINUTE, [saved], ['export-0-ready'])).toEqual({ files: [], jobs: [] })
  })

  it('removes what nobody claims, but not what a page is staging now, nor what it does not know', async () => {
    const fresh = stagedName('import', { now: () => 90 * MINUTE, id: () => 'fresh' })
    const old = stagedName('import', { now: () => 1, id: () => 'old' })
    expect((await sweptAfter(100 * MINUTE, [], [fresh, old, 'something-else'])).files).toEqual([fresh, 'something-else'])
  })

  it('forgets ended jobs after a day', async () => {
    const failed = { ...newJob('failed', request, 0), phase: 'failed' } as const
    expect((await sweptAfter(23 * 60 * MINUTE, [failed], [])).jobs).toEqual(['failed'])
    expect((await sweptAfter(25 * 60 * MINUTE, [failed], [])).jobs).toEqual([])
  })
})
