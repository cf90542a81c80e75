import type { Env } from '../env'
import type { StoreChange } from './session-store'
import type { Tables } from './tables'

/** What the parts of a store share. */
export interface StoreContext {
  readonly tables: Tables
  readonly env: Env
  /** Tells watchers, after the commit. */
  changed(change: StoreChange): void
}
