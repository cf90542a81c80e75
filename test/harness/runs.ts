import fc from 'fast-check'

/**
 * How often a property is tried. Tests try the same values each time, so that a
 * red run means a change; the campaign `properties` sets PLAYHEAD_RUNS to try
 * that many times more, and others each time.
 */
const times = Number(process.env.PLAYHEAD_RUNS ?? 0)

export function runs(count: number): number {
  return times > 0 ? count * times : count
}

/** Setup of every test file that has properties: what `fc.assert` is not told otherwise. */
fc.configureGlobal(times > 0 ? { numRuns: runs(100) } : { numRuns: 100, seed: 20261128 })
