import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { browserNameOf } from '../src/background/browser-name'
import { createJobHost } from '../src/background/job-host'
import { startBackground } from '../src/background/start-background'
import { parseJobState } from '../src/core/jobs'
import { openDexieStore } from '../src/dexie'
import { createBrowserEnv } from '../src/host/env'

export default defineBackground(() => {
  const env = createBrowserEnv()
  const store = openDexieStore({ env })
  const table = store.jobs(parseJobState)
  // The one console a person can look at when the background misbehaves.
  const report = (error: unknown) => console.error('Playhead:', error)
  const host = createJobHost({ browser, env, table, report })
  const { locks, userAgent } = navigator
  startBackground({ browser, env, store, table, host, locks, browserName: browserNameOf(userAgent), report })
})
