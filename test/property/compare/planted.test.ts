import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { type StateFact, stateAt } from '../../../src/core/timeline'
import { isJsonObject, type Json } from '../../../src/core/value'
import { runs } from '../../harness/runs'
import { compared, renumbered, type Step, sessionOf, steps, type Told } from './random-session'

const ignore = 'at'
const isChange = (entry: Entry): boolean => entry.kind === 'state' && entry.type === 'change'

/** One of the changes, or undefined when there is none. */
function changeAt(entries: readonly Entry[], chance: number): number | undefined {
  const places = entries.flatMap((entry, at) => (isChange(entry) ? [at] : []))
  return places[Math.floor(chance * places.length)]
}

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('two runs of the same', () => {
  it('do not differ, whatever ids, documents and times they have, and say what was passed over', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const { comparison, rows } = await compared(sessionOf(list, 'a'), sessionOf(list, 'b'), { ignore })
        expect([...comparison.differences]).toEqual([])
        expect(rows.every(({ left, right }) => left !== undefined && right?.seq === left.seq)).toBe(true)
        expect(comparison.ignored).toBe(2 + list.filter((step) => 'source' in step).length)
      }),
      { numRuns: runs(60) },
    )
  })

  it('differ from the first stamp on when stamps count, and the stamps are known as times', async () => {
    const list: Step[] = [{ does: 'count', source: 'cart' }]
    const { comparison, first } = await compared(sessionOf(list, 'a'), sessionOf(list, 'b'))
    expect(first).toMatchObject({ verdict: 'state', left: { seq: 2 }, right: { seq: 2 } })
    expect(comparison.passing).toEqual(['at'])
  })
})

describe('a difference that was planted', () => {
  it('is found where a value was changed', async () => {
    await fc.assert(
      fc.asyncProperty(steps, chance, async (list, where) => {
        const a = sessionOf(list, 'a')
        const b = sessionOf(list, 'b')
        const at = changeAt(b, where)
        fc.pre(at !== undefined)
        const planted = b.map((entry, place) => (place === at ? withOtherValue(entry) : entry))
        const { first } = await compared(a, planted, { ignore })
        expect(first).toEqual({ verdict: 'state', left: a[at], right: planted[at] })
      }),
      { numRuns: runs(120) },
    )
  })

  it('is found where an action is missing, also among others of its kind', async () => {
    await fc.assert(
      fc.asyncProperty(steps, chance, async (list, where) => {
        const a = sessionOf(list, 'a')
        const b = sessionOf(list, 'b')
        const at = changeAt(b, where)
        fc.pre(at !== undefined)
        const { first } = await compared(a, renumbered(b.toSpliced(at, 1)), { ignore })
        expect(first).toEqual({ verdict: 'action', left: a[at], right: undefined })
      }),
      { numRuns: runs(120) },
    )
  })

  it('is found where there is one error more', async () => {
    await fc.assert(
      fc.asyncProperty(steps, chance, async (list, where) => {
        const a = sessionOf(list, 'a')
        const b = sessionOf(list, 'b')
        const at = 4 + Math.floor(where * (b.length - 3))
        const t = (b[at - 1]?.t ?? 0) + 1
        const error: Entry = {
          kind: 'event',
          type: 'error',
          data: { from: 'error', message: 'planted' },
          ...{ t, document: 'document-b', n: 0, seq: 0 },
        }
        const planted = renumbered(b.toSpliced(at, 0, error))
        const { comparison, first } = await compared(a, planted, { ignore })
        expect(first).toEqual({ verdict: 'fault', left: undefined, right: planted[at] })
        expect(comparison.differences).toHaveLength(1)
      }),
      { numRuns: runs(120) },
    )
  })
})

describe('any two sessions', () => {
  it('part where a comparison of their whole states, row by row, says so', async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, fc.nat(30), fc.boolean(), async (list, others, cut, anyOrder) => {
        const a = sessionOf(list, 'a')
        const b = sessionOf([...list.slice(0, cut), ...others, ...list.slice(cut)], 'b')
        const { rows, first } = await compared(a, b, { ignore, anyOrder })
        expect(first).toBe(naiveFirst(rows))
      }),
      { numRuns: runs(80) },
    )
  })
})

/** The first row after which whole states differ, or whose action or error has no partner; worked out from the rows alone. */
function naiveFirst(rows: readonly Told[]): Told | undefined {
  const facts = { left: [] as StateFact[], right: [] as StateFact[] }
  return rows.find(({ left, right }) => {
    if (left?.kind === 'state') facts.left.push(left)
    if (right?.kind === 'state') facts.right.push(right)
    const one = left ?? right
    if (left === undefined || right === undefined) return one?.kind === 'state' ? one.type !== 'open' : counts(one)
    if (left.kind !== 'state' || left.type === 'open') return false
    return !isDeepStrictEqual(known(facts.left, left.source), known(facts.right, right.source))
  })
}

function counts(entry: Entry | undefined): boolean {
  return entry?.kind === 'event' && ['error', 'input', 'navigation'].includes(entry.type)
}

function known(facts: readonly StateFact[], source: string | undefined): Json | undefined {
  const state = stateAt(facts, source)
  if (state.status !== 'known' || !isJsonObject(state.value)) return undefined
  const { at: _at, ...value } = state.value
  return value
}

function withOtherValue(entry: Entry): Entry {
  if (entry.kind !== 'state' || entry.type !== 'change') return entry
  const [step, ...rest] = entry.data.patch
  const other = step?.op === 'remove' ? ({ op: 'replace', path: step.path, value: 'planted' } as const) : { ...step, value: 'planted' }
  return { ...entry, data: { ...entry.data, patch: [other as never, ...rest] } }
}
