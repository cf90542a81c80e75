import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { parseJobState } from '../src/core/jobs'
import { createSessionSanitizer } from '../src/core/sanitize'
import { openDexieStore } from '../src/dexie'
import { createBrowserEnv } from '../src/host/env'
import { startJobWorker } from '../src/host/job-worker'
import { createOpfsStaging } from '../src/host/opfs-staging'

export default defineUnlistedScript(() => {
  const env = createBrowserEnv()
  const store = openDexieStore({ env })
  startJobWorker({
    scope: self,
    locks: navigator.locks,
    // The page that started this worker named it after the program and its version.
    deps: {
      env,
      store,
      staging: createOpfsStaging(),
      table: store.jobs(parseJobState),
      sanitizer: createSessionSanitizer(),
      writer: self.name,
    },
    report: (error) => console.error('Playhead:', error),
  })
})
