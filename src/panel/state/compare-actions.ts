import type { Compare } from './compare'

/** The same comparison, each session on the other side. */
export function swapSides(compare: Compare): void {
  const pair = compare.pair.peek()
  if (pair !== undefined) compare.start(pair.right, pair.left)
}

/** Ends the comparison; that leads back to where it came from. */
export function leaveComparison(compare: Compare): void {
  compare.openSide('left')
  compare.close()
}

/** Selects the first difference, where there is one. */
export function goToFirstDifference(compare: Compare): void {
  const first = compare.result.peek()?.comparison.differences[0]
  if (first !== undefined) compare.select(first)
}
