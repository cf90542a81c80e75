import { archiveFormats, compressions } from '../archive'
import { type ErrorCode, errors } from '../errors'
import { type Selection, selectable } from '../selection'
import { z } from '../zod'
import { type ExportRequest, type JobRequest, type JobState, jobPhases } from './job-state'

const count = z.number().check(z.nonnegative())
const steps = z.strictObject({ done: count, total: count })
const rules = z.array(z.strictObject({ rule: z.string(), count }))
const id = z.string().check(z.minLength(1), z.maxLength(64))
const name = z.string().check(z.maxLength(1000))

const selection: z.ZodMiniType<Selection> = z.strictObject({
  without: z.optional(z.array(z.enum(selectable))),
  sources: z.optional(z.array(z.string())),
  from: z.optional(z.number()),
  until: z.optional(z.number()),
})

const exportShape = z.strictObject({
  kind: z.literal('export'),
  sessions: z.array(id).check(z.minLength(1), z.maxLength(10_000)),
  name: z.optional(name),
  format: z.optional(z.enum(archiveFormats)),
  compression: z.optional(z.enum(compressions)),
  selection: z.optional(selection),
  sanitize: z.optional(z.boolean()),
  since: z.optional(id),
})
export const exportRequest: z.ZodMiniType<ExportRequest> = exportShape

/** What a page asks for, as it arrives. */
export const jobRequest: z.ZodMiniType<JobRequest> = z.discriminatedUnion('kind', [
  exportShape,
  z.strictObject({ kind: z.literal('import'), file: z.string().check(z.regex(/^[\w-]{1,100}$/)), name }),
])

const description = z.strictObject({
  version: count,
  writer: z.string(),
  writtenAt: z.number(),
  verified: z.boolean(),
  redaction: z.strictObject({ engine: count, rules }),
  sessions: z.array(
    z.strictObject({ id: z.string(), name: z.string(), entries: count, from: z.optional(z.number()), until: z.optional(z.number()) }),
  ),
})

const jobState: z.ZodMiniType<JobState> = z.strictObject({
  id: z.string(),
  kind: z.enum(['export', 'import']),
  request: jobRequest,
  phase: z.enum(jobPhases),
  progress: steps,
  entries: steps,
  findings: z.optional(z.strictObject({ total: count, rules })),
  cuts: z.optional(z.array(z.strictObject({ session: z.string(), lastSeq: count, entries: count }))),
  description: z.optional(description),
  targets: z.optional(z.array(z.strictObject({ session: z.string(), name: z.string() }))),
  result: z.optional(
    z.strictObject({
      file: z.optional(z.string()),
      name: z.optional(z.string()),
      bytes: z.optional(count),
      nothingNew: z.optional(z.literal(true)),
      session: z.optional(z.string()),
      sessions: z.optional(z.array(z.string())),
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
