import { AppError } from '../errors'
import { redactedText } from '../guard'
import type { EntryScope, Format } from '../model'
import type { Pieces } from '../pieces'
import { type PatchOp, pointerKeys } from '../timeline'
import { isJsonObject, type Json, type JsonObject, PIECE } from '../value'
import { compileRules } from './compile'
import { DEEPEST } from './context'
import { createEngine } from './engine'
import { createFindings, type Findings, type Report } from './findings'
import { createKeptTexts, type KeptTexts } from './kept-texts'
import { createLooseStep } from './loose-step'
import { createPieces } from './pieces'
import type { Rule } from './rule'
import { type Applied, createSteps } from './steps'
import { builtInRules } from './templates'

/** Raised whenever the same input may give another output. It stands in the report of every file. */
export const engineVersion = 1

/** The formats of texts: the other ones are JSON, or nothing of the page's. */
export type TextFormat = Extract<Format, 'text' | 'url' | 'stack' | 'name'>

/** Where a value stands, for the report; as a function where many have nothing to report. */
export type Place = string | (() => string)

/**
 * Takes secrets out of values: one engine for looking and for writing, so that
 * what is told is what will be gone. Made anew for each pass: it
 * numbers the keys it hides and counts what it finds. Every method throws
 * `sanitize/rule-failed`. `at` says where a value stands, for the report.
 */
export interface Sanitizer {
  /** Tagged JSON of any shape. What is hidden becomes `{"$":"redacted","by":rule}`, or `[redacted:rule]` within a text; a key with a secret in it becomes `[key#n]`. `field`: of an entry, for the paths of rules; they begin at the value without. */
  sanitizeJson(value: Json, at: Place, field?: string): Json
  /**
   * What a pointer leads to in a value, as it stands there once all of it is
   * sanitized; undefined where it leads nowhere. A piece at a time: yields how
   * far it is, from 0 to 1. What a name hides on the way stands for what is in it.
   */
  sanitizePart(root: Json, pointer: string, at: Place): Pieces<Json | undefined>
  /** What a step, applied to a value, does to that value as it is sanitized. */
  sanitizeStep(applied: Applied, at: Place): readonly PatchOp[]
  /** The same for a step on a value that is not known. */
  sanitizeLooseStep(step: PatchOp, at: Place): PatchOp
  /** Text stays text, with `[redacted:rule]` in place of what is hidden. */
  sanitizeText(text: string, format: TextFormat, at: Place): string
  sanitizeHeaders(headers: Readonly<Record<string, string>>, at: Place, field?: string): Readonly<Record<string, string>>
  /** A name that must stay different from every other: itself, or `[key#n]`. */
  sanitizeKey(key: string, at: Place): string
  /** What comes next is of this entry, or of none. */
  concern(entry: EntryScope | undefined): void
  /** Counts what comes next under this field. */
  countAs(field: string): void
  /** How much was found so far. */
  readonly found: number
  /** How many keys it gave a token. Until there is one, what becomes of a value depends on nothing before it. */
  readonly hiddenKeys: number
  /** The weight of what is done in one go where work may pause. */
  readonly piece: number
  findings(): Findings
  report(): Report
}

export interface SanitizerOptions {
  readonly rules?: readonly Rule[] | undefined
  /** False looks only for shapes, never at names: for looking again at what was sanitized. */
  readonly byName?: boolean | undefined
  readonly piece?: number | undefined
  /** A secret: with it, a key that is hidden has the same token in every export; without, keys are numbered. */
  readonly tokenKey?: string | undefined
  /** The same for values; `tokenKey` unless told. Without either, values have no tokens. */
  readonly valueKey?: string | undefined
  /** Is told of what is found and stays. */
  readonly kept?: KeptTexts | undefined
  /** Of these texts nothing is found. */
  readonly allowed?: KeptTexts | undefined
  /** What rules that are not among these put in place of what they find; without, what these do. */
  readonly replacements?: ReadonlySet<string> | undefined
  /** Is told each text that was found, and by which rule. */
  readonly found?: ((rule: Rule, text: string) => void) | undefined
}

export function createSanitizer({
  rules = builtInRules,
  byName = true,
  piece = PIECE,
  tokenKey,
  valueKey = tokenKey,
  kept = createKeptTexts(),
  allowed,
  replacements,
  found,
}: SanitizerOptions = {}): Sanitizer {
  const compiled = compileRules(rules)
  const findings = createFindings(
    compiled.rules.map((rule) => rule.id),
    (number, text) => {
      const rule = compiled.rules[number]
      if (rule !== undefined) found?.(rule, text)
    },
  )
  let place: Place = ''
  const {
    engine,
    walk,
    runningRule,
    at: placeNow,
    reset,
    hiddenKeys,
    concern,
    root,
  } = createEngine({
    compiled,
    findings,
    byName,
    tokenKey,
    valueKey,
    kept,
    allowed,
    replacements,
    place: () => (typeof place === 'string' ? place : place()),
  })

  const steps = createSteps(engine, walk)
  const looseStep = createLooseStep(engine, walk)
  const pieces = createPieces(engine, walk, piece)

  function run<Result>(at: Place, work: () => Result): Result {
    place = at
    try {
      return work()
    } catch (error) {
      throw failure(error)
    }
  }

  function* runPieces<Result>(at: Place, work: () => Pieces<Result>): Pieces<Result> {
    place = at
    try {
      return yield* work()
    } catch (error) {
      throw failure(error)
    }
  }

  function failure(error: unknown): AppError {
    const where = placeNow().slice(0, 500)
    reset()
    if (error instanceof AppError && error.code === 'rules/stopped') return error
    return new AppError('sanitize/rule-failed', { rule: runningRule(), at: where }, error)
  }

  return {
    sanitizeJson: (value, at, field) => run(at, () => walk.json(value, DEEPEST, undefined, root(field))),
    sanitizePart: (value, pointer, at) => runPieces(at, () => pieces(value, pointerKeys(pointer), root())),
    sanitizeLooseStep: (step, at) => run(at, () => looseStep(step, root())),
    sanitizeStep: (applied, at) => run(at, () => steps(applied, root())),
    // One engine serves every format of text; the format is there for rules that differ by it.
    sanitizeText: (text, _format, at) => run(at, () => engine.text(text, DEEPEST, undefined)),
    sanitizeHeaders: (headers, at, field) =>
      run(at, () => {
        const cleaned = walk.json(headers, DEEPEST, undefined, root(field))
        return cleaned === headers ? headers : headersOf(cleaned)
      }),
    sanitizeKey: (key, at) => run(at, () => engine.key(key).clean),
    concern,
    countAs: findings.field,
    get found() {
      return findings.total
    },
    get hiddenKeys() {
      return hiddenKeys()
    },
    piece,
    findings: findings.findings,
    report: findings.report,
  }
}

function markerOf({ by, as: shown }: JsonObject): string {
  return redactedText(String(by), typeof shown === 'string' ? shown : undefined)
}

/** Headers are texts: a whole value that was hidden becomes its marker as a text. */
function headersOf(json: Json): Record<string, string> {
  if (!isJsonObject(json)) return {}
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, isJsonObject(value) ? markerOf(value) : String(value)]))
}
