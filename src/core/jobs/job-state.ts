import type { ArchiveFormat, ArchiveSummary, Compression } from '../archive'
import type { ErrorReport } from '../errors'
import type { Excerpt, ImportedFile, RulePack, TemplateId } from '../model'
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
  /** What is looked for; what is on by itself unless told. */
  readonly templates?: readonly TemplateId[] | undefined
  /** A person's own rules. */
  readonly packs?: readonly RulePack[] | undefined
  /** Only tells what would be redacted; there is no file. */
  readonly preview?: boolean | undefined
  /** The id of an exported file: only what came after it. What goes in, and how it is sanitized, is as it was for that one. */
  readonly since?: string | undefined
}

export interface ImportRequest {
  readonly kind: 'import'
  /** In any order. What belongs together is imported together, each of the others by a job of its own. */
  readonly files: readonly StagedImport[]
  /** What becomes of sessions that are here already; the person is asked unless told. */
  readonly known?: KnownPolicy | undefined
  /** What the files are to be read as, whatever they look like. */
  readonly format?: ArchiveFormat | undefined
  /** Only reads them, and tells what they would bring. */
  readonly check?: boolean | undefined
  /** All other sessions are deleted with it; the person is asked first, always. */
  readonly clear?: boolean | undefined
}

/** A file that is to come in. */
export interface StagedImport {
  /** In the staging area; the job removes it. */
  readonly file: string
  /** As the person knows it. */
  readonly name: string
  /** Its checksum, where it was looked for. */
  readonly sha256?: string | undefined
}

/**
 * What becomes of a session whose id is here already: it gets what it lacks
 * (`merge`), both are kept (`copy`), the file's takes its place (`overwrite`), it
 * stays as it is (`skip`), or nothing is imported (`error`). One that was deleted
 * is not here: the file's takes its place.
 */
export const knownPolicies = ['merge', 'copy', 'overwrite', 'skip', 'error'] as const
export type KnownPolicy = (typeof knownPolicies)[number]

/** What is to be taken out of sessions where they are stored. */
export interface RedactRequest {
  readonly kind: 'redact'
  readonly sessions: readonly string[]
  /** None unless told. */
  readonly templates?: readonly TemplateId[] | undefined
  /** A person's own rules; forgotten with the end of the job, as they may hold what is to go. */
  readonly packs?: readonly RulePack[] | undefined
}

/** What a person asks for. */
export type JobRequest = ExportRequest | ImportRequest | RedactRequest

/**
 * An export goes waiting → plan → write → check → ready (a preview plan → done), with compare before write
 * where it goes on from another one, and done instead of ready where nothing came
 * after that; an import waiting → sort (of several files) → validate → asking (until
 * it is answered, then waiting again) → append → done; a redaction waiting → plan →
 * append → done; all may end failed or cancelled.
 */
export const jobPhases = [
  ...(['waiting', 'plan', 'compare', 'write', 'check', 'ready'] as const),
  ...(['sort', 'validate', 'asking', 'append', 'done'] as const),
  ...(['failed', 'cancelled'] as const),
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

/** What an export would redact, and where: the first places of each rule, as `event/console 12 args/0/user (json)`. */
export interface FindingsReport extends Findings {
  /** With how many different values each rule found. */
  readonly rules: readonly { readonly rule: string; readonly count: number; readonly distinct: number }[]
  /** How much of it stood within an encoding. */
  readonly encodings: readonly { readonly encoding: string; readonly count: number }[]
  readonly samples: readonly { readonly rule: string; readonly at: string }[]
  readonly fields: readonly { readonly field: string; readonly count: number }[]
}

/** What a file holds, or one and its deltas together, known once all was validated. Times in milliseconds since the epoch. */
export interface ArchiveDescription {
  readonly version: number
  readonly writer: string
  readonly writtenAt: number
  /** False when another tool rewrote the file, so that its checksums could not be compared. */
  readonly verified: boolean
  /** `engine` is 0 for a file that was not sanitized. */
  readonly redaction: ArchiveSummary['redaction']
  readonly sessions: readonly DescribedSession[]
  /** By what deltas know it; absent for one that is not verified. */
  readonly file?: Pick<ImportedFile, 'sha256' | 'full' | 'of'> | undefined
  /** True for deltas that go on from what is here. */
  readonly grows?: boolean | undefined
}

export interface DescribedSession {
  readonly id: string
  readonly name: string
  readonly entries: number
  /** Smallest and largest `t`; absent for a session without entries. */
  readonly from?: number | undefined
  readonly until?: number | undefined
  readonly notes?: number | undefined
  readonly excerpt?: Excerpt | undefined
  /** What the file's summary says of it. */
  readonly sum?: ImportedFile['sum'] | undefined
  /** How many of its entries and notes are here already; absent where there is no session with its id. */
  readonly here?: { readonly entries: number; readonly notes: number; readonly recording: boolean } | undefined
}

/** Where a session of a file goes, and how. */
export interface JobTarget {
  readonly session: string
  readonly name: string
  readonly how: 'new' | Exclude<KnownPolicy, 'error'>
}

export interface JobResult {
  /** Export: the staged file, the name to save it under, its size in bytes. */
  readonly file?: string | undefined
  readonly name?: string | undefined
  readonly bytes?: number | undefined
  /** Export of what came after another: there was nothing, so there is no file. */
  readonly nothingNew?: true | undefined
  /** Preview: what an export would redact. Redaction: what was taken out. */
  readonly report?: FindingsReport | undefined
  /** Import: the first session that came in, and all of them. Redaction: those that were rewritten. */
  readonly session?: string | undefined
  readonly sessions?: readonly string[] | undefined
  /** Import: those that were deleted with it. */
  readonly removed?: readonly string[] | undefined
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
  readonly kind: JobRequest['kind']
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
  readonly targets?: readonly JobTarget[] | undefined
  /** Import: the sessions that are deleted with it, fixed with the targets. */
  readonly removes?: readonly string[] | undefined
  /** Import: files of this job that others take over; empty once they have, absent before it is known. */
  readonly siblings?: readonly (readonly StagedImport[])[] | undefined
  /** Import: how many sessions would be deleted with it. */
  readonly others?: number | undefined
  /** Import: what the person said to the question. */
  readonly answer?: KnownPolicy | undefined
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

/** True once nothing more will happen to it. */
export function isFinished({ phase }: Pick<JobState, 'phase'>): boolean {
  return ends.includes(phase)
}

/** True while there is something to do that waits for nobody. */
export function isRunnable(job: Pick<JobState, 'phase'>): boolean {
  return !isFinished(job) && job.phase !== 'asking'
}

/** The job that goes on with what the person said; as it is where it asks nothing. */
export function answered(job: JobState, answer: KnownPolicy, now: number): JobState {
  if (job.phase !== 'asking') return job
  return { ...job, answer, phase: 'waiting', attempts: 0, updatedAt: now }
}

/** What a job has in the staging area. */
export function stagedFiles({ id, createdAt, request, siblings = [] }: JobState): readonly string[] {
  if (request.kind === 'redact') return []
  if (request.kind === 'export') return [`export-${createdAt}-${id}`]
  return [request.files, ...siblings].flat().map(({ file }) => file)
}
