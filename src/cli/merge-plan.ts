import { type ArchiveHeader, type ArchivePart, type ArchiveSummary, createChunkCounter, createSessionReader } from '../core/archive'
import { AppError } from '../core/errors'
import { addCounts } from '../core/sanitize'
import type { InputFile } from './input'
import type { Io } from './io'
import { readFile } from './read-file'

export const conflictPolicies = ['error', 'skip', 'overwrite'] as const
export type ConflictPolicy = (typeof conflictPolicies)[number]

/** A file that is merged. */
export interface MergeInput {
  readonly name: string
  readonly file: InputFile
}

/** A session, and where it is to be read. */
export interface PlannedSession {
  readonly id: string
  readonly createdAt: number
  readonly input: MergeInput
  /** Its place in its file, from 0. */
  readonly at: number
  /** The checksum of all that it is; undefined where nobody can tell whether it is right. */
  readonly sha256: string | undefined
  /** How many chunks its entries make; 0 where nobody asked. */
  readonly chunks: number
}

export interface SurveyedFile {
  readonly input: MergeInput
  readonly header: ArchiveHeader
  readonly end: Extract<ArchivePart, { part: 'end' }>
  readonly sessions: readonly PlannedSession[]
}

/** Reads a file to its end. Rejects with `archive/*`. */
export async function surveyFile(io: Io, input: MergeInput, countsChunks: boolean): Promise<SurveyedFile> {
  const found: Pick<PlannedSession, 'id' | 'createdAt' | 'chunks'>[] = []
  const reader = createSessionReader(readFile(io, input.file))
  const header = await reader.header()
  for await (const { meta, entries } of reader.sessions()) {
    const counter = createChunkCounter()
    if (countsChunks) for await (const batch of entries) counter.add(batch)
    found.push({ id: meta.id, createdAt: meta.createdAt, chunks: counter.chunks() })
  }
  const last = await reader.end()
  const sums = last.summary.sessions
  return {
    input,
    header,
    end: last,
    sessions: found.map((session, at) => ({ ...session, input, at, sha256: last.verified ? sums[at]?.sha256 : undefined })),
  }
}

/** What is to be written of some files: each session once, by the time and then the id, never by the order of the files. */
export interface MergePlan {
  readonly header: ArchiveHeader
  readonly sessions: readonly PlannedSession[]
  readonly redaction: ArchiveSummary['redaction']
  /** How many sessions were in more than one file and are there once. */
  readonly leftOut: number
}

/** Throws `cli/conflict`. */
export function planMerge(files: readonly SurveyedFile[], policy: ConflictPolicy): MergePlan {
  const chosen = new Map<string, PlannedSession>()
  for (const { sessions } of files) {
    for (const session of sessions) {
      const known = chosen.get(session.id)
      if (known === undefined) chosen.set(session.id, session)
      else if (!isSame(known, session) && policy !== 'skip') {
        if (policy === 'error') throw conflict(known, session)
        chosen.set(session.id, session)
      }
    }
  }
  const given = files.reduce((sum, { sessions }) => sum + sessions.length, 0)
  const sessions = [...chosen.values()].sort(byTimeThenId)
  const takenFrom = new Set(sessions.map(({ input }) => input))
  return {
    header: headerOf(files),
    sessions,
    redaction: redactionOf(files.filter(({ input }) => takenFrom.has(input))),
    leftOut: given - sessions.length,
  }
}

function isSame(a: PlannedSession, b: PlannedSession): boolean {
  return a.sha256 !== undefined && a.sha256 === b.sha256
}

function conflict({ id, input }: PlannedSession, other: PlannedSession): AppError {
  return new AppError('cli/conflict', { session: id, first: input.name, second: other.input.name })
}

function byTimeThenId(a: PlannedSession, b: PlannedSession): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
}

/** That of the file that was written last: so the same files always make the same one. */
function headerOf(files: readonly SurveyedFile[]): ArchiveHeader {
  return files.map(({ header }) => header).reduce((last, header) => (header.writtenAt > last.writtenAt ? header : last))
}

/** A file is as sanitized as the least of what went into it. */
function redactionOf(files: readonly SurveyedFile[]): ArchiveSummary['redaction'] {
  const all = files.map(({ end }) => end.summary.redaction)
  return {
    engine: all.length === 0 ? 0 : Math.min(...all.map(({ engine }) => engine)),
    rules: all.reduce((sum: ArchiveSummary['redaction']['rules'], { rules }) => addCounts(sum, rules), []),
  }
}
