import type { Env } from '../env'
import { AppError } from '../errors'
import type { Entry } from '../model'
import type { Bytes } from './bytes'
import { createChecker } from './check'
import { compareSums, summaryOfEdited } from './compare-sums'
import type { ArchiveLimits } from './limits'
import type { ArchivePart } from './parts'
import type { ArchiveDocument, ArchiveMeta, ArchiveNote, ArchiveSummary, SessionDelta } from './schema'
import { createReadSum, documentChecksum, type ReadSum, type SessionDigest } from './sums'
import { entryText } from './texts'
import { createSumV0 } from './versions/v0-sum'

/** What stands in place of the summary of a document that a person edited (SPEC: C7). */
export const editedSummary = 'edited'

/** The JSON of an entry as it stands in a document in the writer's layout. */
export interface EntryJson {
  readonly bytes: Bytes
  /** In UTF-16 code units. */
  readonly characters: number
}

/**
 * Takes what a reader of one of the formats finds, in document order; checks and
 * hashes it, and gives the parts of the archive. `at` is the place of each for
 * errors: a line, a JSON Pointer, or both.
 */
export interface Intake {
  header(value: unknown, at: string): void
  /** Begins a session. */
  meta(value: unknown, at: string): void
  /** Of a session in a delta, before its documents. */
  delta(value: unknown, at: string): void
  document(value: unknown, at: string): void
  note(value: unknown, at: string): void
  view(value: unknown, at: string): void
  /** `json`: what the entry was read from, where that is its JSON in the writer's layout; it is not written again then. */
  entry(value: unknown, at: string, json?: EntryJson): void
  /** How many entries the session has so far. */
  entries(): number
  endSession(): void
  summary(value: unknown, at: string): void
  /** What was completed since the last call. */
  parts(): readonly ArchivePart[]
  /** Waits for hashing. */
  settle(): Promise<void>
  /** Compares counts and checksums. Throws `archive/checksum`, `archive/invalid`. */
  end(): Promise<ArchivePart>
}

interface OpenSession {
  readonly meta: ArchiveMeta
  delta?: SessionDelta
  readonly documents: ArchiveDocument[]
  notes?: ArchiveNote[]
  view?: unknown
}

const encoder = new TextEncoder()

/** `verify`: false for a document whose members another tool sorted, so that checksums cannot be computed (SPEC: C6). */
export function createIntake(env: Pick<Env, 'sha256'>, limits: ArchiveLimits, verify = true): Intake {
  const checker = createChecker(limits)
  let header: { readonly raw: unknown; readonly version: number } | undefined
  let parts: ArchivePart[] = []
  let entries: Entry[] = []
  let session: OpenSession | undefined
  let read = 0
  let sum: ReadSum | undefined
  const digests: Promise<SessionDigest>[] = []
  let summary: { readonly value: ArchiveSummary | undefined; readonly at: string } | undefined

  /** The frame of a session is complete when its first entry comes, or its end. */
  function giveFrame(): void {
    if (session === undefined) return
    const { meta, delta, documents, notes, view } = session
    // In the order of a file, whatever was met first.
    parts.push({ part: 'session', meta, ...(delta && { delta }), documents, ...(notes && { notes }), ...(view !== undefined && { view }) })
    if (verify) sum = header?.version === 0 ? createSumV0(env, session) : createReadSum(env, session)
    session = undefined
  }

  function giveEntries(): void {
    if (entries.length > 0) parts.push({ part: 'entries', entries })
    entries = []
  }

  return {
    header(value, at) {
      const checked = checker.header(value, at)
      header = { raw: value, version: checked.version }
      parts.push({ part: 'header', header: checked.header })
    },
    meta(value, at) {
      session = { meta: checker.meta(value, at), documents: [] }
      read = 0
    },
    delta(value, at) {
      const delta = checker.delta(value, at)
      if (session !== undefined) session.delta = delta
    },
    document(value, at) {
      session?.documents.push(checker.document(value, at))
    },
    note(value, at) {
      const note = checker.note(value, at)
      if (session === undefined) return
      session.notes ??= []
      session.notes.push(note)
    },
    view(value, at) {
      const view = checker.view(value, at)
      if (session !== undefined) session.view = view
    },
    entry(value, at, json) {
      if (session !== undefined) giveFrame()
      const entry = checker.entry(value, at)
      read++
      entries.push(entry)
      if (sum === undefined) return
      if (json !== undefined) sum.entry(json.bytes, json.characters)
      else {
        const text = entryText(entry)
        sum.entry(encoder.encode(text), text.length)
      }
    },
    entries: () => read,
    endSession() {
      giveFrame()
      giveEntries()
      if (sum !== undefined) digests.push(sum.finish())
      sum = undefined
    },
    summary(value, at) {
      summary = { value: value === editedSummary ? undefined : checker.summary(value, at), at }
    },
    parts() {
      giveEntries()
      const given = parts
      parts = []
      return given
    },
    async settle() {
      await sum?.settle()
    },
    async end() {
      if (summary === undefined || header === undefined) throw new Error('the summary comes before the end')
      const { value, at } = summary
      const sums = await Promise.all(digests)
      if (value === undefined) return { part: 'end', summary: summaryOfEdited(checker.counts(), sums), verified: false }
      if (verify) {
        compareSums(value, sums, at)
        const raw = header.raw as Parameters<typeof documentChecksum>[1]
        if ((await documentChecksum(env, raw, value)) !== value.sha256)
          throw new AppError('archive/checksum', { at: 'the header or the summary' })
      }
      return { part: 'end', summary: value, verified: verify }
    },
  }
}
