import type { Step } from '../model'
import type { Named } from './rule'

/** How far the paths of rules have come on the way to a value. Shared by all values to which the same can happen. */
export interface PathState {
  /** What the way says of the value that it leads to. */
  readonly named: Named | undefined
  /** True where a rule keeps all that is there. */
  readonly keeps: boolean
  next(step: Step): PathState
}

/** Where no rule goes by paths. */
export const noPath: PathState = { named: undefined, keeps: false, next: () => noPath }

/** What the way to a value says of what is in it. */
export interface Where {
  /** The rule whose secrets the texts in it are; -1 for none. */
  readonly within: number
  readonly path: PathState
}

/** With nothing on the way. */
export const nowhere: Where = { within: -1, path: noPath }

/** Nearly always nothing changes, and nothing is made. */
export function whereWith(where: Where, within: number, path: PathState): Where {
  if (where.within === within && where.path === path) return where
  return path === noPath && within < 0 ? nowhere : { within, path }
}
