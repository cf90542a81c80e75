import { linesOf } from '../core/archive'
import { AppError } from '../core/errors'
import {
  createKnownValues,
  createSanitizer,
  createSessionSanitizer,
  type KnownValues,
  knownValueRule,
  type Report,
  type Rule,
} from '../core/sanitize'
import { type Json, jsonFault } from '../core/value'
import { writeChecked } from './checked-output'
import { cleanEntry, openEntry } from './har-entry'
import { membersOf, withMembers } from './har-path'
import type { InputFile } from './input'
import type { Io } from './io'
import { lineText } from './line-text'
import { parsePlain, plainText } from './plain-json'
import type { Sanitizing } from './rules-option'

/** Bytes. A HAR is one JSON document: it is held in memory, up to ten times over. */
const LARGEST = 256 * 1024 * 1024
/** Of an entry in what was written. */
const LONGEST_LINE = 2 * LARGEST

/** What became of a HAR. */
export interface SanitizedHar {
  readonly entries: number
  readonly found: Report
}

/**
 * Writes an HTTP Archive (HAR 1.2) sanitized: an entry per line, and looked at before
 * any of it is to be seen. Rejects with `har/*` for what is none.
 */
export async function sanitizeHar(io: Io, file: InputFile, to: string, sanitizing: Sanitizing): Promise<SanitizedHar> {
  const har = await readHar(io, file)
  const { rules, ...keys } = knowing(io, har, sanitizing)
  const cleaner = createCleaner(har, { rules, ...keys })
  const encoder = new TextEncoder()
  async function* bytes() {
    for (const piece of cleaner.pieces()) {
      io.signal.throwIfAborted()
      yield encoder.encode(piece)
    }
  }
  await writeChecked(io, to, bytes(), undefined, (written) => check(io, written, har.entries.length, rules))
  return cleaner.result()
}

/** What `sanitizeHar` would find; nothing is written. */
export async function previewHar(io: Io, file: InputFile, sanitizing: Sanitizing): Promise<SanitizedHar> {
  const har = await readHar(io, file)
  const cleaner = createCleaner(har, knowing(io, har, sanitizing))
  for (const _ of cleaner.pieces()) io.signal.throwIfAborted()
  return cleaner.result()
}

/** With what the rules were sure of in it, so that it goes wherever it stands. */
function knowing(io: Io, har: Har, sanitizing: Sanitizing): Sanitizing {
  const known = createKnownValues()
  for (const _ of createCleaner(har, sanitizing, known).pieces()) io.signal.throwIfAborted()
  const values = known.values()
  return values.length === 0 ? sanitizing : { ...sanitizing, rules: [...sanitizing.rules, knownValueRule(values)] }
}

interface Har {
  /** All but the entries, whose list is the last that it holds. */
  readonly frame: Json
  readonly entries: readonly Json[]
}

async function readHar(io: Io, file: InputFile): Promise<Har> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of file.read()) {
    io.signal.throwIfAborted()
    size += chunk.length
    // The size of a file that is read may not be known before, or wrong.
    if (Math.max(size, file.size) > LARGEST) throw new AppError('har/too-large', { size: Math.max(size, file.size), limit: LARGEST })
    chunks.push(chunk)
  }
  return harOf(parsed(textOf(Buffer.concat(chunks))))
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new AppError('har/bad-json', { at: 1, why: 'it is not UTF-8' }, error)
  }
}

function parsed(text: string): Json {
  try {
    return parsePlain(text)
  } catch (error) {
    const fault = jsonFault(text)
    const why = fault?.why ?? (error instanceof RangeError ? 'it is nested too deep' : 'it cannot be parsed')
    throw new AppError('har/bad-json', { at: (fault?.at ?? 0) + 1, why }, error)
  }
}

function harOf(value: Json): Har {
  const outer = membersOf(value)
  if (outer === undefined) throw new AppError('har/foreign', { why: 'it is no object' })
  const { log, ...others } = outer
  const about = membersOf(log)
  if (about === undefined) throw new AppError('har/foreign', { why: 'it has no log' })
  const { entries, ...rest } = about
  if (!Array.isArray(entries)) throw new AppError('har/foreign', { why: 'its log has no list of entries' })
  return { frame: withMembers({ ...others, log: withMembers({ ...rest, entries: [] }) }), entries }
}

/** How the frame ends, where the entries go. */
const END = ']}}'

function createCleaner({ frame, entries }: Har, { rules, teamKey, valueKey }: Sanitizing, known?: KnownValues) {
  const sanitizer = createSanitizer({ rules, tokenKey: teamKey, valueKey, found: known?.add })
  return {
    /** The sanitized document, which is to be asked for once. */
    *pieces(): Generator<string> {
      const text = plainText(sanitizer.sanitizeJson(frame, ''))
      if (!text.endsWith(`[${END}`)) throw new AppError('internal', { why: 'the log of a HAR has no place for its entries' })
      yield `${text.slice(0, -END.length)}\n`
      for (const [at, entry] of entries.entries()) {
        const comma = at < entries.length - 1 ? ',' : ''
        yield `${plainText(cleanEntry(sanitizer, entry, `entry ${at + 1}`))}${comma}\n`
      }
      yield `${END}\n`
    },
    result: (): SanitizedHar => ({ entries: entries.length, found: sanitizer.report() }),
  }
}

/** Reads the written lines again, and looks in all they say for what should be gone. */
async function check(io: Io, written: InputFile, expected: number, rules: readonly Rule[]): Promise<void> {
  const { scan, scanLine } = createSessionSanitizer(rules)
  let frame = ''
  let entries = 0
  for await (const lines of linesOf(written.read(), LONGEST_LINE)) {
    io.signal.throwIfAborted()
    for (const line of lines) {
      const text = lineText(line)
      scanLine(line.number, text)
      if (line.number === 1 || text === END) frame += text
      else scan(`entry ${++entries}`, openEntry(parsePlain(text.endsWith(',') ? text.slice(0, -1) : text)).value)
    }
  }
  scan('the log', parsePlain(frame))
  if (entries !== expected) throw new AppError('internal', { why: `${entries} of ${expected} entries were written` })
}
