import type { Env } from '../core/env'
import type { SessionStore } from '../core/store'

export interface RetentionDeps {
  readonly store: SessionStore
  readonly env: Env
  report(error: unknown): void
}

/** How long a deleted session can be brought back. */
const undoMilliseconds = 10 * 60 * 1000

/** At each start of the background: removes for good what was deleted long enough ago. */
export function startRetention({ store, env, report }: RetentionDeps): void {
  void store.purgeDeleted(env.now() - undoMilliseconds).catch(report)
}
