import type { Entry } from '../../core/model'
import type { Patch } from '../../core/timeline'
import type { Json } from '../../core/value'
import { applyPatch, applyStep } from '../selectors/apply-patch'
import { type ChangeRow, changeRows } from '../selectors/change-rows'
import { diffJson } from '../selectors/diff-json'
import { decidingRows } from '../selectors/source-rows'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { EntryReader } from './entry-reader'

/** What is known of a source at an entry. */
export interface SourceMoment {
  /** `none`: it has not begun; `unknown`: a gap lies between; `partial`: its first state is still arriving. */
  readonly status: 'none' | 'known' | 'partial' | 'unknown' | 'closed'
  /** The state, or the last known one before a gap. */
  readonly value: Json | undefined
  /** The last entry of the source that changed it, at or before the one asked about. */
  readonly changed: { readonly row: number; readonly entry: Entry } | undefined
  /** What that entry changed; undefined when the state before it is not known. */
  readonly changes: readonly ChangeRow[] | undefined
  /** Steps of the change in all; `changes` holds the first of them. */
  readonly changeCount: number
  /** The gap behind `unknown`. */
  readonly gap: Entry | undefined
}

export interface SourceStates {
  /** The state of a source (an index into `index.sources`) at a position of the order. */
  at(source: number, position: number): Promise<SourceMoment>
}

const nothing: SourceMoment = { status: 'none', value: undefined, changed: undefined, changes: undefined, changeCount: 0, gap: undefined }

/** Moments kept: states share what did not change, so this is little more than the patches between them. */
const KEPT = 400

/** Folds the entries of a source into its states, and remembers where it has been. */
export function createSourceStates(index: TimelineIndex, reader: EntryReader): SourceStates {
  /** By source and the row that led to it. */
  const kept = new Map<string, SourceMoment>()

  function keep(source: number, row: number, moment: SourceMoment): void {
    kept.set(`${source}:${row}`, moment)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  }

  async function at(source: number, position: number): Promise<SourceMoment> {
    const rows = decidingRows(index, source, position)
    let start = rows.length - 1
    while (start >= 0 && !kept.has(`${source}:${rows[start]}`)) start--
    let moment = kept.get(`${source}:${rows[start]}`) ?? nothing
    for (const row of rows.slice(start + 1)) {
      const entry = await reader.read(index.seq.data[row] ?? 0)
      if (entry === undefined) continue
      // A keyframe says all, except what it changed: that takes the state before it.
      const before = moment === nothing && entry.type === 'keyframe' ? await at(source, index.positionOf(row) - 1) : moment
      moment = step(before, row, entry)
      keep(source, row, moment)
    }
    return moment
  }

  return { at }
}

function step(before: SourceMoment, row: number, entry: Entry): SourceMoment {
  if (entry.type === 'gap') return { ...before, status: before.status === 'none' ? 'none' : 'unknown', gap: entry }
  if (entry.kind !== 'state') return before
  const { value, status } = before
  switch (entry.type) {
    case 'open':
      return nothing
    case 'close':
      return { ...before, status: 'closed' }
    case 'keyframe': {
      const next: SourceMoment = { ...before, status: entry.data.partial ? 'partial' : 'known', value: entry.data.value, gap: undefined }
      // Kept by Playhead itself: nothing changed in the page.
      if (entry.data.why === 'derived' && before.changed !== undefined) return next
      const known = status === 'known' && value !== undefined && entry.data.partial !== true
      return { ...next, changed: { row, entry }, ...described(known ? value : undefined, known ? diffJson(value, entry.data.value) : []) }
    }
    case 'part': {
      const whole = value === undefined ? undefined : applyPatch(value, entry.data.patch)
      return { ...before, value: whole, status: status === 'partial' && entry.data.last ? 'known' : status }
    }
    case 'change': {
      const { patch } = entry.data
      // After a gap the patch may not fit; the last known state stays until the next whole one.
      if (value === undefined || status === 'unknown')
        return { ...before, changed: { row, entry }, changes: undefined, changeCount: patch.length }
      return { ...before, value: applyPatch(value, patch), changed: { row, entry }, ...described(value, patch) }
    }
    default:
      return before
  }
}

function described(before: Json | undefined, patch: Patch): Pick<SourceMoment, 'changes' | 'changeCount'> {
  return { changes: before === undefined ? undefined : changeRows(before, patch, applyStep), changeCount: patch.length }
}
