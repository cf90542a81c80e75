import { describe, expect, it } from 'vitest'
import { type ExportedFile, type JobState, newJob, nextStep, type Schedule } from '../../../src/core/jobs'
import { noCounts, type Session } from '../../../src/core/model'
import { session } from './support'

const minute = 60_000
const start = 1_800_000_000_000
const request = { kind: 'export', sessions: [session.id] } as const

function plan(more: Partial<Schedule> = {}): Schedule {
  return { id: 'plan', request, everyMinutes: 10, fullHours: 24, createdAt: start, runs: 0, ...more }
}

function recorded(entries: number, more: Partial<Session> = {}): Session {
  return { ...session, status: 'recording', counts: { ...noCounts, entries }, ...more }
}

/** A schedule whose first run was begun at `start`, with 100 entries. */
function running(more: Partial<Schedule> = {}, run: Partial<NonNullable<Schedule['last']>> = {}): Schedule {
  return plan({ runs: 1, last: { job: 'plan-1', request, at: start, fullAt: start, entries: 100, begun: true, ...run }, ...more })
}

const fileOf = (id: string) => ({ id }) as ExportedFile
const jobIn = (phase: JobState['phase'], more: Partial<JobState> = {}): JobState => ({
  ...newJob('plan-1', request, start),
  phase,
  ...more,
})

describe('a schedule of exports', () => {
  it('begins with a full file, and comes with the same one until it was begun', () => {
    const step = nextStep(plan(), { now: start, sessions: [recorded(5)] })
    expect(step).toEqual({ job: 'plan-1', request, at: start, fullAt: start, entries: 5, begun: false })
    if (typeof step === 'string') return
    expect(nextStep(plan({ runs: 1, last: step }), { now: start + minute, sessions: [recorded(9)] })).toBe(step)
  })

  it('goes on from the last file, once it is time and there is something new', () => {
    const sessions = [recorded(150)]
    const file = fileOf('plan-1')
    expect(nextStep(running(), { now: start + 9 * minute, sessions, file })).toBe('wait')
    expect(nextStep(running(), { now: start + 10 * minute, sessions: [recorded(100)], file })).toBe('wait')
    expect(nextStep(running(), { now: start + 10 * minute, sessions, file })).toEqual({
      job: 'plan-2',
      request: { ...request, since: 'plan-1' },
      at: start + 10 * minute,
      fullAt: start,
      entries: 150,
      begun: false,
    })
  })

  it('goes on after so many entries, whatever time it is', () => {
    const byEntries = running({ everyMinutes: undefined, everyEntries: 50 })
    expect(nextStep(byEntries, { now: start + 99 * minute, sessions: [recorded(149)], file: fileOf('plan-1') })).toBe('wait')
    expect(nextStep(byEntries, { now: start + 1, sessions: [recorded(150)], file: fileOf('plan-1') })).toMatchObject({ job: 'plan-2' })
  })

  it('waits for a run that goes on', () => {
    expect(nextStep(running(), { now: start + 20 * minute, sessions: [recorded(200)], job: jobIn('write') })).toBe('wait')
  })

  it('begins anew after a run that failed, and after so many hours', () => {
    const failed = nextStep(running(), { now: start + 20 * minute, sessions: [recorded(200)], job: jobIn('failed') })
    expect(failed).toMatchObject({ request, fullAt: start + 20 * minute })
    expect(failed).not.toHaveProperty('request.since')
    const late = start + 24 * 60 * minute
    expect(nextStep(running(), { now: late, sessions: [recorded(200)], file: fileOf('plan-1') })).toMatchObject({ request, fullAt: late })
  })

  it('goes on from the file before where nothing came after that', () => {
    const last = running({ runs: 2 }, { job: 'plan-2', request: { ...request, since: 'plan-1' } })
    const job = jobIn('done', { result: { nothingNew: true } })
    expect(nextStep(last, { now: start + 20 * minute, sessions: [recorded(200)], job })).toMatchObject({ request: { since: 'plan-1' } })
  })

  it('ends with a last file when nothing is recorded any more', () => {
    const file = fileOf('plan-1')
    expect(nextStep(running(), { now: start + 1, sessions: [recorded(120, { status: 'ended' })], file })).toMatchObject({ job: 'plan-2' })
    expect(nextStep(running(), { now: start + 1, sessions: [recorded(100, { status: 'interrupted' })], file })).toBe('over')
    expect(nextStep(running(), { now: start + 1, sessions: [], file })).toBe('over')
  })

  it('of the library takes whatever is there, and does not end', () => {
    const all = running({ library: true })
    const sessions = [recorded(100, { status: 'ended' }), recorded(7, { id: 'new' })]
    expect(nextStep(all, { now: start + 10 * minute, sessions, file: fileOf('plan-1') })).toMatchObject({
      request: { sessions: [session.id, 'new'], since: 'plan-1' },
    })
    expect(nextStep(all, { now: start + 10 * minute, sessions: [] })).toBe('wait')
    expect(nextStep(all, { now: start + 10 * minute, sessions: [recorded(100, { status: 'ended' })] })).toBe('wait')
  })
})
