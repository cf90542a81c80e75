const TIMES = 16

/**
 * How much more processor time `work` takes per unit of length on a text
 * sixteen times as long: near 1 when it is linear, near 16 when it is
 * quadratic. Processor time, and the least of several runs on both sides, so
 * that other load tells little. Call it linear below `LINEAR`: once it is known
 * to be, no more runs are made.
 */
export function growth(work: (length: number) => unknown, length = 20_000): number {
  work(length)
  const short = least(() => work(length))
  return least(() => work(length * TIMES), short * TIMES * LINEAR) / short / TIMES
}

/** Caches and collection make long texts dearer, but by no such factor. */
export const LINEAR = 6

/** Of four runs, or of as many as it takes to get below `enough`. */
function least(work: () => unknown, enough = 0): number {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 4 && best >= enough; run++) {
    const { user, system } = process.cpuUsage()
    work()
    const used = process.cpuUsage()
    best = Math.min(best, used.user - user + used.system - system)
  }
  // Below half a millisecond the clock and the optimizer decide, not the algorithm.
  return Math.max(best, 500)
}
