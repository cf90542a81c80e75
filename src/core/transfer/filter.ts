import type { Entry, Kind, NoteAnchor, TimeAnchor } from '../model'

/**
 * What of a store is meant. All that is given must hold; what is left out leaves
 * nothing away. Times are milliseconds since the epoch, `from` inclusive and
 * `to` exclusive, so that windows side by side give each entry once.
 */
export interface TransferFilter {
  /** Ids. Without it: all that are not deleted. */
  readonly sessions?: readonly string[] | undefined
  /** Ids of sources. State gaps of no source concern all sources and come along; other entries of no source do not. */
  readonly sources?: readonly string[] | undefined
  readonly kinds?: readonly Kind[] | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** What a filter asks of an entry. */
export interface EntryFacts {
  readonly kind: string
  readonly type: string
  readonly source: string | null
  readonly t: number
}

export function factsOf({ kind, type, source, t }: Entry): EntryFacts {
  return { kind, type, source: source ?? null, t }
}

export function matchesEntry({ sources, kinds, from, to }: TransferFilter, { kind, type, source, t }: EntryFacts): boolean {
  if (t < (from ?? -Infinity) || t >= (to ?? Infinity)) return false
  if (kinds !== undefined && !kinds.some((one) => one === kind)) return false
  if (sources === undefined) return true
  return source === null ? kind === 'state' && type === 'gap' : sources.includes(source)
}

/** Whether a stretch, its end included, has anything of the time that is asked for. */
export function overlaps({ from = -Infinity, to = Infinity }: TransferFilter, stretch: TimeAnchor): boolean {
  return stretch.until >= from && stretch.from < to
}

/** Whether the filter asks anything of entries. */
export function asksOfEntries({ sources, kinds, from, to }: TransferFilter): boolean {
  return (sources ?? kinds ?? from ?? to) !== undefined
}

/**
 * A note about an entry goes with its entry (`entry`: undefined when that is not
 * there), and without one only where nothing is asked of entries. A note about a
 * stretch of time goes by time alone.
 */
export function matchesNote(filter: TransferFilter, anchor: NoteAnchor, entry: EntryFacts | undefined): boolean {
  if (!('document' in anchor)) return overlaps(filter, anchor)
  return entry === undefined ? !asksOfEntries(filter) : matchesEntry(filter, entry)
}
