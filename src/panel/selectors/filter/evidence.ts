import type { Entry } from '../../../core/model'
import { packColumns, type SegmentColumns, unpackColumns } from '../../../core/store'

/** What a condition says of a row: known, or what it has to see first. */
export const NO = 0
export const YES = 1
/** The label and text. */
export const TEXT = 2
/** The row of the segment in the store, with addresses that were not kept. */
export const STORED = 3
/** The entry. */
export const ENTRY = 4
export type Answer = typeof NO | typeof YES | typeof TEXT | typeof STORED | typeof ENTRY

/** What was told of an entry, as its segment has it. */
export interface Told {
  readonly url: string
  readonly method: string
  readonly status: number
  readonly size: number
  readonly duration: number
}

/** What is at hand of a row. */
export interface Evidence {
  row: number
  label?: string | undefined
  text?: string | undefined
  /** Label and text and what else a search finds, put together once. */
  haystack?: string | undefined
  told?: Told | undefined
  entry?: Entry | undefined
}

/** Evidence to be used again: nothing but the row is at hand. */
export function begin(evidence: Evidence, row: number): void {
  evidence.row = row
  evidence.label = undefined
  evidence.text = undefined
  evidence.haystack = undefined
  evidence.told = undefined
  evidence.entry = undefined
}

/** Evidence out of the columns of its segment. */
export function addColumns(evidence: Evidence, columns: SegmentColumns, place: number): void {
  evidence.label = columns.label[place] ?? ''
  evidence.text = columns.text[place] ?? ''
  if (columns.facts !== undefined) evidence.told = toldAt(columns.facts, place)
}

/** All there is: what a segment would say of the entry, and the entry. */
export function addEntry(evidence: Evidence, entry: Entry): void {
  addColumns(evidence, unpackColumns(packColumns([entry]).columns), 0)
  evidence.entry = entry
}

const nothing: Told = { url: '', method: '', status: 0, size: Number.NaN, duration: Number.NaN }

function toldAt(facts: NonNullable<SegmentColumns['facts']>, place: number): Told {
  const at = firstAtOrBehind(facts.at, place)
  if (facts.at[at] !== place) return nothing
  return {
    url: facts.url[at] ?? '',
    method: facts.method[at] ?? '',
    status: facts.status[at] ?? 0,
    size: facts.size[at] ?? Number.NaN,
    duration: facts.duration[at] ?? Number.NaN,
  }
}

function firstAtOrBehind(places: readonly number[], place: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((places[middle] ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}
