import type { Remote } from '../firefox'
import type { JobPoint } from './points'

/** A browser with the extension, in which parts can be killed. */
export interface Killable {
  /** In a page of the extension that takes every file that is offered. */
  run<Args extends readonly unknown[], Result>(remote: Remote<Args, Result>, ...args: Args): Promise<Result>
  /** Kills, and starts again what does not start by itself. False when there was nothing to kill. */
  kill(victim: JobPoint['victim']): Promise<boolean>
  /** The next start of the background, as after a while without work. */
  restartBackground(): Promise<void>
  close(): Promise<void>
}
