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
  return lines.split('\n').map((line) => {
    const entry = readLine(line)
    if (typeof entry === 'string')
      return { kind: 'event', type: 'gap', data: { reason: 'invalid', detail: entry }, t: clock.timeOrigin + clock.offset + latest }
    latest = entry.at
    const { at, ...fact } = entry
    return { ...fact, t: clock.timeOrigin + clock.offset + at }
  })
}

/** Wrong times would scatter a session over the ages; a year is longer than any page lives. */
const longestAt = 366 * 24 * 3600 * 1000

function readLine(line: string): WireEntry | string {
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
