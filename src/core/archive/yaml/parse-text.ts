import { AppError } from '../../errors'
import { type ParsedYaml, parseYaml } from '../../yaml'
import type { ArchiveLimits } from '../limits'

const [LINE_FEED, COMMA, DASH, LIST, OBJECT, QUESTION] = [0x0a, 0x2c, 0x2d, 0x5b, 0x7b, 0x3f]

/** YAML as JSON, as far as a heap holds what it takes to parse it. Throws `archive/too-large`. `depth`: levels around an entry's data. */
export function parseText(text: string, limits: ArchiveLimits, depth: number, at: string): ParsedYaml {
  const limit = limits.parts / 2
  const size = text.length > limit ? countMarks(text) : 0
  if (size > limit) throw new AppError('archive/too-large', { what: `the number of values at ${at}`, size, limit })
  return parseYaml(text, limits.depth + depth)
}

/** The marks before which a value can begin; those in texts are counted as well. Each value takes some hundred bytes while it is parsed. */
function countMarks(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === LINE_FEED || code === COMMA || code === LIST || code === OBJECT) count++
    else if ((code === DASH || code === QUESTION) && text.charCodeAt(at + 1) <= 0x20) count++
  }
  return count
}
