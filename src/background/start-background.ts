import type { WxtBrowser } from 'wxt/browser'
import { answerCommand } from '../bridge/commands'
import type { JobHost } from '../bridge/jobs-wire'
import type { Env } from '../core/env'
import type { JobTable } from '../core/jobs'
import type { SessionStore } from '../core/store'
import { startJobs } from './jobs'
import { startRecord } from './record/start-record'
import { startRetention } from './retention'

export interface BackgroundDeps {
  readonly browser: WxtBrowser
  readonly env: Env
  readonly store: SessionStore
  readonly table: JobTable
  /** Where jobs run in this browser. */
  readonly host: JobHost
  readonly locks: Pick<LockManager, 'request'>
  /** Name and version of the browser, as sessions keep it. */
  readonly browserName: string
  report(error: unknown): void
}

/** All that runs in the background. It may be stopped between any two events; what matters is in the store. */
export function startBackground({ browser, env, store, table, host, locks, browserName, report }: BackgroundDeps): void {
  const handlers = { ...startRecord({ browser, store, env, browserName, report }), ...startJobs({ env, table, host, locks, report }) }

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
