import { AppError } from '../errors'
import type { Entry } from '../model'
import type { Pieces } from '../pieces'
import { isJson, isJsonObject, type Json, type JsonObject } from '../value'
import { compileRules } from './compile'
import { type Detection, detect } from './detect'
import { createEntrySanitizer } from './entries'
import type { KeptTexts } from './kept-texts'
import { cleanLayers } from './layers'
import { replacementsOf } from './own-marks'
import type { Rule } from './rule'
import { createSanitizer, type Sanitizer, type SanitizerOptions } from './sanitizer'
import { signs, signsOf } from './signs'
import { builtInRules } from './templates'

/**
 * Looks again at what was sanitized, as it was read back: the strong rules,
 * without names, through all encodings. Throws `sanitize/residual` with the
 * rule and the place of the first thing that remained. `allowed`: what rules keep.
 */
export function createResidualScan(rules: readonly Rule[] = builtInRules, allowed?: KeptTexts): (what: string, value: unknown) => void {
  const strong = strongOf(rules)
  const options: SanitizerOptions = { byName: false, allowed, replacements: replacementsOf(rules) }
  const builtIn = createLook(
    strong.filter(({ ofPerson, action }) => ofPerson !== true || action === 'keep'),
    options,
    (sanitizer, what, value) => sanitizer.sanitizeJson(withPatchesUnfolded(value), what),
  )
  if (!strong.some(({ ofPerson }) => ofPerson === true)) return builtIn
  // A person may look for `console`, or for any word at all: only in what a page said that is a secret.
  const own = createLook(
    strong.filter(({ ofPerson }) => ofPerson === true),
    options,
    (sanitizer, _, value) => isEntry(value) && createEntrySanitizer(sanitizer)(value),
  )
  return (what, value) => {
    builtIn(what, value)
    own(what, value)
  }
}

/** Throws for what `look` finds with some rules. */
function createLook(
  rules: readonly Rule[],
  options: SanitizerOptions,
  look: (sanitizer: Sanitizer, what: string, value: Json) => unknown,
): (what: string, value: unknown) => void {
  /** Kept from one value to the next for what it remembers of keys. */
  let kept: Sanitizer | undefined
  return (what, value) => {
    if (!isJson(value)) return
    const sanitizer = kept ?? createSanitizer({ ...options, rules })
    // What was found is told once, and a rule that failed may have left the walk anywhere: neither is the next value's matter.
    kept = undefined
    look(sanitizer, what, value)
    refuseFound(sanitizer, rules)
    if (sanitizer.found === 0) kept = sanitizer
  }
}

function isEntry(value: Json): value is Json & Entry {
  return isJsonObject(value) && typeof value.kind === 'string' && typeof value.type === 'string' && isJsonObject(value.data ?? null)
}

/** The same for one value, a piece at a time. */
export function* scanInPieces(what: string, value: unknown, rules: readonly Rule[] = builtInRules): Pieces<void> {
  if (!isJson(value)) return
  const strong = strongOf(rules)
  const sanitizer = createSanitizer({ rules: strong, byName: false })
  yield* sanitizer.sanitizePart(withPatchesUnfolded(value), '', what)
  refuseFound(sanitizer, strong)
}

function strongOf(rules: readonly Rule[]): readonly Rule[] {
  return rules.filter((rule) => rule.confidence === 'strong')
}

function refuseFound(sanitizer: Sanitizer, strong: readonly Rule[]): void {
  if (sanitizer.found === 0) return
  // Being nested too deep is no secret: the limits count from another place here.
  const sample = sanitizer.report().samples.find(({ rule }) => strong.some(({ id }) => id === rule))
  if (sample !== undefined) throw new AppError('sanitize/residual', { rule: sample.rule, at: sample.at.slice(0, 500) })
}

/** The values of a patch under the last name of their path, where the names of the state stand. */
function withPatchesUnfolded(value: Json): Json {
  if (!isJsonObject(value) || !isJsonObject(value.data) || !Array.isArray(value.data.patch)) return value
  const patch = value.data.patch.map((step: Json) =>
    isJsonObject(step) && typeof step.path === 'string' && step.value !== undefined ? unfolded(step, step.path) : step,
  )
  return { ...value, data: { ...value.data, patch } }
}

function unfolded({ value, ...step }: JsonObject, path: string): Json {
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
  return { ...step, value: Object.fromEntries([[name, value ?? null]]) }
}

/**
 * Looks at lines of a finished JSON document as they stand there: as text, and as
 * values (`scan`) where the text might hold anything. A line without escapes and
 * encodings is the text of its values: quotes and colons stand between them, which
 * no finding goes over.
 */
export function createLineScan(
  scan: (what: string, value: unknown) => void,
  rules: readonly Rule[] = builtInRules,
): (number: number, line: string) => void {
  const compiled = compileRules(strongOf(rules))
  const detection: Detection = { running: () => undefined, name: undefined, byName: false }

  function mayHold(written: string): boolean {
    // The escape of every stack and of no secret.
    const text = written.includes('\\') ? written.replaceAll('\\n', '\n') : written
    const bits = signsOf(text)
    // Digits are judged by the names around them, which stand elsewhere in a patch.
    if ((bits & (signs.backslash | signs.digits)) !== 0 || detect(text, bits, compiled, detection).length > 0) return true
    let isEncoded = false
    cleanLayers(text, bits, (decoded) => {
      isEncoded = true
      return decoded
    })
    return isEncoded
  }

  return (number, line) => {
    if (mayHold(contentOf(line))) scan(`line ${number}`, lineValue(line))
  }
}

/** An entry without what only a recorder makes: its numbers and its time, which has as many digits as a card. */
function contentOf(line: string): string {
  const at = line.startsWith('{"seq":') ? line.indexOf(',"kind":') : -1
  return at < 0 ? line : line.slice(at)
}

/** A line as an item of a list or as a member, and as a text where it is the frame of such. */
function lineValue(line: string): unknown {
  const bare = line.endsWith(',') ? line.slice(0, -1) : line
  try {
    return JSON.parse(bare.startsWith('"') ? `{${bare}}` : bare)
  } catch {
    return line
  }
}
