/**
 * The shapes of archive version 0, as files hold them. Frozen once the format
 * is finished; imports nothing, so that nothing can change them from outside.
 * What the members mean: `../SPEC.md`.
 */
export interface ArchiveV0 extends HeaderV0 {
  readonly sessions: readonly SessionV0[]
  readonly summary: SummaryV0
}

export interface HeaderV0 {
  readonly schema: 'playhead/archive'
  readonly schemaVersion: 0
  readonly encryption: null
  readonly writer: string
  readonly writtenAt: number
}

export interface SessionV0 {
  readonly meta: MetaV0
  readonly documents: readonly DocumentV0[]
  /** Left out where a session has none. */
  readonly notes?: readonly NoteV0[]
  readonly entries: readonly EntryV0[]
}

export interface MetaV0 {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
  readonly origin: string
  readonly browser: string
  readonly status: 'recording' | 'ended' | 'interrupted' | 'full'
  readonly createdAt: number
  /** Left out while the session is being recorded. */
  readonly endedAt?: number
}

export interface DocumentV0 {
  readonly id: string
  readonly url: string
  readonly title: string
  /** The document that frames it; left out for a tab's own. */
  readonly parent?: string
  readonly timeOrigin: number
  readonly offset: number
  readonly late: boolean
}

export interface NoteV0 {
  readonly id: string
  readonly anchor: { readonly document: string; readonly n: number } | { readonly from: number; readonly until: number }
  readonly text: string
  readonly tags: readonly string[]
  readonly pinned: boolean
  readonly createdAt: number
  readonly editedAt: number
}

export interface EntryV0 {
  readonly seq: number
  readonly document: string
  readonly n: number
  readonly t: number
  readonly kind: 'state' | 'component' | 'event' | 'performance'
  readonly type: string
  /** Left out where an entry has no source. */
  readonly source?: string
  /** Tagged JSON in the shape of its kind and type. */
  readonly data: unknown
}

export interface SummaryV0 {
  readonly sessions: readonly SessionSumV0[]
  readonly redaction: RedactionV0
  readonly sha256: string
}

export interface SessionSumV0 {
  readonly id: string
  readonly documents: number
  readonly entries: number
  readonly bytes: number
  readonly sha256: string
}

export interface RedactionV0 {
  /** Version of the engine that sanitized the file; 0 when none did. */
  readonly engine: number
  readonly rules: readonly RedactedByV0[]
}

export interface RedactedByV0 {
  readonly rule: string
  readonly count: number
}
