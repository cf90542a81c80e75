import { describe, expect, it } from 'vitest'
import type { Entry, Fact } from '../../../src/core/model'
import { createHeadCut } from '../../../src/core/transfer'
import type { Json } from '../../../src/core/value'
import { session } from '../../harness/notation'

function headOf(entries: readonly Entry[]): readonly Entry[] {
  const cut = createHeadCut()
  for (const entry of entries) cut.take(entry)
  return cut.entries()
}

const numbered = (...facts: readonly Fact[]): readonly Entry[] =>
  facts.map((fact, i) => ({ ...fact, document: 'page', n: i + 1, seq: i + 1, t: i }))
const placesOf = (entries: readonly Entry[]) => entries.map(({ seq, type, source }) => `${seq} ${type} ${source ?? '-'}`)
const budget = { kind: 'state', type: 'gap', source: 'cart', data: { reason: 'budget' } } as const
const overflow = { kind: 'state', type: 'gap', data: { reason: 'overflow' } } as const
const keyframe = { kind: 'state', type: 'keyframe', source: 'cart', data: { value: { a: 1 }, why: 'init' } } as const
const open = { kind: 'state', type: 'open', source: 'cart', data: { name: 'cart', library: 'test' } } as const

describe('what stands for the beginning of a session', () => {
  it('is the opening of each open source and its last state, where that came about', () => {
    const { entries } = session`open cart | state cart.total=1 | click #pay | state cart.total=2 | log hello | @frame state cart.total=9`
    const head = headOf(entries)
    expect(placesOf(head)).toEqual(['1 open cart', '4 keyframe cart', '6 keyframe cart'])
    expect(head[1]).toEqual({
      ...{ document: 'page', n: 4, seq: 4, t: entries[3]?.t, kind: 'state', type: 'keyframe', source: 'cart' },
      data: { value: { total: 2 }, why: 'derived' },
    })
  })

  it('is a whole state as it is, where nothing has changed it', () => {
    const { entries } = session`open cart | state cart.total=1 | click #pay`
    expect(headOf(entries)).toEqual(entries.slice(0, 2))
  })

  it('is nothing of sources that have closed, and nothing where there is no state', () => {
    expect(headOf(session`open cart | state cart.total=1 | close cart | click #pay | gap overflow`.entries)).toEqual([])
  })

  it('says why a state is not known: its own gap, or one of its document', () => {
    expect(placesOf(headOf(numbered(open, keyframe, budget, overflow)))).toEqual(['1 open cart', '2 keyframe cart', '3 gap cart'])
    expect(placesOf(headOf(numbered(open, keyframe, overflow, budget)))).toEqual(['1 open cart', '2 keyframe cart', '3 gap -'])
    expect(placesOf(headOf(numbered(open, overflow, budget, overflow)))).toEqual(['1 open cart', '3 gap cart'])
    expect(placesOf(headOf(numbered(open, overflow, overflow)))).toEqual(['1 open cart', '3 gap -'])
  })

  it('keeps what did not fit behind the last state that is known', () => {
    const change = (path: string): Fact => ({ kind: 'state', type: 'change', source: 'cart', data: { patch: [{ op: 'remove', path }] } })
    const head = headOf(numbered(open, keyframe, change('/a'), change('/b'), change('/c')))
    expect(placesOf(head)).toEqual(['1 open cart', '3 keyframe cart', '4 change cart'])
    expect(head[1]?.data).toEqual({ value: {}, why: 'derived' })
  })

  it('is the same after so many changes, or such large ones, that not all of them are kept', () => {
    const add = (key: string, value: Json): Fact => ({
      kind: 'state',
      type: 'change',
      source: 'cart',
      data: { patch: [{ op: 'add', path: `/${key}`, value }] },
    })
    const many = Array.from({ length: 2500 }, (_, i) => [`k${i % 7}`, i] as const)
    const large = Array.from({ length: 5 }, (_, i) => [`l${i}`, `${i}`.repeat(600_000)] as const)
    for (const changes of [many, large]) {
      const expected: Json = { a: 1, ...Object.fromEntries(changes) }
      const head = headOf(numbered(open, keyframe, ...changes.map(([key, value]) => add(key, value)), add('not/there', 1)))
      const last = changes.length + 2
      expect(placesOf(head)).toEqual(['1 open cart', `${last} keyframe cart`, `${last + 1} change cart`])
      expect(head[1]?.data).toEqual({ value: expected, why: 'derived' })
    }
  })

  it('keeps a streamed state with its parts until the last has come', () => {
    const begin = { ...keyframe, data: { value: { a: { $: 'pending' } }, why: 'init', partial: true } } as const
    const part = (last: boolean): Fact => ({
      kind: 'state',
      type: 'part',
      source: 'cart',
      data: { patch: [{ op: 'replace', path: '/a', value: 1 }], last },
    })
    const entries = numbered(open, begin, part(false), part(true))
    expect(headOf(entries.slice(0, 3))).toEqual(entries.slice(0, 3))
    expect(placesOf(headOf(entries))).toEqual(['1 open cart', '4 keyframe cart'])
    expect(headOf(entries)[1]?.data).toEqual({ value: { a: 1 }, why: 'derived' })
  })
})
