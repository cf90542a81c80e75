/** What makes a segment full: whichever comes first. `span` is milliseconds of recorded time. */
export const closing = { entries: 1000, bytes: 256 * 1024, span: 30_000 } as const

/** What the policy needs to know of a tail. */
export interface TailSize {
  readonly entries: number
  readonly bytes: number
  readonly from: number
  readonly until: number
}

/**
 * How many of the first of `tails` become one closed segment; 0 while they are
 * too few. A tail is never cut, so a segment stays below each limit unless a
 * single tail is beyond it, or ends it exactly. With `all`, what is left is
 * closed however little it is.
 */
export function closeFirst(tails: readonly TailSize[], all = false): number {
  let entries = 0
  let bytes = 0
  let from = Infinity
  let until = -Infinity
  for (const [i, tail] of tails.entries()) {
    entries += tail.entries
    bytes += tail.bytes
    from = Math.min(from, tail.from)
    until = Math.max(until, tail.until)
    if (i > 0 && (entries > closing.entries || bytes > closing.bytes || until - from > closing.span)) return i
    if (entries >= closing.entries || bytes >= closing.bytes || until - from >= closing.span) return i + 1
  }
  return all ? tails.length : 0
}
