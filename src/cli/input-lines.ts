import { AppError } from '../core/errors'

const LINE_FEED = 10

export interface InputLine {
  readonly bytes: Uint8Array
  /** From 1. */
  readonly number: number
}

/**
 * The lines of a stream, those that a chunk completes at a time; the last one with
 * or without a line feed. Memory: a chunk and a line. Throws `cli/long-line` for a
 * line of more than `longest` bytes, after what came before it.
 */
export async function* inputLines(chunks: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<readonly InputLine[]> {
  let held: Uint8Array[] = []
  let length = 0
  let number = 1

  function take(part: Uint8Array): Uint8Array {
    const bytes = held.length === 0 ? part : Buffer.concat([...held, part])
    held = []
    length = 0
    return bytes
  }

  for await (const chunk of chunks) {
    const lines: InputLine[] = []
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      if (length + end - from > longest) break
      lines.push({ bytes: take(chunk.subarray(from, end)), number })
      number++
      from = end + 1
    }
    if (lines.length > 0) yield lines
    const rest = chunk.subarray(from)
    const end = rest.indexOf(LINE_FEED)
    length += end < 0 ? rest.length : end
    if (length > longest) throw new AppError('cli/long-line', { line: number, limit: longest })
    if (rest.length > 0) held.push(rest)
  }
  if (length > 0) yield [{ bytes: take(new Uint8Array(0)), number }]
}
