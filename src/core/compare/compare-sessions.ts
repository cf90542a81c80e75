import type { Entry } from '../model'
import { align } from './align'
import { createStateComparison } from './compare-states'
import type { DiffBounds } from './diff-keys'
import { roles } from './entry-key'
import type { IgnoredPath } from './ignored-paths'
import { createReplayer } from './replayer'
import { type AlignedRows, alignedRows } from './rows'
import { sameContent } from './same-content'
import type { Side } from './side'

/** What a row says of the two sessions; `rowVerdicts[verdict]` is what `Comparison.verdicts` holds. */
export const rowVerdicts = ['same', 'state', 'action', 'fault', 'other', 'unknown'] as const
/**
 * `state`: after it the states differ in what it touched; `action`: a change, a
 * deed or a move of one side only; `fault`: an error or a failed request of one
 * side only; `other`: anything else of one side only; `unknown`: a pair whose
 * states cannot be compared, because something was not recorded.
 */
export type RowVerdict = (typeof rowVerdicts)[number]

export interface Comparison {
  readonly rows: AlignedRows
  readonly verdicts: Uint8Array
  /** The rows with a difference that counts: `state`, `action`, `fault`. The first is where the sessions part. */
  readonly differences: Uint32Array
  /** How many rows have each verdict, in the order of `rowVerdicts`. */
  readonly counts: readonly number[]
  /** Differing values that were passed over because their paths are ignored. */
  readonly ignored: number
  /** Entries that were not looked at: too much differs. */
  readonly unsure: number
  /** Paths under which only ids and times differ. */
  readonly passing: readonly string[]
}

/** The entry at a place of the order; undefined where it cannot be read. */
export type ReadPlace = (place: number) => Promise<Entry | undefined>

export interface CompareOptions {
  readonly left: Side
  readonly right: Side
  readonly readLeft: ReadPlace
  readonly readRight: ReadPlace
  readonly ignoring: readonly IgnoredPath[]
  /** Entries of different sources may come in another order. */
  readonly anyOrder: boolean
  /** Called where there may be a pause; it may wait, or throw to end the work. */
  pause(): Promise<void> | undefined
  /** Rows whose states were compared, of all. */
  progress?(done: number, total: number): void
  readonly bounds?: DiffBounds | undefined
}

/** Rows compared between two reports of progress. */
const STRIDE = 200

/**
 * Compares two sessions: aligns what happened, then replays both side by side.
 * Memory holds some 60 bytes per entry, the current state of each source, and what the readers keep.
 */
export async function compareSessions(options: CompareOptions): Promise<Comparison> {
  const { left, right, readLeft, readRight } = options
  const { of, unsure } = await align(left, right, {
    ...options,
    same: async (a, b) => sameContent(await readLeft(a), await readRight(b), options.ignoring, left.names[left.source[a] ?? -1] ?? ''),
  })
  const rows = alignedRows(left, right, of)
  const states = createStateComparison(options.ignoring)
  const replayLeft = createReplayer(left, readLeft, (source, entry) => states.push('left', source, entry))
  const replayRight = createReplayer(right, readRight, (source, entry) => states.push('right', source, entry))
  const verdicts = new Uint8Array(rows.length)
  const counts = rowVerdicts.map(() => 0)
  for (let row = 0; row < rows.length; row++) {
    const a = rows.left[row] ?? -1
    const b = rows.right[row] ?? -1
    const changeA = a < 0 ? undefined : await replayLeft(a)
    const changeB = b < 0 ? undefined : await replayRight(b)
    const verdict: RowVerdict =
      changeA !== undefined && changeB !== undefined && left.role[a] === roles.anchor
        ? stateVerdict(states.compare(changeA, changeB, left.names[changeA.source] ?? ''))
        : verdictOf(left, right, a, b)
    const code = rowVerdicts.indexOf(verdict)
    verdicts[row] = code
    counts[code] = (counts[code] ?? 0) + 1
    if (row % STRIDE === 0) {
      options.progress?.(row, rows.length)
      await options.pause()
    }
  }
  const differences = Uint32Array.from(rowsThatCount(verdicts))
  return { rows, verdicts, differences, counts, ignored: states.ignored, unsure, passing: states.passing() }
}

function stateVerdict(verdict: 'same' | 'differs' | 'unknown'): RowVerdict {
  return verdict === 'differs' ? 'state' : verdict
}

function verdictOf(left: Side, right: Side, a: number, b: number): RowVerdict {
  const roleA = left.role[a]
  const roleB = right.role[b]
  if (a >= 0 && b >= 0) {
    if (left.key[a] === right.key[b]) return 'same'
    return roleA === roles.fault || roleB === roles.fault ? 'fault' : 'other'
  }
  const role = roleA ?? roleB
  return role === roles.anchor ? 'action' : role === roles.fault ? 'fault' : 'other'
}

function* rowsThatCount(verdicts: Uint8Array): Generator<number> {
  for (let row = 0; row < verdicts.length; row++) {
    const verdict = rowVerdicts[verdicts[row] ?? 0]
    if (verdict === 'state' || verdict === 'action' || verdict === 'fault') yield row
  }
}
