import { afterEach, expect, it, vi } from 'vitest'
import { createTimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { createTimelineFilter } from '../../../src/panel/state/timeline-filter'
import { until } from '../../harness/until'
import { segmentsOf } from './segments'

afterEach(() => void vi.restoreAllMocks())

it('a filter shows its first rows within a tenth of a second, and lets the browser have its turns', async () => {
  // A clock of its own, on which looking at a row takes a twentieth of a millisecond: 10,000 rows take half a second.
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const turns: number[] = [0]
  const { setTimeout: wait } = globalThis
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((...args: Parameters<typeof wait>) => {
    turns.push(now)
    return wait(...args)
  }) as typeof wait)
  const index = createTimelineIndex()
  index.add(segmentsOf(Array.from({ length: 10_000 }, (_, at) => ({ document: 'd', n: at + 1, t: at }))))
  const marks = {
    of(seq: number) {
      now += 0.05
      return { pinned: seq % 2 === 0, tags: [] }
    },
    tags: () => [],
  }
  const nothing = { segments: async () => [], entries: async () => [] }
  const filter = createTimelineFilter({ index, sourceName: () => '', marks }, nothing, new AbortController().signal)
  let first: number | undefined
  filter.version.subscribe(() => {
    if (filter.filtered.rows.length > 0) first ??= now
  })
  filter.type('is:pinned')
  await until('the last row', () => !filter.searching.value)
  expect(first).toBeLessThan(100)
  expect(filter.filtered.rows.length).toBe(5000)
  expect(now).toBeGreaterThan(499)
  const stretches = turns.slice(1).map((at, i) => at - (turns[i] ?? 0))
  expect(Math.max(...stretches)).toBeLessThanOrEqual(16)
})
