import { parseExportedFile, parseJobState } from '../core/jobs'
import { rulesWith } from '../core/rule-packs'
import { createSessionSanitizer } from '../core/sanitize'
import { openDexieStore } from '../dexie'
import { createBrowserEnv } from '../host/env'
import { startJobWorker } from '../host/job-worker'
import { stagingOf } from './files'
import { chargeOfName, databaseName } from './names'
import { ownStaging, ownTable } from './owners'

const { owner, staging } = chargeOfName(self.name)
const env = createBrowserEnv()
const store = openDexieStore({ env, name: databaseName })
const table = store.rows('jobs', parseJobState)

startJobWorker({
  scope: self,
  locks: navigator.locks,
  deps: {
    env,
    store,
    staging: ownStaging(stagingOf(staging), table, owner),
    table: ownTable(table, owner),
    files: store.rows('exportedFiles', parseExportedFile),
    sanitizer: (templates, packs) => createSessionSanitizer(rulesWith(templates, packs, { now: env.monotonic })),
    // The build puts it there.
    writer: `Playhead ${import.meta.env.PLAYHEAD_VERSION}`,
  },
  report: (error) => console.error('Playhead:', error),
})
