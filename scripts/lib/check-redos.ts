import { checkSync } from 'recheck'
import { keyOf, readVerdicts, type Verdict, writeVerdicts } from './redos-verdicts'
import { sanitizerPatterns } from './sanitizer-patterns'

/** Under eight seconds it gives up on patterns that it can decide. */
const timeout = 20_000

/**
 * Asks the checker about every pattern of the sanitizer that has no verdict yet
 * and keeps what it says; verdicts of patterns that are gone go. Gives 1 when one
 * is not safe. `--again`: asks about those that were not found safe once more.
 */
export async function main(words: readonly string[]): Promise<number> {
  // Its native builds are for some machines only; this one is the same on all.
  process.env.RECHECK_SYNC_BACKEND = 'pure'
  const before = readVerdicts()
  const patterns = await sanitizerPatterns()
  const known = (key: string): Verdict | undefined => {
    const verdict = before[key]
    return verdict?.verdict !== 'safe' && words.includes('--again') ? undefined : verdict
  }
  const verdicts = new Map<string, Verdict>()
  const open = patterns.filter((pattern) => {
    const verdict = known(keyOf(pattern))
    if (verdict !== undefined) verdicts.set(keyOf(pattern), verdict)
    return verdict === undefined
  })
  for (const [at, { source, flags }] of open.entries()) {
    const { status } = checkSync(source, flags, { timeout })
    process.stderr.write(`${at + 1} of ${open.length} ${status}: /${source}/${flags}\n`)
    verdicts.set(keyOf({ source, flags }), { source, flags, verdict: status })
    // What was found out is not lost when this is stopped.
    writeVerdicts(Object.fromEntries(verdicts))
  }
  writeVerdicts(Object.fromEntries(verdicts))
  const bad = [...verdicts.values()].filter(({ verdict }) => verdict !== 'safe')
  for (const { source, flags, verdict } of bad) process.stdout.write(`${verdict}: /${source}/${flags}\n`)
  process.stdout.write(`${patterns.length} patterns, ${open.length} of them checked now, ${bad.length} not found safe\n`)
  return bad.length === 0 ? 0 : 1
}
