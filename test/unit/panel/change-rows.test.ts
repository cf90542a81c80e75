import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch, diffJson } from '../../../src/core/timeline'
import type { Json } from '../../../src/core/value'
import { changeMarks, changeRows } from '../../../src/panel/selectors/change-rows'
import { lookUp, readablePath } from '../../../src/panel/selectors/json-at'

const state: Json = {
  cart: { lines: [{ sku: 'a', quantity: 1 }], 'odd key': 1 },
  seen: { $: 'set', v: ['x'] },
  byId: { $: 'map', v: [['k', { deep: 1 }]] },
  note: { $: 'instance', name: 'Note', v: { text: 't' } },
}

describe('readable paths', () => {
  it.each([
    ['/cart/lines/0/quantity', 'cart.lines[0].quantity'],
    ['/cart/odd key', 'cart["odd key"]'],
    ['/seen/v/0', 'seen[0]'],
    ['/byId/v/0/1/deep', 'byId.get("k").deep'],
    ['/byId/v/0/1', 'byId.get("k")'],
    ['/note/v/text', 'note.text'],
    ['/gone/away', 'gone.away'],
    ['', ''],
  ])('%s reads %s', (pointer, path) => {
    expect(readablePath(state, pointer)).toBe(path)
  })

  it('lead where the pointer leads', () => {
    expect(lookUp(state, '/byId/v/0/1/deep')).toBe(1)
    expect(lookUp(state, '/cart/lines/7')).toBeUndefined()
    expect(lookUp(state, '/cart/toString')).toBeUndefined()
    expect(lookUp(state, '/cart/lines/length')).toBeUndefined()
  })
})

describe('what changed', () => {
  it('tells each step with a sign, its path, and the values before and after', () => {
    const rows = changeRows(state, [
      { op: 'replace', path: '/cart/lines/0/quantity', value: 2 },
      { op: 'add', path: '/cart/lines/-', value: { sku: 'b' } },
      { op: 'add', path: '/cart/coupon', value: null },
      { op: 'add', path: '/cart/coupon', value: 'X' },
      { op: 'remove', path: '/seen/v/0' },
    ])
    expect(rows.map(({ sign, path, before, after }) => [sign, path, before, after])).toEqual([
      ['~', 'cart.lines[0].quantity', 1, 2],
      ['+', 'cart.lines[1]', undefined, { sku: 'b' }],
      ['+', 'cart.coupon', undefined, null],
      ['~', 'cart.coupon', null, 'X'],
      ['−', 'seen[0]', 'x', undefined],
    ])
  })

  it('reads each path in the state that the steps before it left', () => {
    const rows = changeRows(
      [1, 2, 3],
      [
        { op: 'remove', path: '/0' },
        { op: 'remove', path: '/0' },
      ],
    )
    expect(rows.map(({ before }) => before)).toEqual([1, 2])
  })

  it('inserting into a list replaces nothing', () => {
    expect(changeRows([1, 2], [{ op: 'add', path: '/0', value: 0 }])[0]).toMatchObject({ sign: '+', before: undefined, after: 0 })
  })

  it('stops after the first steps of a long patch', () => {
    const patch = Array.from({ length: 500 }, (_, at) => ({ op: 'add', path: `/k${at}`, value: at }) as const)
    expect(changeRows({}, patch, 30)).toHaveLength(30)
  })

  it('marks what was added or changed, and all that holds it', () => {
    const marks = changeMarks(changeRows(state, [{ op: 'replace', path: '/cart/lines/0/quantity', value: 2 }]))
    expect([...marks]).toEqual(
      expect.arrayContaining([
        ['/cart', 'inside'],
        ['/cart/lines', 'inside'],
        ['/cart/lines/0', 'inside'],
        ['/cart/lines/0/quantity', 'changed'],
      ]),
    )
    expect(marks.size).toBe(4)
  })

  it('tells the values that are really there, for any two states', () => {
    const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }) as fc.Arbitrary<Json>
    fc.assert(
      fc.property(json, json, (a, b) => {
        const patch = diffJson(a, b)
        let now = a
        changeRows(a, patch).forEach(({ pointer, sign, before, after }, at) => {
          if (sign !== '+') expect(lookUp(now, pointer)).toEqual(before)
          now = applyPatch(now, patch.slice(at, at + 1))
          if (sign !== '−') expect(lookUp(now, pointer)).toEqual(after)
        })
        expect(now).toEqual(b)
      }),
    )
  })
})
