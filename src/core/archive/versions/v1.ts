/**
 * The shapes of archive version 1, as files hold them. Frozen; imports nothing,
 * so that nothing can change them from outside. What the members mean: `../SPEC.md`.
 */
export interface ArchiveV1 extends HeaderV1 {
  readonly sessions: readonly SessionV1[]
  readonly summary: SummaryV1
}

export interface HeaderV1 {
  readonly schema: 'playhead/archive'
  readonly schemaVersion: 1
  readonly encryption: null
  readonly writer: string
  readonly writtenAt: number
  /** Left out in a file that is whole by itself. */
  readonly delta?: DeltaV1 | undefined
}

export interface DeltaV1 {
  readonly base: string
  readonly result: string
  readonly full: string
  readonly number: number
  readonly removed: readonly string[]
}

export interface FrameV1 {
  readonly meta: MetaV1
  /** In a delta, where only the end of the session is there. */
  readonly delta?: SessionDeltaV1 | undefined
  readonly documents: readonly DocumentV1[]
  /** Left out where a session has none. */
  readonly notes?: readonly NoteV1[] | undefined
  /** How a person looked at the session last, as JSON; left out where that was not asked for. */
  readonly view?: unknown
}

export interface SessionDeltaV1 {
  readonly after: number
  readonly removedNotes: readonly string[]
}

export interface SessionV1 extends FrameV1 {
  readonly entries: readonly EntryV1[]
}

export interface MetaV1 {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
  readonly origin: string
  readonly browser: string
  readonly status: 'recording' | 'ended' | 'interrupted' | 'full'
  readonly createdAt: number
  /** Left out while the session is being recorded. */
  readonly endedAt?: number | undefined
  /** Left out where the session is whole. */
  readonly excerpt?: ExcerptV1 | undefined
}

export interface ExcerptV1 {
  readonly without: readonly ('state' | 'component' | 'event' | 'performance' | 'history' | 'times' | 'notes')[]
  readonly sources?: readonly string[] | undefined
  readonly from?: number | undefined
  readonly until?: number | undefined
}

export interface DocumentV1 {
  readonly id: string
  readonly url: string
  readonly title: string
  /** The document that frames it; left out for a tab's own. */
  readonly parent?: string | undefined
  readonly timeOrigin: number
  readonly offset: number
  readonly late: boolean
}

export interface NoteV1 {
  readonly id: string
  readonly anchor: { readonly document: string; readonly n: number } | { readonly from: number; readonly until: number }
  readonly text: string
  readonly tags: readonly string[]
  readonly pinned: boolean
  readonly createdAt: number
  readonly editedAt: number
}

export interface EntryV1 {
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

export interface SummaryV1 {
  readonly sessions: readonly SessionSumV1[]
  readonly redaction: RedactionV1
  readonly sha256: string
}

export interface SessionSumV1 {
  readonly id: string
  readonly documents: number
  readonly entries: number
  /** Of the JSON of its entries. */
  readonly bytes: number
  /** One checksum for each chunk of entries. */
  readonly chunks: readonly string[]
  readonly sha256: string
}

export interface RedactionV1 {
  /** Version of the engine that sanitized the file; 0 when none did. */
  readonly engine: number
  readonly rules: readonly RedactedByV1[]
  /** The templates whose rules looked; absent where nobody said. */
  readonly templates?: readonly string[] | undefined
  /** A person's own rules, by the checksums of their packs. */
  readonly packs?: readonly RulePackV1[] | undefined
  /** How much of it stood within an encoding. */
  readonly encodings?: readonly EncodedV1[] | undefined
  /** What was found when the file was looked at again: nothing, or there would be none. */
  readonly residual?: 0 | undefined
}

export interface RulePackV1 {
  readonly name: string
  readonly sha256: string
}

export interface EncodedV1 {
  readonly encoding: string
  readonly count: number
}

export interface RedactedByV1 {
  readonly rule: string
  readonly count: number
}
