import type { ReadonlySignal } from '@preact/signals'
import type { Env } from '../core/env'
import type { JobState } from '../core/jobs'
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

/** All the panel is given. Everything else it does itself. */
export interface PanelDeps {
  readonly store: SessionStore
  readonly env: Env
  readonly recorder: {
    readonly status: ReadonlySignal<RecorderStatus>
    start(options: { readonly reload: boolean }): Promise<void>
    stop(): Promise<void>
    /** Asks for the site's permission; resolves to whether it is granted. Absent where a panel cannot ask: then the text says where. */
    grant?(): Promise<boolean>
    openOptions(): void
  }
  readonly jobs: {
    readonly list: ReadonlySignal<readonly JobState[]>
    /** Resolves to the job's id once it has begun. */
    exportSession(session: string): Promise<string>
    importFile(file: File): Promise<string>
    cancel(job: string): Promise<void>
    dismiss(job: string): Promise<void>
    /** Hands the finished file to the person, as a download. */
    save(job: string): Promise<void>
  }
  readonly theme: ReadonlySignal<'light' | 'dark'>
}
