import type { Page } from 'playwright'
import type { Served } from '../../../harness/serve'

/** An app of somebody else's, and what a person does with it. */
export interface RecordedApp {
  /** Says of the recording what it is of. */
  readonly title: string
  serve(): Promise<Served>
  /** From the loaded page on; recording began before its first script. */
  use(page: Page, log: (line: string) => void): Promise<void>
}
