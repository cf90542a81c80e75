import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { browserNameOf } from '../src/background/browser-name'
import { createJobHost } from '../src/background/job-host'
import { startBackground } from '../src/background/start-background'
import { parseExportedFile, parseJobState, parseSchedule } from '../src/core/jobs'
import { openDexieStore } from '../src/dexie'
import { createBrowserEnv } from '../src/host/env'

export default defineBackground(() => {
  const env = createBrowserEnv()
  const store = openDexieStore({ env })
  const table = store.rows('jobs', parseJobState)
  // The one console a person can look at when the background misbehaves.
  const report = (error: unknown) => console.error('Playhead:', error)
  const host = createJobHost({ browser, env, table, report })
  const { locks, userAgent } = navigator
  startBackground({
    browser,
    env,
    store,
    table,
    files: store.rows('exportedFiles', parseExportedFile),
    schedules: store.rows('schedules', parseSchedule),
    host,
    locks,
    browserName: browserNameOf(userAgent),
    report,
  })
})
