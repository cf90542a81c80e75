import type { ArchiveFormat, Compression } from '../archive'
import type { ErrorReport } from '../errors'
import type { Selection } from '../selection'

export interface ExportRequest {
  readonly kind: 'export'
  /** One or more, each once; they stand in the file by when they began. */
  readonly sessions: readonly string[]
  /** Of the file, without time and endings; that of its first session unless told. */
  readonly name?: string | undefined
  /** JSON unless told. */
  readonly format?: ArchiveFormat | undefined
  /** `default` unless told. */
  readonly compression?: Compression | undefined
  /** Everything but how somebody looked at the sessions, unless told. */
  readonly selection?: Selection | undefined
  /** Sanitized unless this says otherwise. */
  readonly sanitize?: boolean | undefined
  /** The id of an exported file: only what came after it. What goes in, and whether it is sanitized, is as it was for that one. */
  readonly since?: string | undefined
}

export interface ImportRequest {
  readonly kind: 'import'
  /** In the staging area; the job removes it. */
  readonly file: string
  /** As the person knows it. */
  readonly name: string
}

/** What a person asks for. */
export type JobRequest = ExportRequest | ImportRequest

/**
 * An export goes waiting → plan → write → check → ready, with compare before write
 * where it goes on from another one, and done instead of ready where nothing came
 * after that; an import waiting → validate → append → done; both may end failed or cancelled.
 */
export const jobPhases = [
  'waiting',
  'plan',
  'compare',
  'write',
  'check',
  'ready',
  'validate',
  'append',
  'done',
  'failed',
  'cancelled',
] as const
export type JobPhase = (typeof jobPhases)[number]

/** How far something is; `total` is 0 while unknown. */
export interface JobSteps {
  readonly done: number
  readonly total: number
}

/** How often each rule found something. */
export interface Findings {
  readonly total: number
  readonly rules: readonly { readonly rule: string; readonly count: number }[]
}

/** What a file holds, known once it was validated as a whole. Times in milliseconds since the epoch. */
export interface ArchiveDescription {
  readonly version: number
  readonly writer: string
  readonly writtenAt: number
  /** False when another tool rewrote the file, so that its checksums could not be compared. */
  readonly verified: boolean
  /** `engine` is 0 for a file that was not sanitized. */
  readonly redaction: { readonly engine: number; readonly rules: Findings['rules'] }
  readonly sessions: readonly DescribedSession[]
}

export interface DescribedSession {
  readonly id: string
  readonly name: string
  readonly entries: number
  /** Smallest and largest `t`; absent for a session without entries. */
  readonly from?: number | undefined
  readonly until?: number | undefined
}

export interface JobResult {
  /** Export: the staged file, the name to save it under, its size in bytes. */
  readonly file?: string | undefined
  readonly name?: string | undefined
  readonly bytes?: number | undefined
  /** Export of what came after another: there was nothing, so there is no file. */
  readonly nothingNew?: true | undefined
  /** Import: the first session that came in, and all of them. */
  readonly session?: string | undefined
  readonly sessions?: readonly string[] | undefined
}

/** Up to where a session is exported, though it may still grow. */
export interface SessionCut {
  readonly session: string
  readonly lastSeq: number
  readonly entries: number
}

/** A long operation: what was asked, how far it is, how it ended. Plain data, kept over restarts. */
export interface JobState {
  readonly id: string
  readonly kind: 'export' | 'import'
  readonly request: JobRequest
  readonly phase: JobPhase
  /** Bytes of the phase. */
  readonly progress: JobSteps
  /** Entries of the phase. */
  readonly entries: JobSteps
  /** Export: what the sanitizer found, so far or in all. */
  readonly findings?: Findings | undefined
  /** Export: where each session ends, fixed by the first plan. */
  readonly cuts?: readonly SessionCut[] | undefined
  /** Import: what the file holds. */
  readonly description?: ArchiveDescription | undefined
  /** Import: where its sessions go, fixed before the first is stored. */
  readonly targets?: readonly { readonly session: string; readonly name: string }[] | undefined
  readonly result?: JobResult | undefined
  readonly error?: ErrorReport | undefined
  /** Export: the secret behind the tokens of names, fixed by the first plan. */
  readonly tokenKey?: string | undefined
  /** How often a host began it; more than once says that it was interrupted and started over. */
  readonly attempts: number
  /** Export: when its file was handed over. */
  readonly savedAt?: number | undefined
  readonly createdAt: number
  readonly updatedAt: number
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
