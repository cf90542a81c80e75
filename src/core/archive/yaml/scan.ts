import type { Bytes } from '../bytes'
import { linesOf } from '../lines'
import { yaml } from './layout'

const CARRIAGE_RETURN = 13
const decoder = new TextDecoder()

/**
 * Whether a document is in the writer's layout (SPEC: Y2), so that it can be read
 * item by item. Told by how its lines begin; what stands in them is not looked at.
 */
export async function isYamlLayout(source: AsyncIterable<Bytes>, longestLine: number): Promise<boolean> {
  let within: 'header' | 'sessions' | 'summary' = 'header'
  for await (const lines of linesOf(source, longestLine)) {
    for (const { bytes } of lines) {
      if (bytes.at(-1) === CARRIAGE_RETURN) return false
      const line = decoder.decode(bytes.subarray(0, 32))
      if (line.startsWith(yaml.summary)) within = 'summary'
      else if (within === 'header' && line.startsWith(yaml.sessions)) within = 'sessions'
      else if (within === 'header' ? !/^\w+: /.test(line) : within === 'sessions' ? !isOfSessions(line) : !isOfSummary(line)) return false
    }
  }
  return true
}

function isOfSessions(line: string): boolean {
  // Deeper lines are of an item, empty ones of a text in it.
  return (
    line.trim() === '' ||
    line.startsWith('      ') ||
    line.startsWith(yaml.meta) ||
    /^ {4}(?:delta|documents|notes|view|entries):/.test(line)
  )
}

function isOfSummary(line: string): boolean {
  return line.trim() === '' || line.startsWith(yaml.summaryRest)
}
