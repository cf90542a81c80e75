import { addAbortSignal } from 'node:stream'
import { linesOf } from '../core/archive'
import { AppError } from '../core/errors'
import { knownValueRuleId } from '../core/model'
import {
  createKnownValues,
  createReportSum,
  createSanitizer,
  type KnownValues,
  knownValueRule,
  type Report,
  type Rule,
  type Sanitizer,
} from '../core/sanitize'
import type { Json } from '../core/value'
import type { Io } from './io'
import { badLine, lineText } from './line-text'
import { parsePlain, plainText } from './plain-json'
import { printText } from './print'
import type { Sanitizing } from './rules-option'

/** Bytes. The longest line is held in memory, a few times over. */
const LONGEST_LINE = 64 * 1024 * 1024

export interface SanitizedLines {
  /** Values, so without blank lines. */
  readonly lines: number
  readonly found: Report
}

/** Bytes of lines that are one session: all of them are held. */
const MOST_OF_ONE = 256 * 1024 * 1024

/**
 * Sanitizes standard input, a JSON value per line, to standard output. What becomes
 * of a line depends on nothing but the line, and it goes out as fast as that takes;
 * or, with `isOne`, on all lines, and then they go out together. Throws
 * `cli/bad-line` and `cli/long-line`, with all lines before it written.
 */
export async function sanitizeLines(io: Io, sanitizing: Sanitizing, isOne: boolean): Promise<SanitizedLines> {
  if (isOne) return sanitizeTogether(io, sanitizing)
  const cleaner = createLineCleaner(sanitizing)
  for await (const lines of linesIn(io)) {
    let out = ''
    try {
      for (const [number, text] of lines) out += `${cleaner.clean(number, text)}\n`
    } finally {
      await printText(io, out)
    }
  }
  return cleaner.result()
}

/** Lines that are not blank, with their numbers. */
async function* linesIn(io: Io): AsyncGenerator<Iterable<readonly [number, string]>> {
  for await (const lines of linesOf(addAbortSignal(io.signal, io.stdin), LONGEST_LINE, tooLong)) yield textsOf(lines)
}

function* textsOf(lines: Iterable<Parameters<typeof lineText>[0]>): Generator<readonly [number, string]> {
  for (const line of lines) {
    const text = lineText(line)
    if (text.trim() !== '') yield [line.number, text]
  }
}

function tooLong(line: number): AppError {
  return new AppError('cli/long-line', { line, limit: LONGEST_LINE })
}

/** By a walk over all lines that learns, and one that knows. */
async function sanitizeTogether(io: Io, { rules, teamKey, valueKey }: Sanitizing): Promise<SanitizedLines> {
  const held: (readonly [number, Json])[] = []
  const known = createKnownValues()
  const learning = createSanitizer({ rules, tokenKey: teamKey, valueKey, found: known.add })
  let size = 0
  for await (const lines of linesIn(io)) {
    for (const [number, text] of lines) {
      size += text.length
      if (size > MOST_OF_ONE) throw new AppError('cli/long-line', { line: number, limit: MOST_OF_ONE })
      const value = parsed(number, text)
      learning.sanitizeJson(value, `line ${number}`)
      held.push([number, value])
    }
  }
  const sanitizer = createSanitizer({ rules: withKnown(rules, known), tokenKey: teamKey, valueKey })
  for (const [number, value] of held) await printText(io, `${plainText(sanitizer.sanitizeJson(value, `line ${number}`))}\n`)
  return { lines: held.length, found: sanitizer.report() }
}

function withKnown(rules: readonly Rule[], known: KnownValues): readonly Rule[] {
  const values = known.values()
  return values.length === 0 ? rules : [...rules, knownValueRule(values)]
}

function createLineCleaner({ rules, teamKey, valueKey }: Sanitizing) {
  const sum = createReportSum()
  let known = createKnownValues()
  /** Kept from line to line, and made anew after one in which it numbered names: so its memory is bounded. */
  let sanitizer = create()
  let lines = 0

  function create(): Sanitizer {
    return createSanitizer({ rules, tokenKey: teamKey, valueKey, found: (rule, text) => known.add(rule, text) })
  }

  function renew(): void {
    sum.add(sanitizer.report())
    sanitizer = create()
  }

  /** Where something that was found in the line is left in it: the line as who knows that leaves it. */
  function again(value: Json, cleaned: Json, place: string): Json {
    const values = known.values()
    if (values.length === 0) return cleaned
    known = createKnownValues()
    const looking = createSanitizer({ rules: [knownValueRule(values)], byName: false })
    looking.sanitizeJson(cleaned, place)
    if (looking.found === 0) return cleaned
    const knowing = createSanitizer({ rules: [...rules, knownValueRule(values)], tokenKey: teamKey, valueKey })
    const out = knowing.sanitizeJson(value, place)
    sum.add(onlyKnown(knowing.report()))
    return out
  }

  return {
    clean(number: number, text: string): string {
      const value = parsed(number, text)
      const place = `line ${number}`
      const cleaned = again(value, sanitizer.sanitizeJson(value, place), place)
      lines++
      if (sanitizer.hiddenKeys > 0) renew()
      return plainText(cleaned)
    },
    result(): SanitizedLines {
      renew()
      return { lines, found: sum.report() }
    },
  }
}

/** What a second look found beside what the first had. */
function onlyKnown({ rules, samples }: Report): Report {
  const found = rules.filter(({ rule }) => rule === knownValueRuleId)
  const total = found.reduce((sum, { count }) => sum + count, 0)
  return { total, rules: found, encodings: [], samples: samples.filter(({ rule }) => rule === knownValueRuleId), fields: [] }
}

function parsed(number: number, text: string): Json {
  try {
    return parsePlain(text)
  } catch (error) {
    throw badLine(number, text, error)
  }
}
