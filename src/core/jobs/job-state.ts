import { type ErrorCode, errors } from '../errors'
import { z } from '../zod'

/** What a person asks for. */
const exportRequest = z.strictObject({
  kind: z.literal('export'),
  session: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Of the file, without time and endings; the session's own unless told. */
  name: z.optional(z.string().check(z.maxLength(1000))),
})
const importRequest = z.strictObject({
  kind: z.literal('import'),
  /** In the staging area; the job removes it. */
  file: z.string().check(z.minLength(1), z.maxLength(100)),
  /** As the person knows it. */
  name: z.string().check(z.maxLength(1000)),
})
export const jobRequest = z.discriminatedUnion('kind', [exportRequest, importRequest])
export type JobRequest = z.infer<typeof jobRequest>
export type ExportRequest = z.infer<typeof exportRequest>
export type ImportRequest = z.infer<typeof importRequest>

/**
 * An export goes waiting → plan → write → check → ready, an import waiting →
 * validate → append → done; both may end failed or cancelled.
 */
const jobPhases = ['waiting', 'plan', 'write', 'check', 'ready', 'validate', 'append', 'done', 'failed', 'cancelled'] as const
export type JobPhase = (typeof jobPhases)[number]

const count = z.number().check(z.nonnegative())
const steps = z.strictObject({ done: count, total: count })
const findings = z.strictObject({ total: count, rules: z.array(z.strictObject({ rule: z.string(), count })) })

/** What a file holds, known once it was validated as a whole. */
const description = z.strictObject({
  version: count,
  writer: z.string(),
  /** Milliseconds since the epoch. */
  writtenAt: z.number(),
  /** False when another tool rewrote the file, so that its checksums could not be compared. */
  verified: z.boolean(),
  redaction: z.strictObject({ engine: count, rules: z.array(z.strictObject({ rule: z.string(), count })) }),
  sessions: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      entries: count,
      /** Smallest and largest `t`; absent for a session without entries. */
      from: z.optional(z.number()),
      until: z.optional(z.number()),
    }),
  ),
})

const jobState = z.strictObject({
  id: z.string(),
  kind: z.enum(['export', 'import']),
  request: jobRequest,
  phase: z.enum(jobPhases),
  /** Bytes of the phase; `total` is 0 while unknown. */
  progress: steps,
  /** Entries of the phase. */
  entries: steps,
  /** Export: what the sanitizer found, so far or in all. */
  findings: z.optional(findings),
  /** Export: where it ends, fixed by the first plan. */
  cut: z.optional(z.strictObject({ lastSeq: count, entries: count })),
  /** Import: what the file holds. */
  description: z.optional(description),
  /** Import: where its sessions go, fixed before the first is stored. */
  targets: z.optional(z.array(z.strictObject({ session: z.string(), name: z.string() }))),
  result: z.optional(
    z.strictObject({
      /** Export: the staged file, the name to save it under, its size. */
      file: z.optional(z.string()),
      name: z.optional(z.string()),
      bytes: z.optional(count),
      /** Import: the first session that came in, and all of them. */
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
  /** How often a host began it; more than once says that it was interrupted and started over. */
  attempts: count,
  /** Export: when its file was handed over, milliseconds since the epoch. */
  savedAt: z.optional(z.number()),
  createdAt: z.number(),
  updatedAt: z.number(),
})

/** A long operation: what was asked, how far it is, how it ended. Plain data, kept over restarts. */
export type JobState = z.infer<typeof jobState>
export type Findings = z.infer<typeof findings>
export type ArchiveDescription = z.infer<typeof description>

/** A row or message as a job, or undefined when it is none (of another version, say). */
export function parseJobState(value: unknown): JobState | undefined {
  const parsed = jobState.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

/** A job that nobody has begun. */
export function newJob(id: string, request: JobRequest, now: number): JobState {
  const nothing = { done: 0, total: 0 }
  return {
    id,
    kind: request.kind,
    request,
    phase: 'waiting',
    progress: nothing,
    entries: nothing,
    attempts: 0,
    createdAt: now,
    updatedAt: now,
  }
}

const ends: readonly JobPhase[] = ['ready', 'done', 'failed', 'cancelled']

/** True once nothing more will happen by itself. */
export function isFinished({ phase }: Pick<JobState, 'phase'>): boolean {
  return ends.includes(phase)
}
