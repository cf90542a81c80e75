import type { SessionPass, SessionSanitizer as WholeSanitizer } from '../../sanitize'

/**
 * What an export needs of the sanitizer: one walk over its sessions, everything
 * in the order in which it is written. Where there are several, they are walks of
 * the same engine, so they find the same.
 */
export type SanitizingPass = SessionPass

/** `engine` is 0 where nothing is changed. */
export interface SessionSanitizer extends Omit<WholeSanitizer, 'pass' | 'knowing'> {
  /** With a `tokenKey`, equal names that are hidden have equal tokens in all files that are made with it. */
  pass(tokenKey?: string): SanitizingPass
  /** The same, which also finds these values wherever they stand. */
  knowing(values: readonly string[]): SessionSanitizer
}

/** Changes nothing and finds nothing: nothing was to be removed, so nothing can have remained. */
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
    known: () => [],
    report: () => ({ total: 0, rules: [], encodings: [], samples: [], fields: [] }),
  }),
  knowing: () => noSanitizing,
  scan: () => undefined,
  scanLine: () => undefined,
}
