import type { Line } from '../core/archive'
import { AppError } from '../core/errors'
import { jsonFault } from '../core/value'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What a line says. Throws `cli/bad-line` where it is not UTF-8. */
export function lineText({ bytes, number }: Line): string {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch (error) {
    throw new AppError('cli/bad-line', { line: number, column: goodCharacters(bytes) + 1, why: 'it is not UTF-8' }, error)
  }
  // A byte order mark says nothing, and no other line may have one.
  return number === 1 && text.startsWith('\ufeff') ? text.slice(1) : text
}

/** How many characters come before the first bytes that are none. */
function goodCharacters(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (charactersOf(bytes.subarray(0, middle)) === undefined) bad = middle
    else good = middle
  }
  return charactersOf(bytes.subarray(0, good)) ?? 0
}

/** Of what may go on; undefined where it cannot. */
function charactersOf(bytes: Uint8Array): number | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true }).length
  } catch {
    // That is what is asked.
    return undefined
  }
}

/** Why a line's text could not be parsed, as `cli/bad-line`. */
export function badLine(line: number, text: string, error: unknown): AppError {
  const fault = jsonFault(text)
  const why = fault?.why ?? (error instanceof RangeError ? 'it is nested too deep' : 'it cannot be parsed')
  return new AppError('cli/bad-line', { line, column: (fault?.at ?? 0) + 1, why }, error)
}
