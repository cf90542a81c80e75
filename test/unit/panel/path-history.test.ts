import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/core/store'
import { createRowText } from '../../../src/panel/selectors/row-text'
import { createTimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { createEntryReader } from '../../../src/panel/state/entry-reader'
import { createPathChanges } from '../../../src/panel/state/path-changes'
import { createPathHistory, type PathHistory } from '../../../src/panel/state/path-history'
import { createRowTexts } from '../../../src/panel/state/row-texts'
import { createSourceStates } from '../../../src/panel/state/source-states'
import { createStoredWords } from '../../../src/panel/state/stored-words'
import { record, session, type Told } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'
import { until } from '../../harness/until'

interface Opened {
  readonly history: PathHistory
  readonly selected: number[]
  readonly place: { value: number }
  readonly dropped: boolean
}

async function open(told: Told, budget?: number): Promise<Opened> {
  const store = createMemoryStore(createTestEnv())
  await record(store, told)
  await store.compact(told.session.id, true)
  const index = createTimelineIndex(createRowText(budget === undefined ? undefined : () => budget))
  index.add(await store.listSegments(told.session.id))
  const { signal: ended } = new AbortController()
  const states = createSourceStates(index, createEntryReader(store, told.session.id, index))
  const words = createStoredWords(index, createRowTexts(store, told.session.id, index, ended))
  const selected: number[] = []
  const place = signal(index.order.length - 1)
  const history = createPathHistory(
    {
      index,
      source: { shown: signal(0), namesakes: () => new Set(index.sources.keys()), position: place, states } as never,
      selection: { select: (row: number) => void selected.push(row) } as never,
      changes: createPathChanges(index, states, words),
    },
    ended,
  )
  return { history, selected, place, dropped: index.text.text(0) === undefined }
}

const done = (history: PathHistory): Promise<unknown> => until('the search to end', () => !history.working.value)
const tellOf = ({ changes }: PathHistory): readonly string[] =>
  changes.value.map(({ row, is, before, after }) => `${row} ${is} ${before ?? ''} → ${after ?? ''}`)

describe('who changed a path', () => {
  const small = session`open cart | state cart={"total":1,"lines":[1]} | state cart.total=2 | log x | state cart.note=n | state cart={"total":3} | state cart={"lines":[]}`

  it('is told with the values before and after, newest first, whole states included', async () => {
    const { history } = await open(small)
    history.ask('/total')
    await done(history)
    expect(tellOf(history)).toEqual(['6 removed 3 → ', '5 changed 2 → 3', '2 changed 1 → 2', '1 first  → 1'])
    expect(history.changes.value[2]?.label).toBe('changed')
    expect(history.progress.value).toBe(1)
    history.ask('/nowhere')
    await done(history)
    expect(tellOf(history)).toEqual([])
    history.close()
    expect(history.pointer.value).toBeUndefined()
  })

  it('is unsure behind a gap of the source, and sure again from the next whole state on', async () => {
    const told = session`state cart={"a":1} | gap budget | state cart.a=2 | state cart={"a":3}`
    const entries = told.entries.map((entry) =>
      entry.type === 'gap' ? ({ ...entry, kind: 'state', source: 'cart', data: { reason: 'budget' } } as const) : entry,
    )
    const { history } = await open({ ...told, entries })
    history.ask('/a')
    await done(history)
    expect(tellOf(history)).toEqual(['3 changed 1 → 3', '2 unsure  → 2', '0 first  → 1'])
  })

  it('steps to the next and the previous change of the path alone', async () => {
    const { history, selected, place } = await open(small)
    place.value = 4
    expect(await history.step('/total', -1)).toBe(true)
    expect(await history.step('/total', 1)).toBe(true)
    place.value = 6
    expect(await history.step('/total', 1)).toBe(false)
    expect(selected).toEqual([2, 5])
  })

  it('comes in pages, and goes on where it stopped, also where texts were dropped from memory', async () => {
    const steps = Array.from({ length: 2600 }, (_, at) => `state cart.${at % 4 === 0 ? 'total' : 'other'}=${at}`)
    const long = session`${`state cart={"total":-1,"other":0} | ${steps.join(' | ')}`}`
    const { history, dropped } = await open(long, 10_000)
    expect(dropped).toBe(true)
    history.ask('/total')
    await done(history)
    expect(history.changes.value).toHaveLength(500)
    expect(history.progress.value).toBeLessThan(1)
    history.further()
    await done(history)
    expect(history.changes.value).toHaveLength(651)
    expect(new Set(history.changes.value.map(({ row }) => row)).size).toBe(651)
    expect(history.progress.value).toBe(1)
  })

  it('stops when told to, and loses nothing of what it found', async () => {
    const steps = Array.from({ length: 900 }, (_, at) => `state cart.total=${at}`)
    const { history } = await open(session`${`state cart={"total":-1} | ${steps.join(' | ')}`}`)
    history.ask('/total')
    await until('the first changes', () => history.changes.value.length > 0)
    history.stop()
    while (history.progress.value < 1) {
      history.further()
      await done(history)
    }
    expect(history.changes.value.map(({ row }) => row)).toEqual(Array.from({ length: 901 }, (_, at) => 900 - at))
  })
})
