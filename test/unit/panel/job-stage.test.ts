import { describe, expect, it } from 'vitest'
import { type JobPhase, newJob, type Schedule } from '../../../src/core/jobs'
import { isRoutine, mostUrgentFirst } from '../../../src/panel/selectors/job-stage'

const request = { kind: 'export', sessions: ['s'] } as const
const schedule: Schedule = { id: 'plan', request, everyMinutes: 60, fullHours: 24, createdAt: 0, runs: 1 }

describe('jobs side by side', () => {
  it('begin with what waits for an answer, then what goes on, each as they came', () => {
    const job = (id: string, phase: JobPhase) => ({ ...newJob(id, request, 0), phase })
    const jobs = [
      job('a', 'ready'),
      job('b', 'failed'),
      job('c', 'write'),
      job('d', 'asking'),
      job('e', 'done'),
      job('f', 'plan'),
      job('g', 'asking'),
    ]
    expect(
      mostUrgentFirst(jobs)
        .map(({ id }) => id)
        .join(''),
    ).toBe('dgcfabe')
  })
})

describe('a job of a schedule', () => {
  it('is told by the line of the schedule, unless it failed or the schedule is gone', () => {
    const job = newJob('plan-1', request, 0)
    expect(isRoutine(job, [schedule])).toBe(true)
    expect(isRoutine({ ...job, phase: 'ready' }, [schedule])).toBe(true)
    expect(isRoutine({ ...job, phase: 'failed' }, [schedule])).toBe(false)
    expect(isRoutine(job, [])).toBe(false)
    expect(isRoutine({ ...job, id: 'plans-1' }, [schedule])).toBe(false)
  })
})
