import { expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/core/store'
import { formatBytes, formatDuration } from '../../../src/panel/selectors/format'
import type { ShownRows } from '../../../src/panel/selectors/shown-rows'
import { cellText } from '../../../src/panel/selectors/timeline-columns'
import { createTimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { generateVisit, storeVisit } from '../../harness/panel-page/generated-session'
import { createTestEnv } from '../../harness/test-env'

it('columns tell of each entry what it says itself', async () => {
  const store = createMemoryStore(createTestEnv())
  await storeVisit(store, generateVisit({ id: 'v', name: 'v', startedAt: 1_700_000_000_000, entries: 600, seed: 3 }))
  const index = createTimelineIndex()
  index.add(await store.listSegments('v'))
  const rows = { rowAt: (place: number) => (place < 0 ? undefined : index.order.data[place]) } as ShownRows
  let told = 0
  for (let place = 0; place < index.rows; place++) {
    const row = index.order.data[place] ?? 0
    const [entry] = (await store.readSegment('v', row + 1)).filter(({ seq }) => seq === row + 1)
    if (entry === undefined) throw new Error('there is no entry')
    const at = { index, rows, row, place }
    const moment = new Date(entry.t)
    expect(cellText('clock', at)).toBe(`${moment.toTimeString().slice(0, 8)}.${String(moment.getMilliseconds()).padStart(3, '0')}`)
    const before = index.t.data[index.order.data[place - 1] ?? 0] ?? 0
    expect(cellText('since', at)).toBe(place === 0 ? '' : `+${formatDuration(entry.t - before)}`)
    const response = entry.kind === 'event' && entry.type === 'response' ? entry.data : undefined
    if (response === undefined) continue
    expect(cellText('duration', at)).toBe(response.duration === undefined ? '' : formatDuration(response.duration))
    expect(cellText('size', at)).toBe(response.size === undefined ? '' : formatBytes(response.size))
    told++
  }
  expect(told).toBeGreaterThan(20)
})
