import type { WxtBrowser } from 'wxt/browser'
import { createCommandClient } from '../bridge/commands'
import { createJobsClient } from '../bridge/jobs-client'
import type { Env } from '../core/env'
import type { ExportedFiles } from '../core/jobs'
import { releaseBlob } from '../host/release'
import type { PanelDeps } from '../panel/deps'
import { devtoolsTheme } from './devtools-theme'
import { createInspectedRecorder } from './inspected-tab'
import { createPanelJobs } from './panel-jobs'
import { createPanelSchedules } from './panel-schedules'
import { sendToBackground } from './send-to-background'

/** What the panel reads and writes itself. */
export interface PanelTables extends Pick<PanelDeps, 'store' | 'rules'> {
  readonly files: ExportedFiles
}

/** What the panel is given inside the DevTools of either browser. */
export function createPanelDeps(browser: WxtBrowser, env: Env, { store, files, rules }: PanelTables): PanelDeps {
  const send = createCommandClient((message) => sendToBackground(browser.runtime, message))
  const jobs = createJobsClient({
    send,
    env,
    listen: (listener) =>
      browser.runtime.onMessage.addListener((message: unknown, _sender, reply) => {
        const answer = listener(message)
        if (answer !== undefined) reply(answer)
      }),
    report: (error) => console.error('Playhead:', error),
  })
  return {
    store,
    env,
    recorder: createInspectedRecorder(browser, send),
    jobs: createPanelJobs(jobs, env, files),
    rules,
    saveFile: releaseBlob,
    schedules: createPanelSchedules(send, env),
    theme: devtoolsTheme(browser),
  }
}
