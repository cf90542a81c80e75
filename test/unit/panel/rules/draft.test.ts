import { describe, expect, it } from 'vitest'
import { type PackRule, packRule } from '../../../../src/core/model'
import { rulesWith } from '../../../../src/core/rule-packs'
import { z } from '../../../../src/core/zod'
import { draftOf, newDraft, problemOf, type RuleDraft, ruleOf, searchKinds } from '../../../../src/panel/selectors/rules/draft'
import { emptyPack, freeId } from '../../../../src/panel/selectors/rules/packs'

const taken = new Set(['email', 'customer'])
const draft = (over: Partial<RuleDraft>): RuleDraft => ({ ...newDraft, search: 'customer', ...over })

describe('a rule that is written', () => {
  it.each(searchKinds)('is one that exports can use: %s', (finds) => {
    const rule = ruleOf(draft({ finds, kinds: ['event'], sources: 'cart, user' }), 'Usual', new Set())
    expect(z.safeParse(packRule, rule).success).toBe(true)
    expect(rule.only).toEqual({ kinds: ['event'], sources: ['cart', 'user'] })
    expect(rulesWith([], [{ ...emptyPack('mine'), rules: [rule] }], { now: () => 0 }).map(({ id }) => id)).toEqual(['usual'])
  })

  it('comes back as it was when it is changed', () => {
    const rules: readonly PackRule[] = [
      { id: 'a', title: 'A', find: { pattern: 'x(y)', ignoreCase: true, group: 1 }, action: { replace: '$1' }, priority: 7 },
      { id: 'b', title: 'B', find: { path: ['user.*', '!user.id'] }, action: 'keep', only: { kinds: ['state'], types: ['x'] } },
      { id: 'c', title: 'C', find: { value: ' as it is ' }, action: 'remove', off: true, examples: [{ from: 1, to: 2 }] },
    ]
    for (const rule of rules) {
      const back = ruleOf(draftOf(rule) ?? newDraft, 'Usual', taken)
      expect(JSON.parse(JSON.stringify(back))).toEqual(rule)
    }
    expect(draftOf({ id: 'email', find: { detector: 'email' } })).toBeUndefined()
  })

  it('has a name that no other has, and never one made of the text that it hides', () => {
    expect(ruleOf(draft({}), 'customer', taken).id).toBe('customer-2')
    expect(ruleOf(draft({ title: 'Kunden-Nr. 7' }), '', taken).id).toBe('kunden-nr-7')
    expect(ruleOf(draft({ title: '42 顧客' }), '', taken).id).toBe('rule')
    expect(freeId('x'.repeat(200), new Set(['x'.repeat(64)]))).toBe(`${'x'.repeat(62)}-2`)
  })

  it('is refused with what is wrong with it', () => {
    expect(problemOf(draft({ search: '  ' }))).toBe('noSearch')
    expect(problemOf(draft({ search: 'x'.repeat(201) }))).toBe('longSearch')
    expect(problemOf(draft({ search: '*' }))).toBe('noStar')
    expect(problemOf(draft({ finds: 'path', search: 'items[3].card' }))).toBe('badPath')
    expect(problemOf(draft({ finds: 'path', search: 'user.*\n!user.id' }))).toBeUndefined()
    expect(problemOf(draft({ becomes: 'replace', replacement: 'x'.repeat(201) }))).toBe('longReplacement')
  })
})
