import { AppError } from '../errors'
import type { Entry } from '../model'
import type { PlacedEntry } from './segment-columns'
import { decodeHeadedLines, decodeLines, type EntryValues, Fault } from './segment-lines'
import { readText, type StoredText } from './stored-text'

/**
 * Lines, each ended by a line feed. A line holds entries of one document whose
 * numbers go on from `n`: `{"document":"…","n":1,"entries":[…]}`, each of them
 * `[t,"kind","type","source" or null,data]`. So the entries can be read without
 * their index row, and segments are joined by putting one behind the other.
 *
 * They are kept as a list of texts, of whole lines each. A batch is one line,
 * because an engine writes one long JSON text faster than many short ones, and
 * goes into the database as it is: joining them costs a third of storing them.
 *
 * Version 1 held lines as UTF-8, version 2 as one text; both had a line per entry.
 */
export const segmentVersion = 3

/** One entry as it stands in its line. */
export function encodeEntry(entry: PlacedEntry): string {
  return JSON.stringify(valuesOf(entry))
}

/** The lines of `entries`; with `texts`, what `encodeEntry` gave for each, where that is known anyway. */
export function encodeSegment(entries: readonly PlacedEntry[], texts?: readonly string[]): readonly string[] {
  const lines: string[] = []
  let start = 0
  entries.forEach(({ document, n }, i) => {
    const next = entries[i + 1]
    if (next?.document === document && next.n === n + 1) return
    const end = i + 1
    const within = texts === undefined ? JSON.stringify(entries.slice(start, end).map(valuesOf)) : `[${texts.slice(start, end).join(',')}]`
    lines.push(`{"document":${JSON.stringify(document)},"n":${n - i + start},"entries":${within}}\n`)
    start = end
  })
  return lines
}

function valuesOf({ t, kind, type, source, data }: PlacedEntry): EntryValues {
  return [t, kind, type, source ?? null, data]
}

/** What `decodeSegment` has to know beside the content: where they belong, their version, and how many entries they hold. */
export interface SegmentPlace {
  readonly session: string
  readonly firstSeq: number
  readonly lastSeq: number
  readonly version: number
}

/** Each version ever written, and how it becomes entries of today. */
const decoders: Readonly<Record<number, (content: readonly StoredText[]) => readonly PlacedEntry[]>> = {
  1(content) {
    if (content.some((text) => typeof text === 'string')) throw new Fault('it is not bytes')
    return decodeHeadedLines(content.map(textOf))
  },
  2: (content) => decodeHeadedLines(content.map(textOf)),
  3: (content) => decodeLines(content.map(textOf)),
}

/**
 * The entries of a segment, numbered from its `firstSeq`.
 * Throws `store/corrupt` when the content does not decode (`at` is `firstSeq`, `why` names the line), `store/newer` when
 * they are of a version, or hold a type of entry, that this Playhead does not know.
 */
export function decodeSegment(content: readonly StoredText[], place: SegmentPlace): readonly Entry[] {
  const decode = decoders[place.version]
  if (decode === undefined) throw new AppError('store/newer')
  try {
    const entries = decode(content)
    const expected = place.lastSeq - place.firstSeq + 1
    if (entries.length !== expected) throw new Fault(`it holds ${entries.length} entries, not ${expected}`)
    return entries.map((entry, i) => ({ ...entry, seq: place.firstSeq + i }))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw new AppError('store/corrupt', { session: place.session, at: place.firstSeq, why: error.message })
  }
}

function textOf(content: StoredText): string {
  try {
    return readText(content)
  } catch {
    throw new Fault('it is not UTF-8')
  }
}
