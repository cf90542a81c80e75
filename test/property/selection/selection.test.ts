import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { createEntrySelector, excerptOf, type Selection, selectFrame } from '../../../src/core/selection'
import { runs } from '../../harness/runs'
import { partsOf, writtenAs } from '../../unit/archive/support'
import { naiveStates } from '../transfer/naive-states'
import { histories } from '../transfer/random-history'

const began = 1_700_000_000_000

const selections: fc.Arbitrary<Selection> = fc
  .record(
    {
      without: fc.uniqueArray(fc.constantFrom('state', 'event', 'history', 'times', 'notes', 'view')),
      sources: fc.uniqueArray(fc.constantFrom('s', 't'), { minLength: 1 }),
      from: fc.nat(250).map((after) => began + after),
      until: fc.nat(400).map((after) => began + after),
    },
    { requiredKeys: [] },
  )
  .map((selection) => selection as Selection)

/** Both walks, a few entries at a time. */
function selected(entries: readonly Entry[], selection: Selection, known = excerptOf({}, undefined)): readonly Entry[] {
  const selector = createEntrySelector(selection, known)
  const batches = Array.from({ length: Math.ceil(entries.length / 3) }, (_, at) => entries.slice(at * 3, at * 3 + 3))
  if (selector.needsLook) for (const batch of batches) selector.look(batch)
  const walk = selector.walk()
  return [...batches.flatMap((batch) => walk.take(batch)), ...walk.end()]
}

const identity = ({ document, n }: Entry): string => `${document} ${n}`
const sourcesOf = (states: ReadonlyMap<string, unknown>, { sources }: Selection): readonly (readonly [string, unknown])[] =>
  [...states].filter(([key]) => sources === undefined || sources.some((source) => key.split('/')[1]?.replace('2', '') === source)).sort()

describe('what is selected of a session', () => {
  it('is each entry of the kinds and the time that are asked for, as it was', () => {
    fc.assert(
      fc.property(histories, selections, ({ entries }, selection) => {
        const { without = [], from = 0, until = Number.POSITIVE_INFINITY } = selection
        const asked = entries.filter((entry) => entry.kind === 'event' && !without.includes('event') && entry.t >= from && entry.t <= until)
        const events = selected(entries, selection).filter(({ kind }) => kind === 'event')
        expect(events.map(identity)).toEqual(asked.map(identity))
        expect(events.map(({ data }) => data)).toEqual(asked.map(({ data }) => data))
      }),
      { numRuns: runs(200) },
    )
  })

  it('[X2] has, at each entry of the range, the states that the whole has there', () => {
    fc.assert(
      fc.property(histories, selections, ({ entries }, { without: _, ...selection }) => {
        const taken = selected(entries, selection)
        const { from = 0, until = Number.POSITIVE_INFINITY } = selection
        for (const [at, entry] of entries.entries()) {
          if (entry.t < from || entry.t > until) continue
          const there = taken.findIndex((one) => identity(one) === identity(entry))
          if (there < 0) continue
          expect(sourcesOf(naiveStates(taken.slice(0, there + 1)), selection)).toEqual(
            sourcesOf(naiveStates(entries.slice(0, at + 1)), selection),
          )
        }
      }),
      { numRuns: runs(300) },
    )
  })

  it('[X2] without history has the states of the end, and no change', () => {
    fc.assert(
      fc.property(histories, selections, ({ entries }, selection) => {
        const { until = Number.POSITIVE_INFINITY } = selection
        const taken = selected(entries, { ...selection, without: ['history'] })
        const whole = entries.filter(({ t }) => t <= until)
        const known = (states: ReadonlyMap<string, unknown>) => sourcesOf(states, selection)
        expect(known(naiveStates(taken))).toEqual(known(naiveStates(whole)))
        const sound = [...naiveStates(whole).values()].every(({ status }) => status === 'known' || status === 'none')
        if (sound) expect(taken.filter(({ kind, type }) => kind === 'state' && type === 'change')).toEqual([])
      }),
      { numRuns: runs(200) },
    )
  })

  it('[X1] is an archive that any reader takes, and selecting the same of it again gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(histories, selections, async ({ session, documents, entries }, selection) => {
        const { id, name, description, tags, origin, browser, status, createdAt } = session
        const note = { id: 'n', anchor: { from: began, until: began + 100 }, text: '', tags: [], pinned: true, createdAt: 1, editedAt: 1 }
        const whole = {
          meta: { id, name, description, tags, origin, browser, status, createdAt },
          documents,
          notes: [note],
          view: { a: 1 },
        }
        const frame = selectFrame(whole, selection)
        const taken = selected(entries, selection)
        const bytes = await writtenAs('json', [{ ...frame, entries: taken }])
        expect((await partsOf(bytes)).at(-1)).toMatchObject({ verified: true })
        const again = { ...selectFrame(frame, selection), entries: selected(taken, selection, frame.meta.excerpt) }
        expect((await writtenAs('json', [again])).equals(bytes)).toBe(true)
      }),
      { numRuns: runs(200) },
    )
  })

  it('[X3] without times has the order alone', () => {
    fc.assert(
      fc.property(histories, ({ entries }) => {
        const taken = selected(entries, { without: ['times'] })
        expect(taken.map(({ t }) => t)).toEqual(entries.map((_, at) => at + 1))
        expect(taken.map(({ data }) => data)).toEqual(entries.map(({ data }) => data))
      }),
    )
  })

  it('is the session itself where nothing is left out', () => {
    fc.assert(
      fc.property(histories, ({ entries }) => {
        expect(selected(entries, { without: ['notes', 'view'] })).toEqual(entries)
        expect(excerptOf({ without: ['view'] }, undefined)).toBeUndefined()
      }),
    )
  })
})
