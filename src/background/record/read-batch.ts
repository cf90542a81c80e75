import { faultOf, type NewEntry, type WireEntry } from '../../core/model'

/** How a document's own clock maps to milliseconds since the epoch: `timeOrigin + offset + at`. */
export interface DocumentClock {
  readonly timeOrigin: number
  readonly offset: number
}

/**
 * The entries of a batch, one per line. The page can write anything here; a line
 * that is no entry becomes a gap in its place, so that numbering stays whole and
 * the reader sees that something was refused.
 */
export function readBatch(lines: string, clock: DocumentClock): readonly NewEntry[] {
  let latest = 0
  return split(lines).map((line) => {
    const entry = readLine(line)
    if (typeof entry === 'string')
      return { kind: 'event', type: 'gap', data: { reason: 'invalid', detail: entry }, t: clock.timeOrigin + clock.offset + latest }
    latest = entry.at
    const { at, ...fact } = entry
    return { ...fact, t: clock.timeOrigin + clock.offset + at }
  })
}

/** Twice what the recorder sends at once. Of more, the rest is one line, and so no entry: millions of line feeds are no millions of gaps. */
const mostLines = 1000

function split(lines: string): readonly string[] {
  const parts: string[] = []
  let from = 0
  for (let end = lines.indexOf('\n'); end >= 0 && parts.length < mostLines - 1; end = lines.indexOf('\n', from)) {
    parts.push(lines.slice(from, end))
    from = end + 1
  }
  parts.push(lines.slice(from))
  return parts
}

/** Wrong times would scatter a session over the ages; a year is longer than any page lives. */
const longestAt = 366 * 24 * 3600 * 1000
/** No file may hold more levels, nor can they be read by what recurses. */
const mostLevels = 1000

function readLine(line: string): WireEntry | string {
  if (isDeeper(line, mostLevels)) return `more than ${mostLevels} levels`
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'not JSON'
  }
  const fault = faultOf(value)
  if (fault !== undefined) return fault
  const entry = value as WireEntry
  if (typeof entry.at !== 'number' || !(entry.at >= 0 && entry.at < longestAt)) return 'the time is not one'
  return {
    kind: entry.kind,
    type: entry.type,
    data: entry.data,
    at: entry.at,
    ...(entry.source === undefined ? {} : { source: entry.source }),
  } as WireEntry
}

const [quote, backslash, list, listEnd, object, objectEnd] = [34, 92, 91, 93, 123, 125]

/** Counts brackets: of a text that is no JSON, it does not matter what this says. */
function isDeeper(text: string, levels: number): boolean {
  // One that is this short has no room for them.
  if (text.length <= levels) return false
  let level = 0
  let inText = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === quote) inText = !inText
    else if (inText) i += unit === backslash ? 1 : 0
    else if (unit === list || unit === object) level++
    else if (unit === listEnd || unit === objectEnd) level--
    if (level > levels) return true
  }
  return false
}
