/**
 * How much more time `work` takes per unit of length on a text eight times as
 * long: near 1 when it is linear, near 8 when it is quadratic. The fastest of
 * several runs is taken on both sides, so that other load tells little.
 */
export function growth(work: (length: number) => unknown, length = 30_000): number {
  const fastest = (of: number): number => {
    let best = Number.POSITIVE_INFINITY
    for (let run = 0; run < 4; run++) {
      const from = performance.now()
      work(of)
      best = Math.min(best, performance.now() - from)
    }
    // Below this the clock and the optimizer decide, not the algorithm.
    return Math.max(best, 0.5)
  }
  work(length)
  return fastest(length * 8) / fastest(length) / 8
}
