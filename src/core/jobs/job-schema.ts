import { type ArchiveSummary, archiveFormats, compressions } from '../archive'
import { type ErrorCode, errors } from '../errors'
import { type Excerpt, rulePack, templateIds } from '../model'
import { type Selection, selectable } from '../selection'
import { z } from '../zod'
import { type ExportRequest, type JobRequest, type JobState, jobPhases, knownPolicies, type StagedImport } from './job-state'

const count = z.number().check(z.nonnegative())
const steps = z.strictObject({ done: count, total: count })
const rules = z.array(z.strictObject({ rule: z.string(), count }))
/** Checked where its file was read. */
const redaction = z.custom<ArchiveSummary['redaction']>((value) => typeof value === 'object' && value !== null && 'rules' in value)
const id = z.string().check(z.minLength(1), z.maxLength(64))
const name = z.string().check(z.maxLength(1000))

const selection: z.ZodMiniType<Selection> = z.strictObject({
  without: z.optional(z.array(z.enum(selectable))),
  sources: z.optional(z.array(z.string())),
  from: z.optional(z.number()),
  until: z.optional(z.number()),
})

const packs = z.array(rulePack).check(z.maxLength(100))

const exportShape = z.strictObject({
  kind: z.literal('export'),
  sessions: z.array(id).check(z.minLength(1), z.maxLength(10_000)),
  name: z.optional(name),
  format: z.optional(z.enum(archiveFormats)),
  compression: z.optional(z.enum(compressions)),
  selection: z.optional(selection),
  sanitize: z.optional(z.boolean()),
  templates: z.optional(z.array(z.enum(templateIds))),
  packs: z.optional(packs),
  preview: z.optional(z.boolean()),
  since: z.optional(id),
})
export const exportRequest: z.ZodMiniType<ExportRequest> = exportShape

const staged: z.ZodMiniType<StagedImport> = z.strictObject({
  file: z.string().check(z.regex(/^[\w-]{1,100}$/)),
  name,
  sha256: z.optional(z.string()),
})

/** What a page asks for, as it arrives. */
export const jobRequest: z.ZodMiniType<JobRequest> = z.discriminatedUnion('kind', [
  exportShape,
  z.strictObject({
    kind: z.literal('import'),
    files: z.array(staged).check(z.minLength(1), z.maxLength(1000)),
    known: z.optional(z.enum(knownPolicies)),
    format: z.optional(z.enum(archiveFormats)),
    check: z.optional(z.boolean()),
    clear: z.optional(z.boolean()),
  }),
  z.strictObject({
    kind: z.literal('redact'),
    sessions: z.array(id).check(z.minLength(1), z.maxLength(10_000)),
    templates: z.optional(z.array(z.enum(templateIds))),
    packs: z.optional(packs),
  }),
])

/** What a person says to the question of an import. */
export const jobAnswer = z.enum(knownPolicies)

/** Checked where its file was read; pages that only show it need none of what checks it. */
const excerpt = z.custom<Excerpt>((value) => typeof value === 'object' && value !== null)

const description = z.strictObject({
  version: count,
  writer: z.string(),
  writtenAt: z.number(),
  verified: z.boolean(),
  redaction,
  sessions: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      entries: count,
      from: z.optional(z.number()),
      until: z.optional(z.number()),
      notes: z.optional(count),
      excerpt: z.optional(excerpt),
      sum: z.optional(z.strictObject({ documents: count, entries: count, bytes: count, sha256: z.string() })),
      here: z.optional(z.strictObject({ entries: count, notes: count, recording: z.boolean() })),
    }),
  ),
  file: z.optional(z.strictObject({ sha256: z.string(), full: z.string(), of: count })),
  grows: z.optional(z.boolean()),
})

const jobState: z.ZodMiniType<JobState> = z.strictObject({
  id: z.string(),
  kind: z.enum(['export', 'import', 'redact']),
  request: jobRequest,
  phase: z.enum(jobPhases),
  progress: steps,
  entries: steps,
  findings: z.optional(z.strictObject({ total: count, rules })),
  cuts: z.optional(z.array(z.strictObject({ session: z.string(), lastSeq: count, entries: count }))),
  description: z.optional(description),
  targets: z.optional(
    z.array(z.strictObject({ session: z.string(), name: z.string(), how: z.enum(['new', 'merge', 'copy', 'overwrite', 'skip']) })),
  ),
  removes: z.optional(z.array(z.string())),
  siblings: z.optional(z.array(z.array(staged))),
  others: z.optional(count),
  answer: z.optional(jobAnswer),
  result: z.optional(
    z.strictObject({
      file: z.optional(z.string()),
      name: z.optional(z.string()),
      bytes: z.optional(count),
      nothingNew: z.optional(z.literal(true)),
      report: z.optional(
        z.strictObject({
          total: count,
          rules: z.array(z.strictObject({ rule: z.string(), count, distinct: count })),
          encodings: z.array(z.strictObject({ encoding: z.string(), count })),
          samples: z.array(z.strictObject({ rule: z.string(), at: z.string() })),
          fields: z.array(z.strictObject({ field: z.string(), count })),
        }),
      ),
      session: z.optional(z.string()),
      sessions: z.optional(z.array(z.string())),
      removed: z.optional(z.array(z.string())),
    }),
  ),
  error: z.optional(
    z.strictObject({
      code: z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(errors, code)),
      detail: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  tokenKey: z.optional(z.string()),
  attempts: count,
  savedAt: z.optional(z.number()),
  createdAt: z.number(),
  updatedAt: z.number(),
})

/** A row or a message as a job, or undefined when it is none (of another version, say). */
export function parseJobState(value: unknown): JobState | undefined {
  const parsed = jobState.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
