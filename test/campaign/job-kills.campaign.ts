import { killInChromium, killInFirefox } from '../harness/kills/kill-browsers'
import { killCommands } from '../harness/kills/kill-commands'
import { type Outcome, outcomeFaults, outcomeLine, outcomeTable } from '../harness/kills/outcome'

export const name = 'job-kills'

/** A hundred in all, with the command line's. */
const shares = { 'offscreen document': 22, 'service worker': 14, Chromium: 12, 'Firefox background': 20, Firefox: 6 }
const commands = 26
/** Enough that each phase takes some tenths of a second. */
const entries = 20_000

/**
 * Kills hosts of jobs, service workers, backgrounds, browsers and commands at a hundred
 * random moments of exports and imports. `PLAYHEAD_SEED` repeats a run. Gives the faults.
 */
export async function run(log: (line: string) => void): Promise<readonly string[]> {
  const seed = Number(process.env.PLAYHEAD_SEED ?? Math.floor(Math.random() * 2 ** 31))
  log(`PLAYHEAD_SEED=${seed}`)
  const tell = (outcome: Outcome) => log(outcomeLine(outcome))
  const outcomes = [
    ...(await killInChromium({ seed, shares, entries, tell })),
    ...(await killInFirefox({ seed, shares, entries, tell })),
    ...(await killCommands({ seed, count: commands, entries, tell })),
  ]
  for (const line of outcomeTable(outcomes)) log(line)
  return outcomeFaults(outcomes)
}
