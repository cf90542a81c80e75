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
 * The lines of a document, those that one chunk completes at a time. A last line
 * without a line feed is given too; an empty rest is not. Throws what `refuse` gives,
 * `archive/too-large` unless told, for a line over `longest` bytes, after what came
 * before it. Memory: a chunk and a line.
 */
export async function* linesOf(
  source: AsyncIterable<Bytes>,
  longest: number,
  refuse: (number: number, size: number) => AppError = tooLarge(longest),
): AsyncGenerator<readonly Line[]> {
  let rest: Bytes[] = []
  let restLength = 0
  let number = 1
  let offset = 0
  for await (const chunk of source) {
    const lines: Line[] = []
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      if (restLength + end - from > longest) break
      const bytes = restLength > 0 ? joinBytes([...rest, chunk.subarray(from, end)]) : chunk.subarray(from, end)
      lines.push({ bytes, number, offset, ended: true })
      number++
      offset += bytes.length + 1
      rest = []
      restLength = 0
      from = end + 1
    }
    if (lines.length > 0) yield lines
    const left = chunk.subarray(from)
    const end = left.indexOf(LINE_FEED)
    const size = restLength + (end < 0 ? left.length : end)
    if (size > longest) throw refuse(number, size)
    if (left.length > 0) rest.push(left)
    restLength = size
  }
  if (restLength > 0) yield [{ bytes: joinBytes(rest), number, offset, ended: false }]
}

function tooLarge(limit: number): (number: number, size: number) => AppError {
  return (number, size) => new AppError('archive/too-large', { what: `line ${number}`, size, limit })
}
