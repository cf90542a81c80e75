import { type Entry, excerptSchema, faultOf, noteSchema, sessionStatuses } from '../model'
import { z } from '../zod'
import type { DeltaV1, DocumentV1, FrameV1, HeaderV1, MetaV1, NoteV1, SessionDeltaV1, SummaryV1 } from './versions/v1'

/** The shapes of the current version. Every object is strict: a reader that dropped what it does not know would lose it silently. */
export const schemaName = 'playhead/archive'
export const currentVersion = 1

export type ArchiveHeader = HeaderV1
export type ArchiveDelta = DeltaV1
export type ArchiveMeta = MetaV1
export type SessionDelta = SessionDeltaV1
export type ArchiveDocument = DocumentV1
export type ArchiveNote = NoteV1
/** All of a session that is no entry. */
export type ArchiveFrame = FrameV1
export type ArchiveSummary = SummaryV1

const id = z.string().check(z.minLength(1), z.maxLength(64))
const text = (longest: number) => z.string().check(z.maxLength(longest))
const count = z.int().check(z.nonnegative())
const time = z.number()
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))

export const headerSchema: z.ZodMiniType<ArchiveHeader> = z.strictObject({
  schema: z.literal(schemaName),
  schemaVersion: z.literal(currentVersion),
  encryption: z.null(),
  writer: text(200),
  writtenAt: time,
  delta: z.optional(
    z.strictObject({ base: sha256, result: sha256, full: sha256, number: z.int().check(z.positive()), removed: z.array(id) }),
  ),
})

export const sessionDelta: z.ZodMiniType<SessionDelta> = z.strictObject({ after: count, removedNotes: z.array(id) })

export const metaSchema: z.ZodMiniType<ArchiveMeta> = z.strictObject({
  id,
  name: text(10_000),
  description: text(1_000_000),
  tags: z.array(text(1000)).check(z.maxLength(1000)),
  origin: text(10_000),
  browser: text(10_000),
  status: z.enum(sessionStatuses),
  createdAt: time,
  endedAt: z.optional(time),
  excerpt: z.optional(excerptSchema),
})

/** Wider than what a recorder takes: sanitizing may make an address longer. */
export const documentSchema: z.ZodMiniType<ArchiveDocument> = z.strictObject({
  id,
  url: text(100_000),
  title: text(100_000),
  parent: z.optional(id),
  timeOrigin: time,
  offset: time,
  late: z.boolean(),
})

/** Wider than what a person may write: sanitizing may make a text longer. */
export const archiveNote: z.ZodMiniType<ArchiveNote> = noteSchema({ text: 100_000, tags: 1000, tag: 1000 })

export const summarySchema: z.ZodMiniType<ArchiveSummary> = z.strictObject({
  sessions: z.array(z.strictObject({ id, documents: count, entries: count, bytes: count, chunks: z.array(sha256), sha256 })),
  redaction: z.strictObject({
    engine: count,
    rules: z.array(z.strictObject({ rule: text(200), count })),
    templates: z.optional(z.array(text(64))),
    packs: z.optional(z.array(z.strictObject({ name: text(200), sha256 }))),
    encodings: z.optional(z.array(z.strictObject({ encoding: text(64), count }))),
    residual: z.optional(z.literal(0)),
  }),
  sha256,
})

const entryMembers = new Set(['seq', 'document', 'n', 't', 'kind', 'type', 'source', 'data'])

/**
 * Goes on only with an entry; calls `fail` with what is wrong otherwise. By
 * hand, not by schema: it runs for each of millions.
 */
export function assertEntry(value: unknown, depth: number, fail: (why: string) => never): asserts value is Entry {
  const why = entryFault(value, depth)
  if (why !== undefined) fail(why)
}

function entryFault(value: unknown, depth: number): string | undefined {
  if (!isObject(value)) return 'an entry is an object'
  for (const key of Object.keys(value)) {
    if (!entryMembers.has(key)) return `an entry has no member ${JSON.stringify(key.slice(0, 100))}`
  }
  const { seq, document, n, t } = value
  if (!isNumber(seq)) return '/seq is a whole number from 1'
  if (typeof document !== 'string') return '/document is the id of a document'
  if (!isNumber(n)) return '/n is a whole number from 1'
  if (!Number.isFinite(t)) return '/t is a number'
  return faultOf(value) ?? dataFault(value.data, depth)
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function dataFault(data: unknown, depth: number): string | undefined {
  const fault = jsonFault(data, depth)
  return fault === undefined ? undefined : `/data ${fault}`
}

/** What is wrong with the `view` of a session, or undefined: it is JSON of at most so many levels, its reader checks the rest. */
export function viewFault(value: unknown, depth: number): string | undefined {
  const fault = jsonFault(value, depth)
  return fault === undefined ? undefined : `it ${fault}`
}

/** JSON as text can say numbers that are none any more when they are read: `1e999`. */
function jsonFault(value: unknown, levels: number): string | undefined {
  const fault = valueFault(value, levels)
  return fault === 'levels' ? `has more than ${levels} levels` : fault && 'holds a number that is beyond all numbers'
}

function valueFault(value: unknown, levels: number): 'levels' | 'number' | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'number'
  if (typeof value !== 'object' || value === null) return undefined
  if (levels === 0) return 'levels'
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    // Most parts are texts, for which a call would cost more than the look.
    if (typeof part !== 'object' && typeof part !== 'number') continue
    const fault = valueFault(part, levels - 1)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** The first fault a schema finds, as `/pointer message`, or the message alone where it is about the whole value. */
export function schemaFault(schema: z.ZodMiniType<unknown>, value: unknown): string | undefined {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return undefined
  const issue = parsed.error.issues[0]
  if (issue === undefined) return 'it does not fit'
  const pointer = issue.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return `${pointer} ${issue.message}`.trim().slice(0, 300)
}
