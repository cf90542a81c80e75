import { describe, expect, it } from 'vitest'
import { type Alarms, startSchedules } from '../../../src/background/schedules'
import { createMemoryJobTable, createMemoryTable, type ExportedFile, newJob, type Schedule } from '../../../src/core/jobs'
import { createMemoryStore } from '../../../src/core/store'
import { fixedEnv, record, session } from '../jobs/support'

const request = { kind: 'export', sessions: [session.id] } as const

async function background() {
  const env = fixedEnv()
  const world = {
    store: createMemoryStore(env),
    schedules: createMemoryTable<Schedule>(),
    jobs: createMemoryJobTable(),
    files: createMemoryTable<ExportedFile>(),
  }
  await record(world.store)
  const set = new Set<string>()
  let ring: (alarm: { readonly name: string }) => void = () => undefined
  const alarms: Alarms = {
    create: (name) => void set.add(name),
    clear: async (name) => set.delete(name),
    onAlarm: {
      addListener(listener) {
        ring = listener
      },
    },
  }
  const errors: unknown[] = []
  const start = (fail = false) =>
    startSchedules({
      env,
      alarms,
      ...world,
      async startJob({ job, request: asked }) {
        if (fail) throw new Error('stopped')
        if ((await world.jobs.get(job)) === undefined) await world.jobs.put(newJob(job, asked, env.now()))
        return {}
      },
      report: (error) => errors.push(error),
    })
  return { ...world, set, ring: () => ring({ name: 'schedules' }), start, errors }
}

describe('schedules in the background', () => {
  it('begin with a full export and an alarm, end with what they are about, and leave no alarm', async () => {
    const { start, jobs, set, files, schedules } = await background()
    const handlers = start()
    await handlers['schedules/list']({})
    expect(set.size).toBe(0)
    await handlers['schedules/start']({ id: 'a', request, everyMinutes: 5, fullHours: 24 })
    expect(await jobs.list()).toMatchObject([{ id: 'a-1', phase: 'waiting', request }])
    expect([...set]).toEqual(['schedules'])
    // Asked again, it is the same.
    await handlers['schedules/start']({ id: 'a', request, everyMinutes: 5, fullHours: 24 })
    expect((await handlers['schedules/list']({})).schedules).toMatchObject([{ id: 'a', runs: 1, last: { begun: true } }])
    await jobs.put({ ...newJob('a-1', request, 1), phase: 'ready' })
    await files.put({ id: 'a-1' } as ExportedFile)
    // What is recorded has ended, so there is nothing to come.
    const again = start()
    await again['schedules/stop']({ id: 'nobody' })
    expect(await schedules.list()).toEqual([])
    expect(set.size).toBe(0)
  })

  it('that were decided and not begun are begun by the next background, once', async () => {
    const { start, jobs, schedules, errors } = await background()
    await start(true)['schedules/start']({ id: 'a', request, everyMinutes: 5, fullHours: 24 })
    expect(errors).toHaveLength(1)
    expect(await schedules.list()).toMatchObject([{ runs: 1, last: { job: 'a-1', begun: false } }])
    const again = start()
    await again['schedules/stop']({ id: 'nobody' })
    expect(await jobs.list()).toMatchObject([{ id: 'a-1' }])
    expect(await schedules.list()).toMatchObject([{ runs: 1, last: { job: 'a-1', begun: true } }])
  })

  it('stop when somebody says so', async () => {
    const { start, schedules, set } = await background()
    const handlers = start()
    await handlers['schedules/start']({ id: 'a', request, everyEntries: 5, fullHours: 24 })
    await handlers['schedules/stop']({ id: 'a' })
    expect(await schedules.list()).toEqual([])
    expect(set.size).toBe(0)
  })
})
