import { AppError } from '../errors'
import { type Entry, type Fact, specOf } from '../model'
import type { Json } from '../value/json'
import type { PlacedEntry } from './segment-columns'
import { readText, type StoredText } from './stored-text'

/**
 * Lines, each ended by a line feed. An object says whose entries follow and the
 * number of the first, `{"document":"…","n":1}`; an array is one entry,
 * `[t,"kind","type","source" or null,data]`, numbered on. So the entries can be
 * read without their index row, and segments are joined by putting one behind
 * the other.
 *
 * Version 1 held the lines as UTF-8. Since version 2 they are a text as the
 * database keeps it best: mostly as it is, which is copied faster than encoded.
 */
export const segmentVersion = 2

/** One entry as its line. */
export function encodeEntry({ t, kind, type, source, data }: PlacedEntry): string {
  return `${JSON.stringify([t, kind, type, source ?? null, data])}\n`
}

/** The text of `entries`, whose lines are known, with the document lines they need; in pieces, to be joined once. */
export function encodeSegment(entries: readonly PlacedEntry[], lines: readonly string[] = entries.map(encodeEntry)): readonly string[] {
  const parts: string[] = []
  let document: string | undefined
  let next = 0
  entries.forEach((entry, i) => {
    if (entry.document !== document || entry.n !== next) parts.push(`${JSON.stringify({ document: entry.document, n: entry.n })}\n`)
    document = entry.document
    next = entry.n + 1
    parts.push(lines[i] ?? '')
  })
  return parts
}

/** What `decodeSegment` has to know beside the content: where they belong, their version, and how many entries they hold. */
export interface SegmentPlace {
  readonly session: string
  readonly firstSeq: number
  readonly lastSeq: number
  readonly version: number
}

/** Why something is no segment. Becomes `store/corrupt` once it is known which segment it is. */
class Fault extends Error {}

/** Each version ever written, and how it becomes entries of today. */
const decoders: Readonly<Record<number, (content: StoredText) => readonly PlacedEntry[]>> = {
  1(content) {
    if (typeof content === 'string') throw new Fault('it is not bytes')
    return decodeLines(textOf(content))
  },
  2: (content) => decodeLines(textOf(content)),
}

/**
 * The entries of a segment, numbered from its `firstSeq`.
 * Throws `store/corrupt` when the content does not decode (`at` is `firstSeq`, `why` names the line), `store/newer` when
 * they are of a version, or hold a type of entry, that this Playhead does not know.
 */
export function decodeSegment(content: StoredText, place: SegmentPlace): readonly Entry[] {
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

function decodeLines(text: string): readonly PlacedEntry[] {
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new Fault('its last line is cut off')
  const entries: PlacedEntry[] = []
  let document: string | undefined
  let n = 0
  lines.forEach((line, i) => {
    const value = parseLine(line, i + 1)
    if (isHead(value)) {
      document = value.document
      n = value.n
    } else if (isEntryLine(value) && document !== undefined) entries.push(placed(value, document, n++))
    else throw new Fault(`line ${i + 1} is no entry`)
  })
  return entries
}

function textOf(content: StoredText): string {
  try {
    return readText(content)
  } catch {
    throw new Fault('it is not UTF-8')
  }
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // The parser's own message quotes the line, and errors never hold recorded values.
    throw new Fault(`line ${number} is not JSON`)
  }
}

function isHead(value: unknown): value is { readonly document: string; readonly n: number } {
  if (typeof value !== 'object' || value === null || !('document' in value) || !('n' in value)) return false
  return typeof value.document === 'string' && Number.isSafeInteger(value.n)
}

type EntryLine = readonly [t: number, kind: string, type: string, source: string | null, data: Json]

function isEntryLine(value: unknown): value is EntryLine {
  if (!Array.isArray(value) || value.length !== 5) return false
  const [t, kind, type, source]: readonly unknown[] = value
  return typeof t === 'number' && typeof kind === 'string' && typeof type === 'string' && (source === null || typeof source === 'string')
}

function placed([t, kind, type, source, data]: EntryLine, document: string, n: number): PlacedEntry {
  const fact = source === null ? { kind, type, data } : { kind, type, source, data }
  if (!isFact(fact)) throw new AppError('store/newer')
  return { ...fact, t, document, n }
}

/** Payloads were checked before they were stored; only a type that does not exist yet can still differ. */
function isFact(value: { readonly kind: string; readonly type: string }): value is Fact {
  return specOf(value.kind, value.type) !== undefined
}
