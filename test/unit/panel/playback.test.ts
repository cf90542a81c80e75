import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { noMarks } from '../../../src/panel/selectors/filter/marks'
import { createTimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { createPlayback, type Playback } from '../../../src/panel/state/playback'
import { createSelection, type Selection } from '../../../src/panel/state/selection'
import { createShown } from '../../../src/panel/state/shown'
import { createTimeView } from '../../../src/panel/state/time-view'
import { createTimelineFilter } from '../../../src/panel/state/timeline-filter'
import { segmentsOf } from './segments'

interface Opened {
  readonly selection: Selection
  readonly playback: Playback
  readonly ended: AbortController
}

function open(times: readonly number[], calm = false): Opened {
  const ended = new AbortController()
  const index = createTimelineIndex()
  index.add(segmentsOf(times.map((t, at) => ({ document: 'd', n: at + 1, t }))))
  const nothing = { segments: async () => [], entries: async () => [] }
  const filter = createTimelineFilter({ index, sourceName: () => '', marks: noMarks }, nothing, ended.signal)
  filter.refresh(0)
  const time = createTimeView(index)
  const shown = createShown(index, filter, time)
  const selection = createSelection({ index, shown, time }, false)
  return { selection, ended, playback: createPlayback({ index, shown, selection, calm: () => calm }, ended.signal) }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

describe('playback', () => {
  it('goes from entry to entry in the time they took, and stops at the end', () => {
    const { selection, playback } = open([0, 100, 400])
    selection.select(0)
    playback.toggle()
    vi.advanceTimersByTime(99)
    expect(selection.row.value).toBe(0)
    vi.advanceTimersByTime(1)
    expect(selection.row.value).toBe(1)
    vi.advanceTimersByTime(300)
    expect(selection.row.value).toBe(2)
    expect(playback.playing.value).toBe(false)
  })

  it('is faster and slower, from the next pause on', () => {
    const { selection, playback } = open([0, 800, 1600])
    selection.select(0)
    playback.speed.value = 8
    playback.toggle()
    vi.advanceTimersByTime(100)
    expect(selection.row.value).toBe(1)
    playback.speed.value = 2
    vi.advanceTimersByTime(399)
    expect(selection.row.value).toBe(1)
    vi.advanceTimersByTime(1)
    expect(selection.row.value).toBe(2)
  })

  it('shortens long pauses, and passes over what comes too fast to be seen', () => {
    const { selection, playback } = open([0, 1, 2, 3, 4, 3_600_000])
    selection.select(0)
    const seen: (number | undefined)[] = []
    const stop = selection.row.subscribe((row) => void seen.push(row))
    playback.toggle()
    vi.advanceTimersByTime(1540)
    stop()
    expect(seen).toEqual([0, 4, 5])
    expect(playback.playing.value).toBe(false)
  })

  it('moves less often for those who want less motion', () => {
    const times = Array.from({ length: 40 }, (_, at) => at * 50)
    const moves = (calm: boolean): number => {
      const { selection, playback } = open(times, calm)
      selection.select(0)
      let count = -1
      const stop = selection.row.subscribe(() => void count++)
      playback.toggle()
      vi.advanceTimersByTime(2100)
      stop()
      return count
    }
    expect(moves(false)).toBe(39)
    expect(moves(true)).toBeLessThanOrEqual(4)
  })

  it('goes on from where the person went, pauses, and begins anew from the end', () => {
    const { selection, playback } = open([0, 100, 200, 300])
    selection.select(0)
    playback.toggle()
    vi.advanceTimersByTime(50)
    selection.select(2)
    vi.advanceTimersByTime(100)
    expect(selection.row.value).toBe(3)
    playback.toggle()
    expect(selection.row.value).toBe(0)
    playback.toggle()
    vi.advanceTimersByTime(1000)
    expect(selection.row.value).toBe(0)
  })

  it('ends with the session', () => {
    const { selection, playback, ended } = open([0, 100])
    selection.select(0)
    playback.toggle()
    ended.abort()
    vi.advanceTimersByTime(1000)
    expect(selection.row.value).toBe(0)
  })

  it('has nothing to do where nothing is shown', () => {
    const { playback } = open([])
    playback.toggle()
    expect(playback.playing.value).toBe(false)
  })
})
