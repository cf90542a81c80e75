/**
 * The places of a longest rising subsequence of `values`, in order: what two
 * orders agree on. Patience sorting, n log n.
 */
export function longestRising(values: ArrayLike<number>): readonly number[] {
  const { length } = values
  /** `tops[k]`: the place of the smallest value that ends a rising run of k + 1. */
  const tops: number[] = []
  const before = new Int32Array(length)
  for (let at = 0; at < length; at++) {
    const value = values[at] ?? 0
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((values[tops[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    before[at] = low === 0 ? -1 : (tops[low - 1] ?? -1)
    tops[low] = at
  }
  const chain: number[] = []
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) chain.push(at)
  return chain.reverse()
}
