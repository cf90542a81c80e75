import type { Env } from '../env'
import { createLogStore } from './log-store'
import { createMemoryTables } from './memory-tables'
import type { SessionStore } from './session-store'
import { createWatchers } from './watchers'

export interface MemoryStoreOptions {
  /** Most bytes of entries it takes before it refuses with `store/quota`. */
  readonly limit?: number | undefined
}

/** A session store that is gone with its context: for a viewer, for tests, and where a browser gives no storage. */
export function createMemoryStore(env: Env, { limit }: MemoryStoreOptions = {}): SessionStore {
  const tables = createMemoryTables(limit)
  const { watch, tell } = createWatchers()
  return {
    ...createLogStore({ tables, env, changed: tell }),
    watch,
    usage: async () => ({ used: tables.bytes(), quota: limit ?? 0, persistent: false }),
  }
}
