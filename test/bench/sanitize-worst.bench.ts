import type { BenchRow } from '../../scripts/lib/bench'
import { createSanitizer } from '../../src/core/sanitize'
import { median, spread } from './lib/figures'

export const name = 'Sanitizing 1 MB of one thing over and over'
export const budget = 'at most 50 ms each: nothing in a text makes a search more than linear'
export const other = 'none: the budget is an absolute number'

const size = 1_000_000
const most = 50
const units = ['a', '0', ' ', '"', '=', ':', '-', '/', '%', '\\', '&', 'eyJ', '@', '%41', '{"a":', '1 ', '1-', '41', '&#64;', '\\u0041']
/** Beginnings of what the rules look for: each is tried where it stands. */
const beginnings = [
  'sk-proj-',
  'xoxb-',
  '://a:',
  'key=',
  'name="',
  'Bearer ',
  'curl -u a:',
  '-----BEGIN ',
  '"==',
  'T3BlbkFJ',
  '1|',
  '&quot;',
]

export async function run(log: (line: string) => void): Promise<readonly BenchRow[]> {
  return [...units, ...beginnings].map((unit): BenchRow => {
    const text = unit.repeat(Math.ceil(size / unit.length))
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now()
      createSanitizer().sanitizeJson(text, '')
      return performance.now() - start
    })
    const label = JSON.stringify(unit)
    log(`${label}: ${spread(times)} ms`)
    const ours = median(times)
    return units.includes(unit) ? { label, ours, unit: 'ms', holds: ours <= most } : { label, ours, unit: 'ms' }
  })
}
