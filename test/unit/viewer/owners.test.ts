import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryJobTable, createMemoryStaging, type JobState, newJob } from '../../../src/core/jobs'
import { ownedId, ownStaging, ownTable, takeOver } from '../../../src/viewer/owners'
import { until } from '../../harness/until'

let ending = new AbortController()
afterEach(() => {
  ending.abort()
  ending = new AbortController()
})

const imported = (owner: string, file: string, over: Partial<JobState> = {}): JobState => ({
  ...newJob(ownedId(owner, file), { kind: 'import', files: [{ file, name: 'a file' }] }, 5),
  ...over,
})

async function stage(jobs: readonly JobState[], files: readonly string[]) {
  const table = createMemoryJobTable()
  const staging = createMemoryStaging()
  for (const job of jobs) await table.put(job)
  for (const file of files) await (await staging.create(file)).close()
  const taken: JobState[] = []
  const open = (owner: string, ended: AbortSignal) =>
    takeOver(
      {
        owner,
        table,
        staging,
        locks: navigator.locks,
        taken: (mine) => void taken.push(...mine),
        report: (error) => {
          throw error
        },
      },
      ended,
    )
  return { table, staging, taken, open }
}

describe('a tab', () => {
  it('sees its own jobs, and sweeps no file of another', async () => {
    const { table, staging } = await stage([imported('one', 'f1'), imported('two', 'f2')], ['f1', 'f2', 'export-5-two.f3', 'loose'])
    await table.put(newJob(ownedId('two', 'f3'), { kind: 'export', sessions: ['s'] }, 5))
    expect((await ownTable(table, 'one').list()).map(({ id }) => id)).toEqual(['one.f1'])
    expect(await ownStaging(staging, table, 'one').list()).toEqual(['f1', 'loose'])
  })

  it('leaves the jobs of another alone while that lives, and goes on with its imports when it is gone', async () => {
    const { table, staging, taken, open } = await stage([imported('left', 'f1')], ['f1'])
    const life = new AbortController()
    await open('left', life.signal)
    await open('mine', ending.signal)
    expect(taken).toEqual([])
    life.abort()
    await until('the job', () => taken.length > 0)
    expect(taken.map(({ id }) => id)).toEqual(['mine.f1'])
    expect((await table.list()).map(({ id }) => id)).toEqual(['mine.f1'])
    expect(await staging.list()).toEqual(['f1'])
  })

  it('forgets what nobody waits for any more, and its files', async () => {
    const ready: JobState = { ...newJob('gone.e', { kind: 'export', sessions: ['s'] }, 5), phase: 'ready' }
    const { table, staging, taken, open } = await stage(
      [imported('gone', 'f1', { phase: 'failed' }), ready],
      ['f1', 'export-5-gone.e', 'other'],
    )
    await open('next', ending.signal)
    await until('all to be forgotten', async () => (await table.list()).length === 0)
    expect(await staging.list()).toEqual(['other'])
    expect(taken).toEqual([])
  })
})
