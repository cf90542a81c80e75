import type { WxtBrowser } from 'wxt/browser'
import { answerCommand } from '../bridge/commands'
import type { JobHost } from '../bridge/jobs-wire'
import type { Env } from '../core/env'
import type { ExportedFiles, JobTable, RowTable, Schedule } from '../core/jobs'
import type { SessionStore } from '../core/store'
import { startJobs } from './jobs'
import { startRecord } from './record/start-record'
import { startRetention } from './retention'
import { startSchedules } from './schedules'

export interface BackgroundDeps {
  readonly browser: WxtBrowser
  readonly env: Env
  readonly store: SessionStore
  readonly table: JobTable
  readonly files: ExportedFiles
  readonly schedules: RowTable<Schedule>
  /** Where jobs run in this browser. */
  readonly host: JobHost
  readonly locks: Pick<LockManager, 'request'>
  /** Name and version of the browser, as sessions keep it. */
  readonly browserName: string
  report(error: unknown): void
}

/** All that runs in the background. It may be stopped between any two events; what matters is in the store. */
export function startBackground(deps: BackgroundDeps): void {
  const { browser, env, store, table, files, schedules, host, locks, browserName, report } = deps
  const jobs = startJobs({ env, table, host, locks, report })
  const handlers = {
    ...startRecord({ browser, store, env, browserName, report }),
    ...jobs,
    ...startSchedules({ env, alarms: browser.alarms, store, schedules, jobs: table, files, startJob: jobs['jobs/start'], report }),
  }

  browser.runtime.onMessage.addListener((message: unknown, sender, reply) => {
    // Content scripts can send messages too, and a page may have taken over their process.
    if (!sender.url?.startsWith(location.origin)) return
    const answer = answerCommand(message, handlers)
    if (answer === undefined) return
    void answer.then(reply)
    return true
  })

  startRetention({ store, env, report })
}
