import type { Entry } from '../model'
import type { Json } from '../value'
import { createEntrySanitizer } from './entries'
import type { Findings, Report } from './findings'
import { createResidualScan } from './residual'
import type { Rule } from './rule'
import { createSanitizer, engineVersion, type TextFormat } from './sanitizer'

/** One walk over the sessions of a file, everything in the order in which it is written. */
export interface SessionPass {
  /** Begins the next session: its sources are others, whatever they are called. */
  begin(): void
  /** Text of a session that is no entry: its name, origin, description, tags, a file's name, a document's address and title. */
  text(format: TextFormat, text: string): string
  /** Any other part of a session: how somebody looked at it. */
  value(value: Json): Json
  /** In order of seq. */
  entries(entries: readonly Entry[]): readonly Entry[]
  findings(): Findings
  /** The findings with places and fields. */
  report(): Report
}

/**
 * What an export needs: passes that find the same over the same session (one
 * to preview, one to write), and a look at what was written.
 */
export interface SessionSanitizer {
  /** Version of the engine, for the file's report. */
  readonly engine: number
  /** Its methods throw `sanitize/rule-failed`. */
  pass(): SessionPass
  /** Throws `sanitize/residual` for what should not be there any more. */
  scan(what: string, value: unknown): void
}

export function createSessionSanitizer(rules?: readonly Rule[]): SessionSanitizer {
  return {
    engine: engineVersion,
    pass() {
      const sanitizer = createSanitizer({ rules })
      let entry = createEntrySanitizer(sanitizer)
      return {
        begin() {
          entry = createEntrySanitizer(sanitizer)
        },
        text(format, text) {
          sanitizer.countAs(`session ${format}`)
          return sanitizer.sanitizeText(text, format, 'session')
        },
        value(value) {
          sanitizer.countAs('session value')
          return sanitizer.sanitizeJson(value, 'session')
        },
        entries: (entries) => entries.map((one) => entry(one)),
        findings: sanitizer.findings,
        report: sanitizer.report,
      }
    },
    scan: createResidualScan(rules),
  }
}
