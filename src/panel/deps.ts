import type { ReadonlySignal } from '@preact/signals'
import type { Env } from '../core/env'
import type { ExportedFile, JobRequest, JobState, KnownPolicy, RowTable, Schedule, ScheduleRequest } from '../core/jobs'
import type { EntryAnchor, KeptPack } from '../core/model'
import type { SessionStore } from '../core/store'

/** Whether the inspected tab can be, may be, and is being recorded. */
export interface RecorderStatus {
  /**
   * `unknown`: not asked yet; `unavailable`: no page of the web (`why` says what
   * it is); `not-granted`: the site has to be allowed first; `full`: stopped
   * because the disk is full.
   */
  readonly state: 'unknown' | 'unavailable' | 'not-granted' | 'idle' | 'recording' | 'full'
  /** The session being recorded. */
  readonly session?: string | undefined
  readonly origin?: string | undefined
  readonly why?: string | undefined
}

/** The recorder of the tab that the panel belongs to. */
export interface Recorder {
  readonly status: ReadonlySignal<RecorderStatus>
  start(options: { readonly reload: boolean }): Promise<void>
  stop(): Promise<void>
  /** Asks for the site's permission; resolves to whether it is granted. Absent where a panel cannot ask: then the text says where. */
  grant?(): Promise<boolean>
  openOptions(): void
}

/** A moment in a session, as a link carries it. */
export interface Place {
  readonly session: string
  /** The selected entry. */
  readonly entry?: EntryAnchor | undefined
  /** True when a link names an entry in a way that cannot be read. */
  readonly unclear?: boolean | undefined
  /** What the timeline is filtered by, as typed; empty for nothing. */
  readonly filter: string
}

/** Where the panel is, for a page whose address says so. */
export interface Places {
  /** Where the person wants to be; undefined is the list of sessions. Each wish is an object of its own, so that the same place can be wanted again. */
  readonly wanted: ReadonlySignal<{ readonly place: Place | undefined }>
  /** Told whenever the panel is somewhere else. */
  moved(place: Place | undefined): void
  linkTo(place: Place): string
}

/** Which sessions go into a file, what of them, and how it is written. */
export type ExportRequest = Extract<JobRequest, { readonly kind: 'export' }>

/** Which sessions are redacted where they are stored, by which rules. */
export type RedactRequest = Extract<JobRequest, { readonly kind: 'redact' }>

/** What of an import a person may choose beforehand. */
export type ImportOptions = Omit<Extract<JobRequest, { readonly kind: 'import' }>, 'kind' | 'files'>

/** All the panel is given. Everything else it does itself. */
export interface PanelDeps {
  readonly store: SessionStore
  readonly env: Env
  /** Absent where nothing can be recorded: then nothing speaks of recording, and files are what there is. */
  readonly recorder?: Recorder | undefined
  /** Absent where the panel has no address of its own: then there are no links to a moment. */
  readonly places?: Places | undefined
  readonly jobs: {
    readonly list: ReadonlySignal<readonly JobState[]>
    /** Resolves to the job's id once it has begun. */
    exportFile(request: ExportRequest): Promise<string>
    /** Resolves once the files are where jobs read them; what belongs together is imported together. */
    importFiles(files: readonly File[], options?: ImportOptions): Promise<void>
    /** Takes what rules find out of stored sessions; resolves to the job's id once it has begun. */
    redact(request: RedactRequest): Promise<string>
    /** What an import that asks is to do. */
    answer(job: string, answer: KnownPolicy): Promise<void>
    cancel(job: string): Promise<void>
    dismiss(job: string): Promise<void>
    /** Hands the finished file to the person, as a download. */
    save(job: string): Promise<void>
    /** What is kept of files that were exported here, for those that go on from them. */
    exported(): Promise<readonly ExportedFile[]>
  }
  /** Packs of a person's own sanitizing rules. */
  readonly rules: RowTable<KeptPack>
  /** Hands bytes to the person as a download of this name. */
  saveFile(bytes: Blob, name: string): void
  /** Exports that follow each other by themselves. Absent where nothing runs while the panel is closed. */
  readonly schedules?:
    | {
        readonly list: ReadonlySignal<readonly Schedule[]>
        /** Brings `list` up to date. */
        refresh(): Promise<void>
        start(request: ScheduleRequest): Promise<void>
        stop(schedule: string): Promise<void>
      }
    | undefined
  readonly theme: ReadonlySignal<'light' | 'dark'>
}
