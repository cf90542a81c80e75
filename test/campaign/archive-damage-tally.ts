import type { ArchiveFormat } from '../../src/core/archive'
import type { Verdict } from '../fuzz/archive/damage/judge'
import type { Told } from './archive-damage-worker'

/** Counts what became of damaged files. */
export interface Tally {
  add(format: ArchiveFormat, typical: number, told: Told): void
  fault(why: string): void
  /** What there is of a format so far. */
  line(format: ArchiveFormat): string
  /** A table of format, damage and verdict, and the slowest cases. */
  lines(): readonly string[]
  faults(): readonly string[]
}

type Count = { [Is in Verdict['is']]: number }

const none = (): Count => ({ refused: 0, same: 0, unverified: 0, fault: 0 })
const SLOWEST = 10

export function createTally(): Tally {
  const counts = new Map<string, Count>()
  const formats = new Map<ArchiveFormat, Count & { seeds: number; milliseconds: number }>()
  const codes = new Map<string, number>()
  const faults: string[] = []
  let slowest: { readonly milliseconds: number; readonly name: string }[] = []

  return {
    add(format, typical, { original, damage, seed, verdict, milliseconds }) {
      const key = `${format.padEnd(8)}${damage}`
      const count = counts.get(key) ?? none()
      count[verdict.is]++
      counts.set(key, count)
      const all = formats.get(format) ?? { ...none(), seeds: 0, milliseconds: 0 }
      all[verdict.is]++
      all.seeds = Math.max(all.seeds, seed)
      all.milliseconds += milliseconds
      formats.set(format, all)
      if (verdict.is === 'refused') codes.set(verdict.why, (codes.get(verdict.why) ?? 0) + 1)
      const name = `${original}: ${damage}, seed ${seed}, ${typical} typical entries`
      if (verdict.is === 'fault') faults.push(`${name}: ${verdict.why}`)
      if (milliseconds > (slowest[SLOWEST - 1]?.milliseconds ?? 0))
        slowest = [...slowest, { milliseconds, name }].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, SLOWEST)
    },
    fault: (why) => void faults.push(why),
    line(format) {
      const { seeds, milliseconds, ...count } = formats.get(format) ?? { ...none(), seeds: 0, milliseconds: 0 }
      const total = Object.values(count).reduce((sum, one) => sum + one, 0)
      return `${format}: ${total} files, seeds 1 to ${seeds}: ${told(count)}; ${(milliseconds / Math.max(total, 1)).toFixed(1)} ms each`
    },
    lines: () => [
      ...[...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => `${key.padEnd(36)}${told(count)}`),
      ...[...codes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code.padEnd(36)}${count}`),
      ...slowest.map(({ milliseconds, name }) => `slow: ${Math.round(milliseconds)} ms, ${name}`),
    ],
    faults: () => faults,
  }
}

function told(count: Count): string {
  return Object.entries(count)
    .filter(([is, number]) => number > 0 || is === 'refused')
    .map(([is, number]) => `${is} ${number}`)
    .join(', ')
}
