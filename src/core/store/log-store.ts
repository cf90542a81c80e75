import { createAnnotations } from './annotations'
import { createAppend } from './append'
import { createCompaction } from './compaction'
import { createDocuments } from './documents'
import { createEviction } from './evict-head'
import { createImports } from './import-stage'
import { createRebuild } from './rebuild-index'
import { createSegments } from './segments'
import type { SessionStore } from './session-store'
import { createSessions } from './sessions'
import type { StoreContext } from './store-context'

/** All of a session store that is the same whatever holds its rows; `watch` and `usage` are what the place has to offer. */
export function createLogStore(context: StoreContext): Omit<SessionStore, 'watch' | 'usage'> {
  return {
    ...createSessions(context),
    ...createDocuments(context),
    ...createAppend(context),
    ...createSegments(context),
    ...createCompaction(context),
    ...createRebuild(context),
    ...createEviction(context),
    ...createAnnotations(context),
    ...createImports(context),
  }
}
