import type { ArchiveFrame } from '../../archive'
import type { Entry } from '../../model'
import type { Findings } from '../job-state'

/** The text of a session that is no entry: names, addresses, tags. */
export type TextFormat = 'text' | 'name' | 'url'

/**
 * What an export needs of the sanitizer: one walk over its sessions, everything
 * in the order in which it is written. The plan and the writing are two such
 * walks of the same engine, so they find the same.
 */
export interface SanitizingPass {
  /** Begins the next session: its sources are others, whatever they are called. */
  begin(): void
  text(format: TextFormat, text: string): string
  /** All of a session that is no entry, before its entries. */
  frame(frame: ArchiveFrame): ArchiveFrame
  /** In order of seq. Throws `sanitize/rule-failed`. */
  entries(entries: readonly Entry[]): readonly Entry[]
  /** What was found so far. */
  findings(): Findings
}

export interface SessionSanitizer {
  /** Version of the engine, for the file's report; 0 changes nothing. */
  readonly engine: number
  /** With a `tokenKey`, equal names that are hidden have equal tokens in all files that are made with it. */
  pass(tokenKey?: string): SanitizingPass
  /** Looks for what must not be there any more, in what was read back. Throws `sanitize/residual`. */
  scan(what: string, value: unknown): void
}

/** Changes nothing and finds nothing. */
export const noSanitizing: SessionSanitizer = {
  engine: 0,
  pass: () => ({
    begin() {
      // No session leaves a trace.
    },
    text: (_, text) => text,
    frame: (frame) => frame,
    entries: (entries) => entries,
    findings: () => ({ total: 0, rules: [] }),
  }),
  scan() {
    // Nothing was to be removed, so nothing can have remained.
  },
}
