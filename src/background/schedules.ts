import type { CommandHandlers } from '../bridge/commands'
import type { Env } from '../core/env'
import { type ExportedFiles, type JobTable, nextStep, type RowTable, type Schedule } from '../core/jobs'
import type { SessionStore } from '../core/store'

/** The part of the browser that wakes the background when nothing else does. */
export interface Alarms {
  create(name: string, info: { readonly periodInMinutes: number }): void | Promise<void>
  clear(name: string): Promise<boolean>
  readonly onAlarm: { addListener(listener: (alarm: { readonly name: string }) => void): void }
}

export interface SchedulesDeps {
  readonly env: Pick<Env, 'id' | 'now'>
  readonly alarms: Alarms
  readonly store: Pick<SessionStore, 'listSessions'>
  readonly schedules: RowTable<Schedule>
  readonly jobs: Pick<JobTable, 'get'>
  readonly files: Pick<ExportedFiles, 'get'>
  /** Takes a job down and has it run; the same id again is the same job. */
  startJob: CommandHandlers['jobs/start']
  /** An error that stops nothing but that somebody should see. */
  report(error: unknown): void
}

export type ScheduleHandlers = Pick<CommandHandlers, 'schedules/start' | 'schedules/stop' | 'schedules/list'>

const alarm = 'schedules'

/**
 * Exports that follow each other by themselves, whether a page of the extension is
 * open or not. An alarm wakes the background each minute, as long as there is a
 * schedule; what each of them did last is in its row.
 */
export function startSchedules({ env, alarms, store, schedules, jobs, files, startJob, report }: SchedulesDeps): ScheduleHandlers {
  // One look at a time: two would decide the same run twice.
  let turn: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }
  const look = (): Promise<void> => inTurn(lookAtAll).catch(report)
  alarms.onAlarm.addListener(({ name }) => {
    if (name === alarm) void look()
  })
  void look()

  async function lookAtAll(): Promise<void> {
    const all = await schedules.list()
    if (all.length > 0) await alarms.create(alarm, { periodInMinutes: 1 })
    else await alarms.clear(alarm)
    for (const schedule of all) await go(schedule)
  }

  async function go(schedule: Schedule): Promise<void> {
    const { last } = schedule
    const [job, file] = last === undefined ? [] : [await jobs.get(last.job), await files.get(last.job)]
    const step = nextStep(schedule, { now: env.now(), sessions: await store.listSessions(), job, file })
    if (step === 'wait') return
    if (step === 'over') return schedules.delete(schedule.id)
    // Decided first: a background that is stopped in between begins the same run.
    const decided = step === last ? schedule : { ...schedule, runs: schedule.runs + 1, last: step }
    await schedules.put(decided)
    await startJob({ job: step.job, request: step.request })
    await schedules.put({ ...decided, last: { ...step, begun: true } })
  }

  return {
    async 'schedules/start'({ id, ...request }) {
      // A page that got no answer may ask again.
      await inTurn(async () => {
        if ((await schedules.get(id)) === undefined) await schedules.put({ ...request, id, createdAt: env.now(), runs: 0 })
      })
      await look()
      return {}
    },
    async 'schedules/stop'({ id }) {
      await inTurn(() => schedules.delete(id))
      await look()
      return {}
    },
    async 'schedules/list'() {
      // What is over is none any more.
      await look()
      return { schedules: await schedules.list() }
    },
  }
}
