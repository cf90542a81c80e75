import { describe, expect, it } from 'vitest'
import { rulesWith } from '../../../../src/core/rule-packs'
import { createSanitizer } from '../../../../src/core/sanitize'
import type { Json } from '../../../../src/core/value'
import { lookUp } from '../../../../src/panel/selectors/json-at'
import { newDraft, ruleOf } from '../../../../src/panel/selectors/rules/draft'
import { draftFor, rulePath } from '../../../../src/panel/selectors/rules/from-value'
import { emptyPack } from '../../../../src/panel/selectors/rules/packs'

const state: Json = {
  user: { name: 'Mira', note: 'a long enough text', 'a.b': 7, '!x*': 'odd' },
  lines: [{ sku: 'one' }, { sku: 'two' }],
  seen: {
    $: 'map',
    v: [
      ['k', 'short'],
      [4, { deep: 'four' }],
    ],
  },
  kept: { $: 'set', v: ['first'] },
  cart: { $: 'instance', name: 'Cart', v: { total: 12 } },
}

describe('a rule made from a place in a state', () => {
  it.each([
    ['/user/name', 'user.name'],
    ['/user/a.b', 'user["a.b"]'],
    ['/user/!x*', 'user["!x*"]'],
    ['/lines/1/sku', 'lines[*].sku'],
    ['/seen/v/0/1', 'seen.k'],
    ['/seen/v/1/1/deep', 'seen.4.deep'],
    ['/kept/v/0', 'kept[*]'],
    ['/cart/v/total', 'cart.total'],
  ])('hides what is there: %s', (pointer, path) => {
    expect(rulePath(state, pointer)).toBe(path)
    const rule = ruleOf({ ...newDraft, finds: 'path', search: path, title: 'there' }, '', new Set())
    const rules = rulesWith([], [{ ...emptyPack('mine'), rules: [rule] }], { now: () => 0 })
    const clean = createSanitizer({ rules }).sanitizeJson(state, 'state')
    expect(JSON.stringify(lookUp(clean, pointer))).toContain('there')
    const elsewhere = pointer === '/user/name' ? '/user/note' : '/user/name'
    expect(lookUp(clean, elsewhere)).toBe(lookUp(state, elsewhere))
  })

  it('goes by the text where that says enough, and is none for all of a state', () => {
    expect(draftFor(state, '/user/note')).toMatchObject({ finds: 'value', search: 'a long enough text' })
    expect(draftFor(state, '/user/name')).toMatchObject({ finds: 'path', search: 'user.name' })
    expect(draftFor(state, '')).toBeUndefined()
  })
})
