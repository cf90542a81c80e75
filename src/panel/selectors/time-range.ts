/** A stretch of time, both ends included, in milliseconds since the epoch. */
export interface TimeRange {
  readonly from: number
  readonly until: number
}

/** Nobody looks closer than this, in milliseconds. */
const SHORTEST = 1

/** `range` made `factor` times as long about a moment, kept inside `whole`; undefined where that is all of it. */
export function zoomed(range: TimeRange, whole: TimeRange, factor: number, about: number): TimeRange | undefined {
  const span = range.until - range.from
  const next = Math.max(SHORTEST, span * factor)
  if (next >= whole.until - whole.from) return undefined
  const share = span === 0 ? 0.5 : Math.min(1, Math.max(0, (about - range.from) / span))
  return inside({ from: about - share * next, until: about + (1 - share) * next }, whole)
}

/** `range` moved by so many of its lengths, as far as `whole` goes. */
export function moved(range: TimeRange, whole: TimeRange, lengths: number): TimeRange {
  const by = (range.until - range.from) * lengths
  return inside({ from: range.from + by, until: range.until + by }, whole)
}

/** `range` moved, no more than it takes to hold `moment`, which goes to its middle then. */
export function holding(range: TimeRange, whole: TimeRange, moment: number): TimeRange {
  if (moment >= range.from && moment <= range.until) return range
  return centred(range, whole, moment)
}

/** `range` moved so that `moment` is in its middle, as far as `whole` goes. */
export function centred(range: TimeRange, whole: TimeRange, moment: number): TimeRange {
  const half = (range.until - range.from) / 2
  return inside({ from: moment - half, until: moment + half }, whole)
}

/** Moved, not computed anew, where it can be: a moment at its edge would fall out by rounding. */
function inside({ from, until }: TimeRange, whole: TimeRange): TimeRange {
  const span = until - from
  if (from < whole.from) return { from: whole.from, until: Math.min(whole.until, whole.from + span) }
  if (until > whole.until) return { from: Math.max(whole.from, whole.until - span), until: whole.until }
  return { from, until }
}
