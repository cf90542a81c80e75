import { AppError } from '../errors'
import { type Bytes, joinBytes } from './bytes'

const LINE_FEED = 10

export interface Line {
  /** Without the line feed. */
  readonly bytes: Bytes
  /** From 1. */
  readonly number: number
  /** Where it begins in the document, in bytes. */
  readonly offset: number
  /** False for the last line of a document that does not end with a line feed. */
  readonly ended: boolean
}

/**
 * The lines of a document, those of one chunk at a time. A last line without a
 * line feed is given too; an empty rest is not. Throws `archive/too-large` for a
 * line over `longest` bytes.
 */
export async function* linesOf(source: AsyncIterable<Bytes>, longest: number): AsyncGenerator<readonly Line[]> {
  let rest: Bytes[] = []
  let restLength = 0
  let number = 1
  let offset = 0
  for await (const chunk of source) {
    const lines: Line[] = []
    let from = 0
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, from)
      if (end < 0) break
      const bytes = restLength > 0 ? joinBytes([...rest, chunk.subarray(from, end)]) : chunk.subarray(from, end)
      if (bytes.length > longest) throw tooLong(number, bytes.length, longest)
      lines.push({ bytes, number, offset, ended: true })
      number++
      offset += bytes.length + 1
      rest = []
      restLength = 0
      from = end + 1
    }
    if (from < chunk.length) {
      rest.push(chunk.subarray(from))
      restLength += chunk.length - from
      if (restLength > longest) throw tooLong(number, restLength, longest)
    }
    if (lines.length > 0) yield lines
  }
  if (restLength > 0) yield [{ bytes: joinBytes(rest), number, offset, ended: false }]
}

function tooLong(number: number, size: number, limit: number): AppError {
  return new AppError('archive/too-large', { what: `line ${number}`, size, limit })
}
