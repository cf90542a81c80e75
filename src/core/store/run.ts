import { type Kind, kinds, noCounts, type SessionCounts } from '../model'
import { closing } from './compaction-policy'
import { encodeEntry, encodeSegment } from './segment-codec'
import { joinColumns, type PackedColumns, type PlacedEntry, packColumns } from './segment-columns'

/** Entries encoded, before the session has numbered them: a segment of the current version without its place. */
export interface Run {
  readonly entries: number
  /** Smallest and largest `t`. */
  readonly from: number
  readonly until: number
  readonly documents: readonly string[]
  readonly columns: PackedColumns
  /** The content: texts of whole lines. */
  readonly lines: readonly string[]
  /** Characters of the lines. */
  readonly size: number
}

/**
 * Encodes entries, in as many runs as keep each within the size of a segment
 * (an entry larger than that gets one of its own). Sizes are counted in
 * characters here: good enough for a bound that no promise hangs on.
 */
export function encodeRuns(entries: readonly PlacedEntry[]): readonly Run[] {
  if (entries.length === 0) return []
  if (entries.length <= closing.entries) {
    const lines = encodeSegment(entries)
    // What fits, as nearly everything does, is encoded at one go.
    if (entries.length === 1 || sizeOfLines(lines) <= closing.bytes) return [runOfLines(entries, lines)]
  }
  return encodeParts(entries)
}

/** The same for more than fits into one, looking at the size of each entry. */
function encodeParts(entries: readonly PlacedEntry[]): readonly Run[] {
  const runs: Run[] = []
  const texts = entries.map(encodeEntry)
  let start = 0
  let size = 0
  const close = (end: number) => {
    const part = entries.slice(start, end)
    if (end > start) runs.push(runOfLines(part, encodeSegment(part, texts.slice(start, end))))
    start = end
    size = 0
  }
  texts.forEach((text, i) => {
    if (i - start >= closing.entries || size + text.length > closing.bytes) close(i)
    size += text.length
  })
  close(entries.length)
  return runs
}

/** Entries of which the lines are known. */
export function runOfLines(entries: readonly PlacedEntry[], lines: readonly string[]): Run {
  const { documents, columns } = packColumns(entries)
  const [from, until] = rangeOf(columns.t)
  return { entries: entries.length, from, until, documents, columns, lines, size: sizeOfLines(lines) }
}

export function sizeOfLines(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0)
}

function rangeOf(times: ArrayLike<number>): readonly [from: number, until: number] {
  let from = Infinity
  let until = -Infinity
  for (let i = 0; i < times.length; i++) {
    const t = times[i] ?? 0
    if (t < from) from = t
    if (t > until) until = t
  }
  return [from, until]
}

/** Several runs as one, in their order; nothing is decoded. */
export function joinRuns(runs: readonly Run[]): Run {
  const [only] = runs
  if (runs.length === 1 && only !== undefined) return only
  return {
    ...joinColumns(runs),
    entries: runs.reduce((sum, run) => sum + run.entries, 0),
    from: Math.min(...runs.map((run) => run.from)),
    until: Math.max(...runs.map((run) => run.until)),
    lines: runs.flatMap((run) => run.lines),
    size: runs.reduce((sum, run) => sum + run.size, 0),
  }
}

/** What is counted of a run. */
interface Counted extends Pick<Run, 'entries' | 'size'> {
  readonly columns: Pick<PackedColumns, 'types' | 'type' | 'level'>
}

/** `counts` with the entries of `run` added. */
export function countRun(counts: SessionCounts, run: Counted): SessionCounts {
  const { types, type, level } = run.columns
  const perType = types.map(() => 0)
  let errors = 0
  for (let i = 0; i < run.entries; i++) {
    const number = type[i] ?? 0
    perType[number] = (perType[number] ?? 0) + 1
    if (level[i] === 3) errors++
  }
  const perKind: Record<Kind, number> = { ...noCounts.kinds, ...counts.kinds }
  let gaps = 0
  types.forEach((word, number) => {
    const [kind = '', name] = word.split('/')
    if (isKind(kind)) perKind[kind] += perType[number] ?? 0
    if (name === 'gap') gaps += perType[number] ?? 0
  })
  return {
    entries: counts.entries + run.entries,
    bytes: counts.bytes + run.size,
    errors: counts.errors + errors,
    gaps: counts.gaps + gaps,
    kinds: perKind,
  }
}

function isKind(word: string): word is Kind {
  return Object.hasOwn(kinds, word)
}
