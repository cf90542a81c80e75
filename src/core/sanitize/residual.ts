import { AppError } from '../errors'
import type { Pieces } from '../pieces'
import { isJson, isJsonObject, type Json, type JsonObject } from '../value'
import { compileRules } from './compile'
import { detect } from './detect'
import type { Rule } from './rule'
import { builtInRules } from './rules'
import { createSanitizer, type Sanitizer } from './sanitizer'
import { signsOf } from './signs'

/**
 * Looks again at what was sanitized, as it was read back: the strong rules,
 * without names, through all encodings. Throws `sanitize/residual` with the
 * rule and the place of the first thing that remained.
 */
export function createResidualScan(rules: readonly Rule[] = builtInRules): (what: string, value: unknown) => void {
  const strong = strongOf(rules)
  /** Kept from one value to the next for what it remembers of keys. */
  let kept: Sanitizer | undefined
  return (what, value) => {
    if (!isJson(value)) return
    const sanitizer = kept ?? createSanitizer({ rules: strong, byName: false })
    // What was found is told once, and a rule that failed may have left the walk anywhere: neither is the next value's matter.
    kept = undefined
    sanitizer.sanitizeJson(withPatchesUnfolded(value), what)
    refuseFound(sanitizer, strong)
    if (sanitizer.found === 0) kept = sanitizer
  }
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

/** Characters of the last chunk that are looked at again with the next, when no line ends in them. */
const LONGEST_LINE = 1 << 20

/**
 * The same over finished text as it is written, in pieces of any size: raw
 * shapes alone, undecoded, and no bare numbers, since the names that tell a
 * card from an order's number may stand in another piece.
 */
export async function scanResidual(chunks: AsyncIterable<string | Uint8Array>, rules: readonly Rule[] = builtInRules): Promise<void> {
  const compiled = compileRules(rules.filter((rule) => rule.confidence === 'strong' && rule.digits === undefined))
  const decoder = new TextDecoder()
  let held = ''
  let done = 0
  const look = (text: string): void => {
    const [hit] = detect(text, signsOf(text), compiled, { running: () => undefined, name: undefined, byName: false })
    if (hit !== undefined)
      throw new AppError('sanitize/residual', { rule: compiled.rules[hit.rule]?.id ?? '', at: `character ${done + hit.start}` })
    done += text.length
  }
  for await (const chunk of chunks) {
    held += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const end = held.length > LONGEST_LINE ? held.length - 4096 : held.lastIndexOf('\n') + 1
    if (end <= 0) continue
    look(held.slice(0, end))
    held = held.slice(end)
  }
  look(held + decoder.decode())
}
