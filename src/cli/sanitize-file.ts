import { type ArchivePart, type ArchiveSummary, createChunkCounter, rewriteArchive } from '../core/archive'
import { AppError } from '../core/errors'
import { addCounts, createSessionSanitizer, type Report, type SessionPass, type SessionSanitizer } from '../core/sanitize'
import { writeChecked } from './checked-output'
import type { InputFile } from './input'
import type { Io } from './io'
import { readFile } from './read-file'
import type { Sanitizing } from './rules-option'
import type { Writing } from './writing'

type Redaction = ArchiveSummary['redaction']

/** What became of a file. */
export interface SanitizedFile {
  readonly sessions: number
  readonly entries: number
  /** False when another tool rewrote it, so that nobody can tell whether it is as it was exported. */
  readonly verified: boolean
  /** What the file's own report said. */
  readonly before: Redaction
  /** What the report of the new file says. */
  readonly after: Redaction
  /** What was found now. */
  readonly found: Report
}

interface Plan {
  readonly done: SanitizedFile
  /** Of each session, how many chunks its entries make in the new file; 0 where nobody asked. */
  readonly chunks: readonly number[]
}

/** Whose rules looked. */
type By = Pick<Redaction, 'engine' | 'templates' | 'packs'>

/** What a file says once more was taken out of it; one that is sanitized already and has nothing more to give says what it said. */
function redactionAfter(before: Redaction, found: Report, { engine, templates = [], packs = [] }: By): Redaction {
  if (before.engine > 0 && found.total === 0) return before
  const encodings = new Map(before.encodings?.map(({ encoding, count }) => [encoding, count]))
  for (const { encoding, count } of found.encodings) encodings.set(encoding, (encodings.get(encoding) ?? 0) + count)
  const allPacks = [...(before.packs ?? []), ...packs.filter(({ sha256 }) => !before.packs?.some((pack) => pack.sha256 === sha256))]
  return {
    engine: Math.max(before.engine, engine),
    rules: addCounts(before.rules, found.rules),
    templates: [...new Set([...(before.templates ?? []), ...templates])],
    ...(allPacks.length > 0 && { packs: allPacks }),
    ...(encodings.size > 0 && { encodings: [...encodings].map(([encoding, count]) => ({ encoding, count })) }),
    residual: 0,
  }
}

interface KnowingPlan extends Plan {
  readonly sanitizer: SessionSanitizer
  /** Another walk that finds the same. */
  pass(): SessionPass
}

/** Where a walk was sure of a value, another one plans that knows it wherever it stands. */
async function makePlan(
  io: Io,
  file: InputFile,
  { rules, by, teamKey, valueKey }: Sanitizing,
  countsChunks: boolean,
): Promise<KnowingPlan> {
  const learning = createSessionSanitizer(rules, valueKey)
  const pass = learning.pass(teamKey)
  const plan = await planBy(readFile(io, file), pass, { engine: learning.engine, ...by }, countsChunks)
  const known = pass.known()
  if (known.length === 0) return { ...plan, sanitizer: learning, pass: () => learning.pass(teamKey) }
  const sanitizer = learning.knowing(known)
  const again = await planBy(readFile(io, file), sanitizer.pass(teamKey), { engine: sanitizer.engine, ...by }, countsChunks)
  return { ...again, sanitizer, pass: () => sanitizer.pass(teamKey) }
}

/**
 * Writes a session file sanitized, as an export does: a plan that finds everything,
 * the writing through another pass of the same engine, and a look at what was
 * written, before any of it is to be seen. A file in which nothing is found stays as
 * it is, so what is sanitized already does not change.
 */
export async function sanitizeFile(
  io: Io,
  file: InputFile,
  to: string,
  { format, gzip, ...sanitizing }: Writing & Sanitizing,
): Promise<SanitizedFile> {
  const { done, chunks, pass, sanitizer } = await makePlan(io, file, sanitizing, format === 'msgpack')
  const parts = sanitizedParts(readFile(io, file), pass(), done)
  const bytes = rewriteArchive(io.env, parts, format === 'msgpack' ? { format, chunks } : { format })
  await writeChecked(io, to, bytes, gzip, (written) => check(readFile(io, written), sanitizer, done.entries))
  return done
}

/** What `sanitizeFile` would find; nothing is written. */
export async function previewFile(io: Io, file: InputFile, sanitizing: Sanitizing): Promise<SanitizedFile> {
  return (await makePlan(io, file, sanitizing, false)).done
}

async function planBy(parts: AsyncIterable<ArchivePart>, pass: SessionPass, { engine, ...by }: By, countsChunks: boolean): Promise<Plan> {
  const counters: { readonly plain: ReturnType<typeof createChunkCounter>; readonly cleaned: ReturnType<typeof createChunkCounter> }[] = []
  let entries = 0
  for await (const part of parts) {
    const cleaned = sanitizedPart(part, pass)
    if (part.part === 'session') counters.push({ plain: createChunkCounter(), cleaned: createChunkCounter() })
    else if (part.part === 'entries' && cleaned.part === 'entries') {
      entries += part.entries.length
      if (!countsChunks) continue
      counters.at(-1)?.plain.add(part.entries)
      counters.at(-1)?.cleaned.add(cleaned.entries)
    } else if (part.part === 'end') {
      const found = pass.report()
      const { redaction: before } = part.summary
      const after = redactionAfter(before, found, { engine, ...by })
      const chunks = counters.map(({ plain, cleaned }) => (found.total === 0 ? plain : cleaned).chunks())
      return { done: { sessions: counters.length, entries, verified: part.verified, before, after, found }, chunks }
    }
  }
  throw new AppError('internal', { why: 'a file has no end' })
}

async function* sanitizedParts(
  parts: AsyncIterable<ArchivePart>,
  pass: SessionPass,
  { found, after }: SanitizedFile,
): AsyncGenerator<ArchivePart> {
  for await (const part of parts) {
    if (part.part !== 'end') {
      yield found.total === 0 ? part : sanitizedPart(part, pass)
      continue
    }
    if (pass.findings().total !== found.total) throw new AppError('internal', { why: 'writing found something else than the plan' })
    yield { ...part, summary: { ...part.summary, redaction: after } }
  }
}

/** Parts in the order of the file. */
function sanitizedPart(part: ArchivePart, pass: SessionPass): ArchivePart {
  if (part.part === 'entries') return { part: 'entries', entries: pass.entries(part.entries) }
  if (part.part !== 'session') return part
  pass.begin()
  return { part: 'session', ...pass.frame(part) }
}

/** Reads the new file as any reader would, and looks for what should be gone. */
async function check(parts: AsyncIterable<ArchivePart>, sanitizer: SessionSanitizer, expected: number): Promise<void> {
  let entries = 0
  for await (const part of parts) {
    if (part.part === 'entries') {
      entries += part.entries.length
      for (const entry of part.entries) sanitizer.scan(`entry ${entry.seq}`, entry)
    } else sanitizer.scan(`the ${part.part}`, part)
  }
  if (entries !== expected) throw new AppError('internal', { why: `${entries} of ${expected} entries were written` })
}
