import type { ArchiveFrame } from '../archive'
import type { Entry } from '../model'
import type { Json } from '../value'
import { createEntrySanitizer } from './entries'
import type { Findings, Report } from './findings'
import { sanitizeFrame } from './frame'
import { createKeptTexts, type KeptTexts } from './kept-texts'
import { createKnownValues, knownValueRule } from './known-values'
import { createLineScan, createResidualScan } from './residual'
import type { Rule } from './rule'
import { createSanitizer, engineVersion, type TextFormat } from './sanitizer'
import { builtInRules } from './templates'

/** One walk over the sessions of a file, everything in the order in which it is written. */
export interface SessionPass {
  /** Begins the next session: its sources are others, whatever they are called. */
  begin(): void
  /** A text about a session, such as the name of its file. */
  text(format: TextFormat, text: string): string
  /** All of a session that is no entry, before its entries. */
  frame(frame: ArchiveFrame): ArchiveFrame
  /** In order of seq. */
  entries(entries: readonly Entry[]): readonly Entry[]
  findings(): Findings
  /** The findings with places and fields. */
  report(): Report
  /** What its rules were sure of, and what was known before: values that may stand elsewhere, too. Never written anywhere. */
  known(): readonly string[]
}

/**
 * What an export needs: passes that find the same over the same session (one
 * to preview, one to write), and a look at what was written.
 */
export interface SessionSanitizer {
  /** Version of the engine, for the file's report. */
  readonly engine: number
  /**
   * Its methods throw `sanitize/rule-failed`. With a `tokenKey`, a secret of whoever
   * exports, equal keys have equal tokens in all files that are made with it.
   */
  pass(tokenKey?: string): SessionPass
  /** Throws `sanitize/residual` for what should not be there any more. */
  scan(what: string, value: unknown): void
  /** The same for a line of a JSON document as it was written; `number` from 1. */
  scanLine(number: number, line: string): void
  /** The same rules, which also find these values wherever they stand. */
  knowing(values: readonly string[]): SessionSanitizer
}

/** `valueKey`: the secret behind tokens of values in passes that have no `tokenKey`. */
export function createSessionSanitizer(rules: readonly Rule[] = builtInRules, valueKey?: string): SessionSanitizer {
  const kept = createKeptTexts()

  function knowing(known: readonly string[]): SessionSanitizer {
    const all = known.length === 0 ? rules : [...rules, knownValueRule(known)]
    const scan = createResidualScan(all, kept)
    return {
      engine: engineVersion,
      pass: (tokenKey) => createPass(all, known, { tokenKey, valueKey: tokenKey ?? valueKey, kept }),
      scan,
      scanLine: createLineScan(scan, all),
      knowing,
    }
  }

  return knowing([])
}

interface PassOptions {
  readonly tokenKey: string | undefined
  readonly valueKey: string | undefined
  readonly kept: KeptTexts
}

function createPass(rules: readonly Rule[], known: readonly string[], options: PassOptions): SessionPass {
  const values = createKnownValues(known)
  const sanitizer = createSanitizer({ ...options, rules, found: values.add })
  let entry = createEntrySanitizer(sanitizer)
  function text(format: TextFormat, value: string): string {
    sanitizer.countAs(`session ${format}`)
    return sanitizer.sanitizeText(value, format, 'session')
  }
  function value(json: Json): Json {
    sanitizer.countAs('session value')
    return sanitizer.sanitizeJson(json, 'session')
  }
  return {
    begin() {
      entry = createEntrySanitizer(sanitizer)
    },
    text,
    frame: (frame) => sanitizeFrame({ text, value }, frame),
    entries: (entries) => entries.map((one) => entry(one)),
    findings: sanitizer.findings,
    report: sanitizer.report,
    known: values.values,
  }
}
