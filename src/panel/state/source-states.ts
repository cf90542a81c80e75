import type { Patch } from '../../core/timeline'
import { type ChangeRow, changeRows } from '../selectors/change-rows'
import { diffInSlices } from '../selectors/diff-slices'
import { type Folded, foldEntry, unborn } from '../selectors/source-fold'
import { decidingRows, stepOf } from '../selectors/source-rows'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { EntryReader } from './entry-reader'
import { finishInSlices } from './sliced'

/** What is known of a source at an entry, and what its last change did. */
export interface SourceMoment extends Folded {
  /** The first steps of `changed`; undefined when the state before it is not known. */
  readonly changes: readonly ChangeRow[] | undefined
  /** How many steps it has in all. */
  readonly changeCount: number
}

export interface SourceStates {
  /** The state of a source (an index into `index.sources`) at a position of the order. Rejects with the store's `AppError`. */
  at(source: number, position: number): Promise<SourceMoment>
  /** The same without what its last change did. */
  folded(source: number, position: number): Promise<Folded>
}

/** States kept. They share what did not change, so each costs little more than its patch. */
const KEPT = 256
/** Entries between two kept states of a long way: each costs a copy of all that is wide, and a patch between them next to nothing. */
const STRIDE = 1000
/** Entries between two looks ahead. */
const AHEAD = 64

/** Folds the entries of a source into its states, and remembers where it has been. */
export function createSourceStates(index: TimelineIndex, reader: EntryReader): SourceStates {
  /** By source and the row that led to it. */
  const kept = new Map<string, Folded>()

  function keep(source: number, row: number, state: Folded): void {
    kept.set(`${source}:${row}`, state)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  }

  async function fold(source: number, position: number): Promise<Folded> {
    const rows = decidingRows(index, source, position)
    let start = rows.length - 1
    while (start >= 0 && !kept.has(`${source}:${rows[start]}`)) start--
    let state = kept.get(`${source}:${rows[start]}`) ?? unborn
    let owned = new WeakSet<object>()
    const lastChange = rows.findLastIndex((row) => stepOf(index, row, source) === 'change')
    for (let at = start + 1; at < rows.length; at++) {
      if ((at - start) % AHEAD === 1) reader.prepare(seqsFrom(rows, at))
      const row = rows[at] ?? 0
      const keeps = at === rows.length - 1 || (at - start) % STRIDE === 0
      // The state before a change that is told of is shown beside it, so it may not become it;
      // a closing or a gap may follow that change.
      if (keeps || at === lastChange) owned = new WeakSet()
      const entry = await reader.read(index.seq.data[row] ?? 0)
      if (entry !== undefined) state = foldEntry(state, { row, entry }, owned)
      if (!keeps) continue
      keep(source, row, state)
      owned = new WeakSet()
    }
    return state
  }

  function* seqsFrom(rows: readonly number[], from: number): Generator<number, void> {
    for (let at = from; at < rows.length; at++) yield index.seq.data[rows[at] ?? 0] ?? 0
  }

  /** A fold begins at a keyframe; what came before that, it cannot know by itself. */
  async function withPast(source: number, position: number, state: Folded): Promise<Folded> {
    const { changed } = state
    if (state.status === 'none' || (changed !== undefined && changed.entry.type !== 'keyframe') || state.previous !== undefined)
      return state
    const rows = decidingRows(index, source, position)
    const before = await fold(source, index.positionOf(rows[0] ?? 0) - 1)
    if (changed === undefined) return { ...state, changed: before.changed, previous: before.previous }
    return before.status === 'known' ? { ...state, previous: before.value } : state
  }

  async function folded(source: number, position: number): Promise<Folded> {
    return withPast(source, position, await fold(source, position))
  }

  return {
    async at(source, position) {
      const state = await folded(source, position)
      return { ...state, ...(await described(state)) }
    },
    folded,
  }
}

async function described({ status, value, previous, changed }: Folded): Promise<Pick<SourceMoment, 'changes' | 'changeCount'>> {
  const entry = changed?.entry
  if (entry?.kind !== 'state') return { changes: undefined, changeCount: 0 }
  let patch: Patch = []
  if (entry.type === 'change') patch = entry.data.patch
  else if (previous !== undefined && value !== undefined && status === 'known') patch = await finishInSlices(diffInSlices(previous, value))
  return { changes: previous === undefined ? undefined : changeRows(previous, patch), changeCount: patch.length }
}
