import type { Line } from './lines'

const LINE_FEED = 10

/**
 * Decodes the lines of one chunk in one go, since a call for each costs more
 * than the decoding. Gives a text for each line, or undefined where it has to be
 * decoded by itself: a line that was put together from several chunks, and all
 * of a chunk that is not UTF-8, so that the first bad line is told.
 */
export function createLineTexts(): (lines: readonly Line[]) => readonly (string | undefined)[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  return (lines) => {
    const from = lines[1] !== undefined && !follows(lines[0], lines[1]) ? 1 : 0
    const [first, last] = [lines[from]?.bytes, lines.at(-1)?.bytes]
    if (first === undefined || last === undefined) return []
    const whole = new Uint8Array(first.buffer, first.byteOffset, last.byteOffset + last.length - first.byteOffset)
    try {
      const texts = decoder.decode(whole).split('\n')
      return from === 0 ? texts : [undefined, ...texts]
    } catch {
      // Line by line the place of what is wrong is found.
      return []
    }
  }
}

/** True when `line` stands right behind the line before it in the same memory, a line feed between them. */
function follows(before: Line | undefined, line: Line): boolean {
  if (before?.bytes.buffer !== line.bytes.buffer) return false
  const end = before.bytes.byteOffset + before.bytes.length
  return end + 1 === line.bytes.byteOffset && new Uint8Array(line.bytes.buffer, end, 1)[0] === LINE_FEED
}
