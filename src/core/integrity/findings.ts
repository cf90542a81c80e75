import type { SessionCounts } from '../model'

/** Something in a store that does not fit. `repairable`: it follows from what is there, and `repairIntegrity` makes it so. */
export type Finding =
  /** The content of the segment that begins at `at` cannot be read. */
  | {
      readonly what: 'unreadable'
      readonly session: string
      readonly at: number
      readonly entries: number
      readonly why: string
      readonly repairable: false
    }
  /** The index of the segment that begins at `at` says something else than its content: in these columns. */
  | {
      readonly what: 'index'
      readonly session: string
      readonly at: number
      readonly columns: readonly string[]
      readonly repairable: true
    }
  /** Entries from `at` on are in no index: lists and filters pass over them. */
  | {
      readonly what: 'no-index'
      readonly session: string
      readonly at: number
      readonly entries: number
      readonly repairable: true
    }
  /** `missing` entries are not there from the seq `at` on, and no gap says why. */
  | { readonly what: 'seq-hole'; readonly session: string; readonly at: number; readonly missing: number; readonly repairable: false }
  /** `missing` entries of a document are not there from its number `n` on, before the entry `at`, and no gap says why. */
  | {
      readonly what: 'n-hole'
      readonly session: string
      readonly document: string
      readonly n: number
      readonly missing: number
      readonly at: number
      readonly repairable: false
    }
  /** The entry `at` has a number that its document had passed. */
  | {
      readonly what: 'n-order'
      readonly session: string
      readonly document: string
      readonly n: number
      readonly at: number
      readonly repairable: false
    }
  /** The session's row counts something else than its entries. */
  | {
      readonly what: 'counts'
      readonly session: string
      readonly stored: SessionCounts
      readonly counted: SessionCounts
      readonly repairable: true
    }
  /** A document says that its last number is another than that of its last entry. */
  | {
      readonly what: 'last-n'
      readonly session: string
      readonly document: string
      readonly stored: number
      readonly found: number
      readonly repairable: true
    }
  /** Entries, the first of them `at`, are of a document that is not there. */
  | {
      readonly what: 'no-document'
      readonly session: string
      readonly document: string
      readonly at: number
      readonly entries: number
      readonly repairable: false
    }
  /** A document names one that is not there as what frames it. */
  | {
      readonly what: 'no-parent'
      readonly session: string
      readonly document: string
      readonly parent: string
      readonly repairable: false
    }
  /** A note names a document, or an entry of it, that is not there. */
  | {
      readonly what: 'note'
      readonly session: string
      readonly note: string
      readonly missing: 'document' | 'entry'
      readonly document: string
      readonly n: number
      readonly repairable: false
    }

export interface IntegrityReport {
  /** By session as they were looked at, then as they were come upon. */
  readonly findings: readonly Finding[]
  /** Ids of the sessions that were looked at. */
  readonly sessions: readonly string[]
  readonly segments: number
  /** How many of the segments had their content read; the index of all was. */
  readonly read: number
}
