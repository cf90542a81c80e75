import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { childrenOf, type Json } from '../../../src/core/value'
import { type Matcher, parseMatcher } from '../../../src/panel/selectors/state-matcher'
import { createStateSearch, type Findings, MOST_FOUND, unfoldingOf } from '../../../src/panel/selectors/state-search'
import { treeRows } from '../../../src/panel/selectors/tree-rows'
import { createStateFind } from '../../../src/panel/state/state-find'

const state: Json = {
  cart: {
    lines: [
      { sku: 'kettle', price: 64.9 },
      { sku: 'mug', note: 'Kettle blue' },
    ],
    coupon: null,
  },
  byId: { $: 'map', v: [['kettle', { stock: 3 }]] },
  since: { $: 'date', v: '2026-11-20T09:14:02.000Z' },
}

function matcherOf(typed: string): Matcher {
  const parsed = parseMatcher(typed)
  if (!parsed.ok || parsed.matcher === undefined) throw new Error(`${typed} asks nothing`)
  return parsed.matcher
}

function search(root: Json, matcher: Matcher): Findings {
  const work = createStateSearch(matcher).run(root)
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

const found = (typed: string): readonly string[] => search(state, matcherOf(typed)).paths

describe('a search in the state', () => {
  it('finds keys and values, in the order of the tree, whatever their case', () => {
    expect(found('kettle')).toEqual(['/cart/lines/0/sku', '/cart/lines/1/note', '/byId/v/0/1'])
    expect(found('COUPON')).toEqual(['/cart/coupon'])
    expect(found('64.9')).toEqual(['/cart/lines/0/price'])
    expect(found('2026-11')).toEqual(['/since'])
    expect(found('nowhere')).toEqual([])
  })

  it('takes a pattern between slashes', () => {
    expect(found('/^kettle/')).toEqual(['/cart/lines/0/sku'])
    expect(found('/^kettle/i')).toEqual(['/cart/lines/0/sku', '/cart/lines/1/note'])
    expect(parseMatcher('/(/')).toMatchObject({ ok: false })
    expect(parseMatcher('')).toEqual({ ok: true, matcher: undefined })
  })

  it('finds a value that is the whole state', () => {
    expect(search('kettle', matcherOf('ket')).paths).toEqual([''])
  })

  it('says when there are more than it keeps', () => {
    const many = Object.fromEntries(Array.from({ length: MOST_FOUND + 5 }, (_, at) => [`k${at}`, 1]))
    expect(search(many, matcherOf('k'))).toMatchObject({ more: true, paths: { length: MOST_FOUND } })
  })

  it('does not look again into what had no match', () => {
    const barren = { list: Array.from({ length: 5_000 }, (_, at) => ({ at })) }
    const runs = createStateSearch(matcherOf('needle'))
    const pauses = (root: Json): number => [...runs.run(root)].length
    expect(pauses({ barren, a: 1 })).toBeGreaterThan(3)
    expect(pauses({ barren, a: 2 })).toBe(0)
  })

  it('cuts a text into what is looked for and what is not', () => {
    expect(matcherOf('e').parts('Kettle')).toEqual(['K', 'e', 'ttl', 'e', ''])
    expect(matcherOf('x').parts('Kettle')).toEqual(['Kettle'])
    expect(matcherOf('/t+/').parts('Kettle')).toEqual(['', 'Kettle'])
  })
})

describe('what has to be open for a match', () => {
  it('is all that holds it, in a long list as far as it lies', () => {
    const list = Array.from({ length: 3000 }, (_, at) => ({ at }))
    const root: Json = { outer: { $: 'map', v: [['k', { list }]] } }
    const path = '/outer/v/0/1/list/2500/at'
    const { open, shown } = unfoldingOf(root, path)
    const rows = treeRows(root, { expanded: new Set(open), shown })
    expect(rows.some((row) => row.path === path)).toBe(true)
    expect([...childrenOf(root)].length).toBe(1)
  })
})

describe('the person at a match', () => {
  it('goes round and round, and keeps the place when the state changes', () => {
    const value = signal<Json | undefined>(state)
    const find = createStateFind(value, new AbortController().signal)
    expect(find.at.value).toBe(-1)
    find.begin()
    find.typed.value = 'kettle'
    expect([find.at.value, find.hit.value]).toEqual([0, '/cart/lines/0/sku'])
    find.move(-1)
    expect(find.hit.value).toBe('/byId/v/0/1')
    find.move(1)
    find.move(1)
    expect(find.hit.value).toBe('/cart/lines/1/note')
    value.value = { ...(state as object), before: 'a kettle' }
    expect(find.hit.value).toBe('/cart/lines/1/note')
    value.value = { only: 'kettle' }
    expect(find.hit.value).toBe('/only')
    find.typed.value = '/(/'
    expect(find.fault.value?.why).toBeTypeOf('string')
    find.close()
    expect(find.fault.value).toBeUndefined()
  })
})
