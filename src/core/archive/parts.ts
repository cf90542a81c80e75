import type { Entry } from '../model'
import type { ArchiveFrame, ArchiveHeader, ArchiveSummary } from './schema'

/**
 * An archive as it is read: `header`, then for each session `session` and its
 * `entries` in order of seq, then `end`. Everything before `end` is provisional:
 * only with `end` have the checksums and counts been compared.
 */
export type ArchivePart =
  | { readonly part: 'header'; readonly header: ArchiveHeader }
  | ({ readonly part: 'session' } & ArchiveFrame)
  | { readonly part: 'entries'; readonly entries: readonly Entry[] }
  | {
      readonly part: 'end'
      readonly summary: ArchiveSummary
      /** False when another tool put the members in another order, so that checksums cannot be compared (SPEC: C5). */
      readonly verified: boolean
    }
