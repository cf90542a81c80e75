import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch, diffJson } from '../../../src/core/timeline'
import { type Json, previewOf } from '../../../src/core/value'
import { diffRows } from '../../../src/panel/selectors/diff-rows'
import { diffInSlices } from '../../../src/panel/selectors/diff-slices'
import { lookUp } from '../../../src/panel/selectors/json-at'
import { createLineCounter } from '../../../src/panel/selectors/json-lines'

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>
const item = fc.record({ id: fc.nat(300), n: fc.nat(3) })
/** Wide and long enough to be looked at in parts. */
const wide = fc.dictionary(fc.string({ maxLength: 3 }), json, { maxKeys: 90, size: 'max' })
const long = fc.uniqueArray(item, { minLength: 60, maxLength: 200, selector: ({ id }) => id })
const state: fc.Arbitrary<Json> = fc.oneof(json, wide, fc.record({ list: long, other: json }))

/** A state and another that came of it by a few changes, so that most of it stays. */
const pair = fc.oneof(
  fc.tuple(state, state),
  fc.tuple(long, fc.array(fc.nat(199), { maxLength: 6 }), fc.array(item, { maxLength: 3 })).map(([list, gone, fresh]): [Json, Json] => {
    const left = list.filter((_, at) => !gone.includes(at))
    return [{ list }, { list: [...fresh, ...structuredClone(left)] }]
  }),
)

function finish<T>(work: Generator<number, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    expect(value).toBeGreaterThanOrEqual(0)
    expect(value).toBeLessThanOrEqual(1)
  }
}

describe('the state as text', () => {
  it('has the lines of JSON.stringify, whichever part of them is asked for', () => {
    const counter = createLineCounter()
    fc.assert(
      fc.property(state, fc.nat(400), fc.nat(60), (value, from, count) => {
        const expected = JSON.stringify(value, null, 2).split('\n')
        const lines = finish(counter.measure(value))
        expect(lines.count).toBe(expected.length)
        expect(lines.lines(0, lines.count)).toEqual(expected)
        expect(lines.lines(from, from + count)).toEqual(expected.slice(from, from + count))
      }),
    )
  })

  it('looks only once into what two states share', () => {
    const counter = createLineCounter()
    const shared = Array.from({ length: 50_000 }, (_, at) => ({ at }))
    const steps = (value: Json): number => [...counter.measure(value)].length
    expect(steps({ shared })).toBeGreaterThan(20)
    expect(steps({ shared, more: 1 })).toBe(0)
  })

  it('cuts a line that nobody could read', () => {
    const [line = ''] = finish(createLineCounter().measure('x'.repeat(1_000_000))).lines(0, 1)
    expect(line.length).toBeLessThan(6000)
    expect(line.endsWith('…"')).toBe(true)
  })
})

describe('the difference of two states', () => {
  it('is what leads from one to the other', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(applyPatch(a, finish(diffInSlices(a, b)))).toEqual(b)
      }),
    )
  })

  it('costs nothing where they share their parts', () => {
    const shared = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, { at }]))
    const work = diffInSlices({ shared, x: 1 }, { shared, x: 2 })
    expect(finish(work)).toEqual([{ op: 'replace', path: '/x', value: 2 }])
  })

  it('shows every step of the patch in its place, and counts all that stays', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const patch = diffJson(a, b)
        const rows = diffRows(a, b, patch, { choices: new Map(), shown: new Map() })
        const told = (is: string): readonly string[] =>
          rows
            .filter((row) => row.is === is)
            .map(({ pointer }) => pointer)
            .sort()
        const steps = (op: string): readonly string[] =>
          patch
            .filter((step) => step.op === op)
            .map(({ path }) => path)
            .sort()
        expect(told('added')).toEqual(steps('add'))
        expect(told('removed')).toEqual(steps('remove'))
        expect(told('changed')).toEqual(steps('replace'))
        for (const { pointer, is, before, after } of rows) {
          if (is === 'removed') expect(before).toEqual(lookUp(a, pointer))
          else if (is !== 'same') expect(after).toEqual(lookUp(b, pointer))
        }
        expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length)
      }),
    )
  })

  it('is one line where the head of a list was removed', () => {
    const list = Array.from({ length: 40 }, (_, at) => ({ id: at, name: `n${at}` }))
    const a = { list, total: 40 }
    const b = { list: list.slice(1), total: 39 }
    const rows = diffRows(a, b, diffJson(a, b), { choices: new Map(), shown: new Map() })
    expect(rows.map(({ is, key, fold }) => [is, key, fold])).toEqual([
      ['inside', 'list', undefined],
      ['removed', '0', undefined],
      ['same', '', 39],
      ['changed', 'total', undefined],
    ])
  })

  it('opens what is folded', () => {
    const a = { x: 1, y: { deep: true }, z: [1] }
    const b = { ...a, x: 2 }
    const open = { choices: new Map([['=0', true]]), shown: new Map() }
    const rows = diffRows(a, b, diffJson(a, b), open)
    expect(rows.map(({ is, key, level, fold }) => [is, key, level, fold])).toEqual([
      ['changed', 'x', 1, undefined],
      ['same', '', 1, 2],
      ['same', 'y', 2, undefined],
      ['same', 'z', 2, undefined],
    ])
  })

  it('sees through a Map to its values', () => {
    const map = (n: number): Json => ({
      byId: {
        $: 'map',
        v: [
          ['k', { n }],
          ['l', { n: 0 }],
        ],
      },
    })
    const rows = diffRows(map(1), map(2), diffJson(map(1), map(2)), { choices: new Map(), shown: new Map() })
    expect(rows.map(({ is, key, pointer }) => [is, key, pointer])).toEqual([
      ['inside', 'byId', '/byId'],
      ['inside', '"k"', '/byId/v/0/1'],
      ['changed', 'n', '/byId/v/0/1/n'],
      ['same', '', '/byId/v'],
    ])
  })

  it.each<[string, Json, Json, readonly string[]]>([
    ['a bigint', { $: 'bigint', v: '1' }, { $: 'bigint', v: '2' }, ['changed x: 1n → 2n']],
    [
      'a date',
      { $: 'date', v: '2026-03-01T09:00:00.000Z' },
      { $: 'date', v: null },
      ['changed x: 2026-03-01T09:00:00.000Z → Invalid Date'],
    ],
    ['undefined that becomes a date', { $: 'undefined' }, { $: 'date', v: null }, ['changed x: undefined → Invalid Date']],
    ['an object that becomes a Map', { a: 1 }, { $: 'map', v: [['a', 1]] }, ['changed x: {a: 1} → Map(1) {"a" → 1}']],
    ['a Map that becomes a Set', { $: 'map', v: [] }, { $: 'set', v: [] }, ['changed x: Map(0) {} → Set(0) {}']],
    [
      'an instance of another class',
      { $: 'instance', name: 'Euro', v: { n: 1 } },
      { $: 'instance', name: 'Yen', v: { n: 1 } },
      ['changed x: Euro {n: 1} → Yen {n: 1}'],
    ],
    ['an error', { $: 'error', name: 'E', message: 'a' }, { $: 'error', name: 'E', message: 'b' }, ['changed x: E: a → E: b']],
    [
      'what is in an instance',
      { $: 'instance', name: 'Euro', v: { n: 1 } },
      { $: 'instance', name: 'Euro', v: { n: { $: 'bigint', v: '2' } } },
      ['inside x: Euro {n: 1} → Euro {n: 2n}', 'changed n: 1 → 2n'],
    ],
  ])('tells of %s as what it is', (_, x, y, lines) => {
    const [a, b] = [{ x }, { x: y }]
    const patch = finish(diffInSlices(a, b))
    expect(patch).toEqual(diffJson(a, b))
    const rows = diffRows(a, b, patch, { choices: new Map(), shown: new Map() })
    const said = (value: Json | undefined): string => (value === undefined ? '' : previewOf(value))
    expect(rows.map(({ is, key, before, after }) => `${is} ${key}: ${said(before)} → ${said(after)}`)).toEqual(lines)
  })
})
