import { type ArchiveSummary, createChunkCounter, type OutgoingSession, writeArchive } from '../core/archive'
import { AppError } from '../core/errors'
import type { Entry } from '../core/model'
import { addCounts, createReportSum, createSessionSanitizer, type Report, type SessionSanitizer, sanitizeFrame } from '../core/sanitize'
import { writeChecked } from './checked-output'
import { fileSessions } from './file-sessions'
import type { InputFile } from './input'
import type { Io } from './io'
import { readFile } from './read-file'
import { type WrittenForm, writeFormatOf } from './written-form'

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

interface PlannedSession {
  readonly found: number
  /** How many chunks its entries make in the new file. */
  readonly chunks: number
}

interface Plan extends SanitizedFile {
  readonly planned: readonly PlannedSession[]
}

/**
 * Writes a session file sanitized, as an export does: a plan that finds everything,
 * the writing through another pass of the same engine, and a look at what was
 * written, before any of it is to be seen. A session in which nothing is found stays
 * as it is, so what is sanitized already does not change.
 */
export async function sanitizeFile(io: Io, file: InputFile, to: string, { format, gzip }: WrittenForm): Promise<SanitizedFile> {
  const sanitizer = createSessionSanitizer()
  const { planned, ...done } = await makePlan(io, file, sanitizer, format === 'msgpack')
  const { header, sessions } = await fileSessions(readFile(io, file))
  const chunks = planned.map((session) => session.chunks)
  const bytes = writeArchive(io.env, header, sanitized(sessions, sanitizer, planned), () => done.after, writeFormatOf(format, chunks))
  await writeChecked(io, to, bytes, gzip, (written) => check(io, written, sanitizer, done.entries))
  return done
}

async function makePlan(io: Io, file: InputFile, sanitizer: SessionSanitizer, countsChunks: boolean): Promise<Plan> {
  const sum = createReportSum()
  const planned: PlannedSession[] = []
  let entries = 0
  const { sessions, end } = await fileSessions(readFile(io, file))
  for await (const { entries: batches, ...frame } of sessions) {
    const pass = sanitizer.pass()
    const [asTheyAre, asTheyBecome] = [createChunkCounter(), createChunkCounter()]
    sanitizeFrame(pass, frame)
    for await (const batch of batches) {
      const cleaned = pass.entries(batch)
      entries += batch.length
      if (!countsChunks) continue
      asTheyAre.add(batch)
      asTheyBecome.add(cleaned)
    }
    const report = pass.report()
    sum.add(report)
    planned.push({ found: report.total, chunks: (report.total === 0 ? asTheyAre : asTheyBecome).chunks() })
  }
  const { summary, verified } = end()
  const { redaction: before } = summary
  const found = sum.report()
  const after = { engine: Math.max(before.engine, sanitizer.engine), rules: addCounts(before.rules, found.rules) }
  return { planned, sessions: planned.length, entries, verified, before, after, found }
}

async function* sanitized(
  sessions: AsyncIterable<OutgoingSession>,
  sanitizer: SessionSanitizer,
  planned: readonly PlannedSession[],
): AsyncGenerator<OutgoingSession> {
  let at = 0
  for await (const session of sessions) {
    const found = planned[at++]?.found ?? -1
    if (found === 0) {
      yield session
      continue
    }
    const pass = sanitizer.pass()
    yield { ...sanitizeFrame(pass, session), entries: cleaned(session.entries, pass.entries) }
    if (pass.findings().total !== found) throw new AppError('internal', { why: 'writing found something else than the plan' })
  }
}

async function* cleaned(
  batches: AsyncIterable<readonly Entry[]>,
  clean: (entries: readonly Entry[]) => readonly Entry[],
): AsyncGenerator<readonly Entry[]> {
  for await (const batch of batches) yield clean(batch)
}

/** Reads the new file as any reader would, and looks for what should be gone. */
async function check(io: Io, written: InputFile, sanitizer: SessionSanitizer, expected: number): Promise<void> {
  let entries = 0
  for await (const part of readFile(io, written)) {
    if (part.part === 'entries') {
      entries += part.entries.length
      for (const entry of part.entries) sanitizer.scan(`entry ${entry.seq}`, entry)
    } else sanitizer.scan(`the ${part.part}`, part)
  }
  if (entries !== expected) throw new AppError('internal', { why: `${entries} of ${expected} entries were written` })
}
