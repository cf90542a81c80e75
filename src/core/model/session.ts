import { z } from '../zod'
import type { Excerpt } from './excerpt'
import type { Kind } from './kinds'
import { amount } from './schemas'

/**
 * `recording`: being written; `ended`: stopped by a person or by its tab
 * closing; `interrupted`: the browser went away under it; `full`: the disk did.
 */
export const sessionStatuses = ['recording', 'ended', 'interrupted', 'full'] as const
export type SessionStatus = (typeof sessionStatuses)[number]

/** One recording of one tab, across its frames and navigations. Times are milliseconds since the epoch. */
export interface Session {
  readonly id: string
  readonly name: string
  /** The origin of the tab when recording began, for the list. */
  readonly origin: string
  readonly from: 'recorded' | 'imported'
  readonly status: SessionStatus
  readonly createdAt: number
  /** Absent while recording. */
  readonly endedAt?: number | undefined
  readonly browser: string
  /** Raised whenever stored entries are rewritten. */
  readonly revision: number
  readonly description: string
  readonly tags: readonly string[]
  readonly counts: SessionCounts
  /** Present when it came from a file that did not hold all of it. */
  readonly excerpt?: Excerpt | undefined
  /** Present when a job brought it; no file tells it. */
  readonly imported?: Imported | undefined
  /** Set while the session can still be brought back; it is gone for good at the next start. */
  readonly deletedAt?: number | undefined
}

/** How a session came in. */
export interface Imported {
  /** The job that brought it, or what was added to it last. */
  readonly job: string
  /** Present where it is what a file says of it: then a delta of that file can go on from it. */
  readonly file?: ImportedFile | undefined
}

/** A file that sessions came from, by what its summary says. Checksums as in the SPEC of the archive. */
export interface ImportedFile {
  readonly sha256: string
  /** Of the full file at the beginning of its chain. */
  readonly full: string
  /** How many sessions it has. */
  readonly of: number
  /** What its summary says of the session. */
  readonly sum: { readonly documents: number; readonly entries: number; readonly bytes: number; readonly sha256: string }
  /** A checksum of what people may change of the session and its notes, and its revision: so a change since is noticed. */
  readonly said: string
  readonly revision: number
}

/** Kept by the store with every append. */
export interface SessionCounts {
  readonly entries: number
  readonly bytes: number
  readonly errors: number
  readonly gaps: number
  readonly kinds: Readonly<Record<Kind, number>>
}

export const noCounts: SessionCounts = {
  entries: 0,
  bytes: 0,
  errors: 0,
  gaps: 0,
  kinds: { state: 0, component: 0, event: 0, performance: 0 },
}

/** What a person may change of a session. */
export type SessionEdit = Partial<Pick<Session, 'name' | 'description' | 'tags'>>

/** One page load in one frame. */
export interface DocumentInfo {
  readonly id: string
  readonly url: string
  readonly title: string
  /** The id of the document that frames it; absent for the tab's own. */
  readonly parent?: string | undefined
  /** Milliseconds since the epoch: when its clock began. */
  readonly timeOrigin: number
  /** Milliseconds to add to `timeOrigin + at`, fixed at the handshake. */
  readonly offset: number
  /** True when the recorder came after the page had already run scripts. */
  readonly late: boolean
}

export const documentInfo = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  url: z.string().check(z.maxLength(8192)),
  title: z.string().check(z.maxLength(1024)),
  parent: z.optional(z.string().check(z.maxLength(64))),
  timeOrigin: amount,
  offset: z.number(),
  late: z.boolean(),
})
