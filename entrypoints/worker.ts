import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { version } from '../package.json'
import { parseExportedFile, parseJobState } from '../src/core/jobs'
import { rulesWith } from '../src/core/rule-packs'
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
    deps: {
      env,
      store,
      staging: createOpfsStaging(),
      table: store.rows('jobs', parseJobState),
      files: store.rows('exportedFiles', parseExportedFile),
      sanitizer: (templates, packs) => createSessionSanitizer(rulesWith(templates, packs, { now: env.monotonic })),
      writer: `Playhead ${version}`,
    },
    report: (error) => console.error('Playhead:', error),
  })
})
