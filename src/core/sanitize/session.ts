import type { Entry } from '../model'
import type { Json } from '../value'
import { createEntrySanitizer } from './entries'
import type { Findings, Report } from './findings'
import { createResidualScan } from './residual'
import type { Rule } from './rule'
import { createSanitizer, engineVersion, type TextFormat } from './sanitizer'

/** One walk over one session, everything in the order in which it is written. */
export interface SessionPass {
  /** Text of a session that is no entry: its name, origin, description, tags, a file's name, a document's address and title. */
  text(format: TextFormat, text: string): string
  /** Any other part of a session that is no entry; `what` names it in the report. */
  json(what: string, value: Json): Json
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
      const entry = createEntrySanitizer(sanitizer)
      return {
        text(format, text) {
          sanitizer.countAs(`session ${format}`)
          return sanitizer.sanitizeText(text, format, 'session')
        },
        json(what, value) {
          sanitizer.countAs(`session ${what}`)
          return sanitizer.sanitizeJson(value, `session ${what}`)
        },
        entries: (entries) => entries.map(entry),
        findings: sanitizer.findings,
        report: sanitizer.report,
      }
    },
    scan: createResidualScan(rules),
  }
}
