import type { NameMatch } from './rule'

/** What a name says, and which rule says it. */
export interface Named extends NameMatch {
  readonly rule: number
}
