import { addAbortSignal } from 'node:stream'
import { linesOf } from '../core/archive'
import { AppError } from '../core/errors'
import { createReportSum, createSanitizer, type Report, type Rule } from '../core/sanitize'
import type { Json } from '../core/value'
import type { Io } from './io'
import { badLine, lineText } from './line-text'
import { parsePlain, plainText } from './plain-json'
import { printText } from './print'

/** Bytes. The longest line is held in memory, a few times over. */
const LONGEST_LINE = 64 * 1024 * 1024

export interface SanitizedLines {
  /** Values, so without blank lines. */
  readonly lines: number
  readonly found: Report
}

/**
 * Sanitizes standard input, a JSON value per line, to standard output, as fast as
 * that takes it. What becomes of a line depends on nothing but the line: hidden names
 * are numbered from 1 in each. Throws `cli/bad-line` and `cli/long-line`, with all
 * lines before it written.
 */
export async function sanitizeLines(io: Io, rules: readonly Rule[]): Promise<SanitizedLines> {
  const cleaner = createLineCleaner(rules)
  for await (const lines of linesOf(addAbortSignal(io.signal, io.stdin), LONGEST_LINE, tooLong)) {
    let out = ''
    try {
      for (const line of lines) {
        const text = lineText(line)
        if (text.trim() !== '') out += `${cleaner.clean(line.number, text)}\n`
      }
    } finally {
      await printText(io, out)
    }
  }
  return cleaner.result()
}

function tooLong(line: number): AppError {
  return new AppError('cli/long-line', { line, limit: LONGEST_LINE })
}

function createLineCleaner(rules: readonly Rule[]) {
  const sum = createReportSum()
  /** Kept from line to line, and made anew after one in which it numbered names: so its memory is bounded. */
  let sanitizer = createSanitizer({ rules })
  let lines = 0

  function renew(): void {
    sum.add(sanitizer.report())
    sanitizer = createSanitizer({ rules })
  }

  return {
    clean(number: number, text: string): string {
      const value = parsed(number, text)
      const cleaned = sanitizer.sanitizeJson(value, `line ${number}`)
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

function parsed(number: number, text: string): Json {
  try {
    return parsePlain(text)
  } catch (error) {
    throw badLine(number, text, error)
  }
}
