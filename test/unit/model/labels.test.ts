import { describe, expect, it } from 'vitest'
import { describe as describeEntry, type WireEntry } from '../../../src/core/model'
import { type Json, normalize } from '../../../src/core/value'

const consoleLabel = (...args: readonly Json[]): string =>
  describeEntry({ kind: 'event', type: 'console', data: { method: 'log', args } }).label
/** What the list says of `console.log(...values)`. */
const logged = (...values: readonly unknown[]): string => consoleLabel(...values.map((value) => normalize(value)))

describe('the label of a console entry', () => {
  it.each<[string, unknown, string]>([
    ['a Map', new Map([['a', 1]]), 'Map(1) {"a" → 1}'],
    ['a Set', new Set([1, 2]), 'Set(2) {1, 2}'],
    ['a Date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['an Error', new TypeError('not a function'), 'TypeError: not a function'],
    ['undefined', undefined, 'undefined'],
    ['a bigint', 12n, '12n'],
    ['what is no number', Number.NaN, 'NaN'],
    ['bytes', new Uint8Array(3), 'Uint8Array(3 bytes)'],
    ['a function', Math.max, 'ƒ max'],
    ['what holds such a thing', { cart: new Map([[1, { n: -0 }]]) }, '{cart: Map(1) {1 → {n: -0}}}'],
    ['an own key that looks like a tag', { $: 'map' }, '{$: "map"}'],
  ])('shows %s as a console does', (_what, value, label) => {
    expect(logged(value)).toBe(label)
    expect(logged('got', value, 7)).toBe(`got ${label} 7`)
  })

  it('shows plain values as the JSON that people search for', () => {
    expect(logged({ id: 7, tags: ['a'] })).toBe('{"id":7,"tags":["a"]}')
    expect(logged('sum:', 3, null, true)).toBe('sum: 3 null true')
  })

  it('is one short line, however much was logged', () => {
    const label = logged(new Map(Array.from({ length: 100 }, (_, at) => [`key\n${at}`, 'x'.repeat(1000)])), 'y'.repeat(100_000))
    expect(label.length).toBeLessThanOrEqual(201)
    expect(label).not.toContain('\n')
    expect(label).toMatch(/^Map\(100\) \{"key/)
  })

  it('shows a string that was cut without quotes, as any other', () => {
    expect(consoleLabel({ $: 'truncated', why: 'string', size: 900, v: 'It was' }, 2)).toBe('It was… 2')
  })
})

describe('the label of an action', () => {
  it('is its type, or what a console would show of it', () => {
    const change = (action: Json): string =>
      describeEntry({ kind: 'state', type: 'change', source: 'cart', data: { action, patch: [] } }).label
    expect(change({ type: 'added', at: { $: 'date', v: '2026-01-01T00:00:00.000Z' } })).toBe('added')
    expect(change({ $: 'function', name: 'thunk' })).toBe('ƒ thunk')
  })
})

describe('the label of an input', () => {
  it('says where a scroll came to rest and how large the window became, and of a click only what was clicked', () => {
    const input = (data: Extract<WireEntry, { readonly type: 'input' }>['data']): string =>
      describeEntry({ kind: 'event', type: 'input', data }).label
    expect(input({ action: 'scroll', target: 'div#list', x: 0, y: 340 })).toBe('scroll div#list to 0, 340')
    expect(input({ action: 'resize', target: 'window', x: 800, y: 600 })).toBe('resize window to 800 × 600')
    expect(input({ action: 'click', target: 'button#pay', label: 'Pay', x: 3, y: 4 })).toBe('click “Pay” button#pay')
  })
})
